/** The oracle of resample2d: loops over the outputs, in float64. */
import { fromFloat64, toFloat64 } from '../numbers';
import { shapesOf, type Tensors } from '../tensor';
import {
  resampleGeometry,
  sourceOf,
  type AxisMap,
  type ResampleGeometry,
} from './geometry';
import type { Resample2dOptions } from './options';

export function* resample2dReference(
  inputs: Tensors,
  options: Resample2dOptions,
): Generator<number, Tensors> {
  const g = resampleGeometry(shapesOf(inputs), options);
  const valueAt = sampler(g, options, toFloat64(inputs.input));
  const output = new Float64Array(g.outputs);
  const step = g.outputs / (g.outer * g.rows.output);
  for (let first = 0; first < g.outputs; first += step) {
    for (let i = first; i < first + step; i++) output[i] = valueAt(i);
    yield (first + step) / g.outputs;
  }
  const { dtype } = inputs.input;
  return { output: fromFloat64(output, g.outputShape, dtype) };
}

/** The value of each output, by its flat index. */
function sampler(
  g: ResampleGeometry,
  { mode }: Resample2dOptions,
  input: Float64Array,
): (index: number) => number {
  const place = placer(g);
  return (index) => {
    const { at, row, column } = place(index);
    const value = (y: number, x: number) => input[at(y, x)];
    if (mode === 'nearest-neighbor') return value(row.low, column.low);
    const across = (y: number) =>
      between(value(y, column.low), () => value(y, column.high), column.weight);
    return between(across(row.low), () => across(row.high), row.weight);
  };
}

/** What has no weight is not read: it may be infinite. */
const between = (low: number, high: () => number, weight: number) =>
  weight === 0 ? low : (1 - weight) * low + weight * high();

/** The row and the column of the input that make an output, and its plane. */
function placer(g: ResampleGeometry) {
  const sources = (axis: AxisMap) =>
    Array.from({ length: axis.output }, (_, o) => sourceOf(axis, o));
  const rows = sources(g.rows);
  const columns = sources(g.columns);
  return (index: number) => {
    const i = index % g.inner;
    const x = Math.floor(index / g.inner) % g.columns.output;
    const line = Math.floor(index / (g.inner * g.columns.output));
    const m = line % g.middle;
    const y = Math.floor(line / g.middle) % g.rows.output;
    const o = Math.floor(line / (g.middle * g.rows.output));
    const at = (row: number, column: number) =>
      (((o * g.rows.input + row) * g.middle + m) * g.columns.input + column) *
        g.inner +
      i;
    return { at, row: rows[y], column: columns[x] };
  };
}

/** The largest of the elements between which an output lies. */
export function resample2dScale(
  inputs: Tensors,
  options: Resample2dOptions,
): (index: number) => number {
  const g = resampleGeometry(shapesOf(inputs), options);
  const input = toFloat64(inputs.input);
  const place = placer(g);
  return (index) => {
    const { at, row, column } = place(index);
    return Math.max(
      ...[row.low, row.high].flatMap((y) =>
        [column.low, column.high].map((x) => Math.abs(input[at(y, x)])),
      ),
    );
  };
}
