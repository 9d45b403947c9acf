/** Compares a backend's outputs with the oracle's, in units in the last place. */
import type { Op, Options, Tolerance } from '../ops/op';
import type { Tensor, Tensors } from '../ops/tensor';
import type { CheckReport, ErrorMap } from './api';

/** Bins of the error map along each side, at most. */
const mapSide = 64;

/** The distance between neighbouring float32 values at the size of `value`. */
export function ulpAt(value: number): number {
  const size = Math.abs(value);
  // Below the smallest normal number the steps stay the same.
  const exponent = Math.max(-126, Math.floor(Math.log2(size)));
  return 2 ** (exponent - 23);
}

/**
 * Distance in ULP of the expected value. NaN equals NaN only, an infinity only
 * itself: anything else there is infinitely far.
 */
export function ulpDistance(actual: number, expected: number): number {
  if (actual === expected) return 0;
  if (Number.isNaN(actual) && Number.isNaN(expected)) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Infinity;
  return Math.abs(actual - expected) / ulpAt(expected);
}

export function checkOutputs<O extends Options>(
  op: Op<O>,
  inputs: Tensors,
  options: O,
  tolerance: Tolerance,
  actual: Tensors,
  expected: Tensors,
): CheckReport {
  const scale = tolerance.scale?.(inputs);
  const report: CheckReport = {
    ok: true,
    maxUlp: 0,
    allowedUlp: tolerance.ulp,
    worstIndex: -1,
    why: tolerance.why,
    worst: null,
    failures: 0,
    elements: 0,
    map: null,
  };
  for (const name of op.outputs) {
    const wanted = expected[name];
    const got = actual[name];
    const axes = op.planeAxes?.(options);
    const map = axes ? emptyMap(wanted, axes) : null;
    report.map ??= map;
    for (let i = 0; i < wanted.data.length; i++) {
      const a = Number(got.data[i]);
      const e = Number(wanted.data[i]);
      let ulp = ulpDistance(a, e);
      // A scale only makes an ULP larger, so it is asked for only where an
      // element would be the worst so far: it costs as much as the element.
      if (ulp > report.maxUlp && Number.isFinite(ulp) && scale)
        ulp = Math.abs(a - e) / ulpAt(Math.max(Math.abs(e), scale(i)));
      if (ulp > tolerance.ulp) report.failures++;
      if (map && axes && ulp > 0) raise(map, wanted, axes, i, ulp);
      if (ulp <= report.maxUlp) continue;
      report.maxUlp = ulp;
      report.worstIndex = i;
      report.worst = {
        output: name,
        position: unravel(i, wanted.shape),
        actual: a,
        expected: e,
      };
    }
    report.elements += wanted.data.length;
  }
  report.ok = report.failures === 0;
  return report;
}

type Axes = readonly [height: number, width: number];

function emptyMap({ shape }: Tensor, [y, x]: Axes): ErrorMap {
  const height = Math.min(shape[y], mapSide);
  const width = Math.min(shape[x], mapSide);
  return { width, height, ulp: new Array<number>(width * height).fill(0) };
}

function raise(
  map: ErrorMap,
  { shape }: Tensor,
  [y, x]: Axes,
  index: number,
  ulp: number,
): void {
  const position = unravel(index, shape);
  const row = Math.floor((position[y] * map.height) / shape[y]);
  const column = Math.floor((position[x] * map.width) / shape[x]);
  const bin = row * map.width + column;
  map.ulp[bin] = Math.max(map.ulp[bin], ulp);
}

/** Flat index → position along each axis. */
export function unravel(index: number, shape: readonly number[]): number[] {
  const position: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    position[axis] = index % shape[axis];
    index = Math.floor(index / shape[axis]);
  }
  return position;
}
