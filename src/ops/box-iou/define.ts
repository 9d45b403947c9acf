/**
 * The pairwise measures of boxes: a row of a table becomes an op.
 *
 * boxes1 [N, 4], boxes2 [M, 4] → output [N, M], in the unit of nothing: ratios.
 */
import { toCorners } from '../boxes/format';
import { fromFloat64, toFloat64 } from '../numbers';
import type { Op, Tolerance } from '../op';
import { random } from '../random';
import type { Shapes, Tensors } from '../tensor';
import { gpuKernels } from './gpu-kernels';
import {
  boxCounts,
  boxIouFields,
  boxIouOptions,
  boxIouProblem,
  type BoxIouOptions,
} from './options';
import type { Overlap } from './overlaps';
import { pairOf } from './pair';
import { wasmKernels } from './wasm-kernels';

export function overlapOp(overlap: Overlap): Op<BoxIouOptions> {
  const { id, title, summary, source, presets } = overlap;
  return {
    id,
    title,
    family: 'Detection',
    summary,
    source,
    inputs: [{ name: 'boxes1' }, { name: 'boxes2' }],
    outputs: ['output'],
    fields: boxIouFields,
    presets,
    problem: (workload) => boxIouProblem(id, workload),
    options: (given) => boxIouOptions(id, given),
    shapes: (shapes) => ({ output: boxCounts(id, shapes) }),
    cost(shapes) {
      const [rows, columns] = boxCounts(id, shapes);
      const pairs = rows * columns;
      return {
        macs: 0,
        flops: overlap.operations * pairs,
        params: 0,
        bytesRead: 16 * (rows + columns),
        bytesWritten: 4 * pairs,
        bytesNoReuse: 36 * pairs,
      };
    },
    generate,
    formulas(shapes) {
      const [rows, columns] = boxCounts(id, shapes);
      const pairs = rows * columns;
      return [
        { name: 'pairs', text: `${rows}·${columns}`, value: pairs },
        {
          name: 'FLOPs',
          text: `${overlap.operations} in ${overlap.formula}, per pair`,
          value: overlap.operations * pairs,
        },
      ];
    },
    tolerance: (_, options) => toleranceOf(overlap, options),
    reference: (inputs, options) => reference(overlap, inputs, options),
    kernels: [...gpuKernels(overlap), ...wasmKernels(overlap)],
    prefer: () => ['blocked', 'simd'],
  };
}

/** Pairs between two looks at whether the run is still wanted. */
const stepPairs = 2 ** 18;

function* reference(
  overlap: Overlap,
  { boxes1, boxes2 }: Tensors,
  options: BoxIouOptions,
): Generator<number, Tensors> {
  const rows = boxes1.shape[0];
  const columns = boxes2.shape[0];
  const a = toFloat64(boxes1);
  const b = toFloat64(boxes2);
  const values = new Float64Array(rows * columns);
  for (let i = 0, next = stepPairs; i < rows; i++) {
    for (let j = 0; j < columns; j++)
      values[i * columns + j] = overlap.value(
        pairOf(a, 4 * i, b, 4 * j, options),
      );
    if (i * columns < next) continue;
    next = i * columns + stepPairs;
    yield i / rows;
  }
  return { output: fromFloat64(values, [rows, columns], boxes1.dtype) };
}

/**
 * Corners that are computed are rounded at the size of the coordinates, and
 * how much of a side that is goes by the smallest of the four sides.
 */
function toleranceOf(
  { ulp, why, terms }: Overlap,
  { format, offset }: BoxIouOptions,
): Tolerance {
  const given = format === 'xyxy' || format === 'yxyx';
  // With an offset the sides of an intersection cancel below 1 pixel.
  const size = Math.max(terms, offset);
  if (given && size === 0) return { ulp, why };
  return {
    ulp,
    why: given ? why : `${why}; corners round as coordinates do`,
    scale({ boxes1, boxes2 }) {
      if (given) return () => size;
      const columns = boxes2.shape[0];
      const a = toFloat64(boxes1);
      const b = toFloat64(boxes2);
      return (index) => {
        const corners = [
          ...toCorners(a, 4 * Math.floor(index / columns), format),
          ...toCorners(b, 4 * (index % columns), format),
        ];
        const [ax1, ay1, ax2, ay2, bx1, by1, bx2, by2] = corners;
        const sides = [ax2 - ax1, ay2 - ay1, bx2 - bx1, by2 - by1];
        const largest = Math.max(...corners.map(Math.abs));
        const smallest = Math.min(...sides.map((side) => side + offset));
        return size + (4 * largest) / smallest;
      };
    },
  };
}

/**
 * Boxes as detectors see them, in pixels of a 640×480 image: their centres
 * anywhere, their sides from 16 to 256 pixels, small ones as likely as large.
 */
function generate(
  shapes: Shapes,
  seed: number,
  { format }: BoxIouOptions = boxIouOptions('', {}),
): Tensors {
  return Object.fromEntries(
    ['boxes1', 'boxes2'].map((role, i) => {
      const next = random(seed + i * 0x9e3779b9);
      const values = new Float64Array(4 * shapes[role][0]);
      for (let at = 0; at < values.length; at += 4) {
        const [x, y] = [640 * next(), 480 * next()];
        const [w, h] = [16 * 16 ** next(), 16 * 16 ** next()];
        values.set(fromCentre(x, y, w, h)[format], at);
      }
      return [role, fromFloat64(values, shapes[role], 'float32')];
    }),
  );
}

function fromCentre(x: number, y: number, w: number, h: number) {
  const [x1, y1, x2, y2] = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  return {
    xyxy: [x1, y1, x2, y2],
    yxyx: [y1, x1, y2, x2],
    xywh: [x1, y1, w, h],
    cxcywh: [x, y, w, h],
  };
}
