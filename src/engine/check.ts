/** Compares a backend's outputs with the oracle's, in units in the last place. */
import { toFloat64 } from '../ops/numbers';
import type { Op, Options, Tolerance } from '../ops/op';
import type { Tensor, Tensors } from '../ops/tensor';
import type { CheckReport, ErrorMap } from './api';

/** Bins of the error map along each side, at most. */
const mapSide = 64;

interface FloatFormat {
  readonly fractionBits: number;
  /** Below the smallest normal number the steps stay the same. */
  readonly leastExponent: number;
}
const float32: FloatFormat = { fractionBits: 23, leastExponent: -126 };
const float16: FloatFormat = { fractionBits: 10, leastExponent: -14 };

/** The distance between neighbouring values at the size of `value`. */
export function ulpAt(value: number, format = float32): number {
  const { fractionBits, leastExponent } = format;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  return 2 ** (Math.max(leastExponent, exponent) - fractionBits);
}

/**
 * Distance in ULP of the expected value. NaN equals NaN only, an infinity only
 * itself: anything else there is infinitely far.
 */
export function ulpDistance(
  actual: number,
  expected: number,
  format = float32,
): number {
  if (actual === expected) return 0;
  if (Number.isNaN(actual) && Number.isNaN(expected)) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Infinity;
  return Math.abs(actual - expected) / ulpAt(expected, format);
}

/**
 * A float16 result is a float32 one rounded once, and so is the oracle's: what
 * rounding in float32 may add is 1/8192 of that in float16.
 */
const halfTolerance = ({ ulp, why, scale }: Tolerance): Tolerance => ({
  ulp: 1 + ulp / 2 ** (float32.fractionBits - float16.fractionBits),
  why: `1 for the rounding to float16 + (${why}) / 8192`,
  scale,
});

export function checkOutputs<O extends Options>(
  op: Op<O>,
  inputs: Tensors,
  options: O,
  float32Tolerance: Tolerance,
  actual: Tensors,
  expected: Tensors,
): CheckReport {
  const half = expected[op.outputs[0]].dtype === 'float16';
  const format = half ? float16 : float32;
  const tolerance = half ? halfTolerance(float32Tolerance) : float32Tolerance;
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
    const missing = Math.abs(wanted.data.length - got.data.length);
    if (missing > 0) {
      report.failures += missing;
      report.maxUlp = Infinity;
    }
    const axes = op.planeAxes?.(options);
    const map = axes ? emptyMap(wanted, axes) : null;
    report.map ??= map;
    const actualValues = half ? toFloat64(got) : got.data;
    const expectedValues = half ? toFloat64(wanted) : wanted.data;
    for (let i = 0; i < Math.min(wanted.data.length, got.data.length); i++) {
      const a = Number(actualValues[i]);
      const e = Number(expectedValues[i]);
      let ulp = ulpDistance(a, e, format);
      // A scale only makes an ULP larger, so it is asked for only where an
      // element would be the worst so far or fail: it costs as much as one.
      const telling = Math.min(report.maxUlp, tolerance.ulp);
      if (ulp > telling && Number.isFinite(ulp) && scale)
        ulp = Math.abs(a - e) / ulpAt(Math.max(Math.abs(e), scale(i)), format);
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
