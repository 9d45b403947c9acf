/** The oracles: plain loops over regions, channels, bins. */
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import {
  alignExtent,
  imageOf,
  outputShape,
  poolWindows,
  roiGeometry,
  samplePosition,
  tapsAt,
  type Extent,
  type RoiGeometry,
  type Taps,
} from './geometry';
import type { RoiAlignOptions, RoiPoolOptions } from './options';

/** What makes one element of the output: a plane of the input, and a bin. */
type BinValue = (
  at: (y: number, x: number) => number,
  y: number,
  x: number,
) => number;

/**
 * Both ops: each region has its bins (`bins`, from x1, y1, x2, y2), each bin a
 * value. A region whose image is not there, such as -1, is all zeros.
 */
function* eachBin(
  id: string,
  inputs: Tensors,
  options: RoiPoolOptions,
  binsOf: (g: RoiGeometry, box: Float64Array) => BinValue,
): Generator<number, Tensors> {
  const g = roiGeometry(id, shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const boxes = toFloat64(inputs.boxes);
  const values = new Float64Array(g.rois * g.output.n);
  for (let roi = 0; roi < g.rois; roi++) {
    const [number, ...box] = boxes.subarray(5 * roi, 5 * roi + 5);
    const image = imageOf(number, g);
    if (image !== null) {
      const valueOf = binsOf(g, Float64Array.from(box));
      for (let c = 0; c < g.channels; c++) {
        const plane = image * g.input.n + c * g.input.c;
        const at = (y: number, x: number) =>
          input[plane + y * g.input.h + x * g.input.w];
        for (let y = 0; y < g.bins[0]; y++)
          for (let x = 0; x < g.bins[1]; x++)
            values[
              roi * g.output.n +
                c * g.output.c +
                y * g.output.h +
                x * g.output.w
            ] = valueOf(at, y, x);
      }
    }
    yield (roi + 1) / g.rois;
  }
  const { dtype } = inputs.input;
  return { output: fromFloat64(values, outputShape(g, options), dtype) };
}

export const roiPoolReference = (inputs: Tensors, options: RoiPoolOptions) =>
  eachBin('roiPool', inputs, options, (g, [x1, y1, x2, y2]) => {
    const rows = poolWindows(y1, y2, g.bins[0], g.height, options);
    const columns = poolWindows(x1, x2, g.bins[1], g.width, options);
    return (at, binY, binX) => {
      const [top, bottom] = rows[binY];
      const [left, right] = columns[binX];
      if (top >= bottom || left >= right) return 0;
      let largest = -Infinity;
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++)
          largest = Math.max(largest, at(y, x));
      return largest;
    };
  });

export const roiAlignReference = (inputs: Tensors, options: RoiAlignOptions) =>
  eachBin('roiAlign', inputs, options, (g, [x1, y1, x2, y2]) => {
    const extentY = alignExtent(y1, y2, g.bins[0], options);
    const extentX = alignExtent(x1, x2, g.bins[1], options);
    const rows = binTaps(extentY, g.bins[0], g.height);
    const columns = binTaps(extentX, g.bins[1], g.width);
    const count = extentY.samples * extentX.samples;
    return (at, binY, binX) => {
      if (count === 0) return 0;
      let sum = 0;
      const [down, across] = [rows[binY], columns[binX]];
      // A sample outside is 0.
      const inside = down.length * across.length;
      let largest = inside < count ? 0 : -Infinity;
      for (const row of down)
        for (const column of across) {
          const corners = cornersOf(at, row, column);
          const value = corners.reduce((a, b) => a + b);
          sum += value;
          largest = Math.max(
            largest,
            ...(options.mode === 'maxWeighted' ? corners : [value]),
          );
        }
      return options.mode === 'avg' ? sum / count : largest;
    };
  });

/** The taps of every bin's samples along an axis, of those inside. */
const binTaps = (extent: Extent, bins: number, side: number) =>
  Array.from({ length: bins }, (_, bin) =>
    Array.from({ length: extent.samples }, (_, sample) =>
      tapsAt(samplePosition(extent, bins, bin, sample), side),
    ).filter((taps) => taps !== null),
  );

/** The four pixels around a sample times their weights. */
function cornersOf(
  at: (y: number, x: number) => number,
  row: Taps,
  column: Taps,
): number[] {
  const [bottom, right] = [row.weight, column.weight];
  return [
    (1 - bottom) * (1 - right) * at(row.low, column.low),
    (1 - bottom) * right * at(row.low, column.high),
    bottom * (1 - right) * at(row.high, column.low),
    bottom * right * at(row.high, column.high),
  ];
}
