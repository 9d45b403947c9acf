/** How far roiAlign's kernels may be from its oracle. */
import { toFloat64 } from '../numbers';
import type { Tolerance } from '../op';
import { shapesOf, type Tensors } from '../tensor';
import {
  alignExtent,
  imageOf,
  placeOf,
  roiGeometry,
  samplePosition,
  type Extent,
  type RoiGeometry,
} from './geometry';
import type { RoiAlignOptions } from './options';

const ulp = 64;
const u = 2 ** -24;

export const roiAlignTolerance = (options: RoiAlignOptions): Tolerance => ({
  ulp,
  why:
    'a sample’s place rounds 16 times at the size of the region’s ' +
    'coordinates, along 2 axes, and a pixel further the input differs by up ' +
    'to twice its largest value',
  scale: (inputs) => scaleOf(inputs, options),
});

/**
 * The plane's largest value, times the coordinates. Where rounding decides
 * whether a sample lies outside, or how many a bin has, either is right: then
 * as much more as these samples can change.
 */
function scaleOf(inputs: Tensors, options: RoiAlignOptions) {
  const g = roiGeometry('roiAlign', shapesOf(inputs), options);
  const boxes = toFloat64(inputs.boxes);
  const largest = planeMaxima(toFloat64(inputs.input), g);
  return (index: number) => {
    const { roi, channel, y, x } = placeOf(g, index);
    const [number, x1, y1, x2, y2] = boxes.subarray(5 * roi, 5 * roi + 5);
    const image = imageOf(number, g);
    if (image === null) return 0;
    const rows = alignExtent(y1, y2, g.bins[0], options);
    const columns = alignExtent(x1, x2, g.bins[1], options);
    const size = 1 + Math.max(reach(rows), reach(columns));
    const doubts =
      doubt(rows, g.bins[0], y, g.height, options) +
      doubt(columns, g.bins[1], x, g.width, options);
    const inside =
      insideOf(rows, g.bins[0], y, g.height) *
      insideOf(columns, g.bins[1], x, g.width);
    // Samples outside are zeros, which a mean takes in without an error.
    const all = rows.samples * columns.samples;
    const share = options.mode === 'avg' && all > 0 ? inside / all : 1;
    return (
      largest[image * g.channels + channel] *
      (share * (size + inside / ulp) + (doubts * (1 / u)) / ulp)
    );
  };
}

/** The largest coordinate along an axis. */
const reach = ({ start, size }: Extent) =>
  Math.max(Math.abs(start), Math.abs(start + size), Math.abs(size));

/** How many of a bin's samples may lie inside along an axis. */
function insideOf(extent: Extent, bins: number, bin: number, side: number) {
  const slack = slackOf(extent);
  let inside = 0;
  for (let sample = 0; sample < extent.samples; sample++) {
    const position = samplePosition(extent, bins, bin, sample);
    if (position >= -1 - slack && position <= side + slack) inside++;
  }
  return inside;
}

/** By how much a sample's place may be off. */
const slackOf = (extent: Extent) => 32 * u * (1 + reach(extent));

/** The share of a bin's samples (2: all of them, both ways) in doubt. */
function doubt(
  extent: Extent,
  bins: number,
  bin: number,
  side: number,
  { samplingRatio, mode }: RoiAlignOptions,
): number {
  const { samples, size, exact } = extent;
  const slack = slackOf(extent);
  const perBin = size / bins;
  const undecided = Math.abs(perBin - Math.round(perBin)) <= slack / bins;
  if (samplingRatio <= 0 && !exact && undecided) return 2;
  let unsure = 0;
  for (let sample = 0; sample < samples; sample++) {
    const position = samplePosition(extent, bins, bin, sample);
    const away = Math.min(Math.abs(position + 1), Math.abs(position - side));
    if (away <= slack) unsure++;
  }
  if (unsure === 0) return 0;
  return mode === 'avg' ? unsure / samples : 1;
}

function planeMaxima(input: Float64Array, g: RoiGeometry): Float64Array {
  const largest = new Float64Array(g.batch * g.channels);
  for (let n = 0; n < g.batch; n++)
    for (let c = 0; c < g.channels; c++) {
      const plane = n * g.input.n + c * g.input.c;
      let most = 0;
      for (let y = 0; y < g.height; y++)
        for (let x = 0; x < g.width; x++)
          most = Math.max(
            most,
            Math.abs(input[plane + y * g.input.h + x * g.input.w]),
          );
      largest[n * g.channels + c] = most;
    }
  return largest;
}
