/**
 * Where each output of a resample2d comes from, in whole numbers: coordinates
 * are fractions, so which element is the nearest does not depend on rounding.
 *
 * Source: W3C WebNN API, `resample2d`; ONNX operator `Resize`.
 */
import { invalid } from '../../errors';
import type { Shapes } from '../tensor';
import type { Resample2dOptions } from './options';

/** Output o of an axis lies at (o · step + start) / divisor of the input. */
export interface AxisMap {
  readonly input: number;
  readonly output: number;
  readonly step: number;
  readonly start: number;
  readonly divisor: number;
}

/** The tensor as [outer, rows, middle, columns, inner]. */
export interface ResampleGeometry {
  readonly outer: number;
  readonly rows: AxisMap;
  readonly middle: number;
  readonly columns: AxisMap;
  readonly inner: number;
  readonly outputs: number;
  readonly outputShape: number[];
}

/** Kernels compute coordinates as 32-bit integers. */
const mostProduct = 2 ** 31 - 1;

/** Throws `invalid` when shape and options do not fit each other. */
export function resampleGeometry(
  { input }: Shapes,
  options: Resample2dOptions,
): ResampleGeometry {
  if (!input)
    throw invalid('resample2d has no input; pass a tensor of 4 dimensions.');
  if (input.length !== 4 || input.some((side) => side < 1))
    throw invalid(
      `input of shape [${input.join(', ')}]: needs 4 sides of at least 1.`,
    );
  const [a, b] = options.axes;
  if (a === b || Math.max(a, b) > 3)
    throw invalid(
      `option axes [${a}, ${b}]: needs two different axes from 0 to 3.`,
    );
  const first = a < b ? 0 : 1;
  const [row, column] = [Math.min(a, b), Math.max(a, b)];
  const rows = axisMap(row, input[row], first, options);
  const columns = axisMap(column, input[column], 1 - first, options);
  const product = (from: number, end: number) =>
    input.slice(from, end).reduce((all, side) => all * side, 1);
  const outer = product(0, row);
  const middle = product(row + 1, column);
  const inner = product(column + 1, 4);
  const outputShape = [...input];
  outputShape[row] = rows.output;
  outputShape[column] = columns.output;
  return {
    ...{ outer, rows, middle, columns, inner, outputShape },
    outputs: outer * rows.output * middle * columns.output * inner,
  };
}

/** `place` is the axis's in sizes and scales. */
function axisMap(
  axis: number,
  input: number,
  place: number,
  options: Resample2dOptions,
): AxisMap {
  const { sizes, scales, mode, exactScale } = options;
  const output = sizes?.[place] ?? Math.floor(input * scales[place]);
  if (output < 1)
    throw invalid(
      `scale ${scales[place]} of axis ${axis}: leaves none of its ${input} ` +
        `elements; use at least ${1 / input}.`,
    );
  const scale: Fraction =
    exactScale && !sizes
      ? fraction(scales[place], Math.floor(2 ** 26 / Math.max(input, output)))
      : [output, input];
  const linear = reduced(coordinates(input, output, scale, options));
  const map = mode === 'linear' ? linear : nearest(linear, options);
  const { step, start, divisor } = map;
  const most = Math.max(output * step + Math.abs(start), input * divisor);
  if (most > mostProduct)
    throw invalid(
      `axis ${axis} from ${input} to ${output}: coordinates of up to ${most} ` +
        `do not fit 32 bits; use sizes below 16384, or with a common divisor.`,
    );
  return { input, output, ...map };
}

type Fraction = readonly [numerator: number, denominator: number];
type Line = Pick<AxisMap, 'step' | 'start' | 'divisor'>;

/** (o + ½) / scale − ½ and its kin, as a fraction. */
function coordinates(
  input: number,
  output: number,
  [p, q]: Fraction,
  { coordinateTransformation }: Resample2dOptions,
): Line {
  const single = { step: 0, start: 0, divisor: 1 };
  switch (coordinateTransformation) {
    case 'half_pixel':
      return { step: 2 * q, start: q - p, divisor: 2 * p };
    case 'pytorch_half_pixel':
      return output > 1
        ? { step: 2 * q, start: q - p, divisor: 2 * p }
        : single;
    case 'asymmetric':
      return { step: q, start: 0, divisor: p };
    case 'align_corners': {
      // (input − 1) · o / (input · scale − 1).
      const divisor = input * p - q;
      return output > 1 && divisor > 0
        ? { step: (input - 1) * q, start: 0, divisor }
        : single;
    }
  }
}

/** Rounded down, this is the nearest one. */
function nearest(
  { step, start, divisor }: Line,
  { nearestMode }: Resample2dOptions,
): Line {
  const added = {
    round_prefer_floor: divisor - 1,
    round_prefer_ceil: divisor,
    floor: 0,
    ceil: 2 * divisor - 2,
  }[nearestMode];
  return { step: 2 * step, start: 2 * start + added, divisor: 2 * divisor };
}

/** An output between two elements of the input. */
export interface Source {
  readonly low: number;
  readonly high: number;
  /** Of `high`; the rest is of `low`. */
  readonly weight: number;
}

/** Beyond the ends: the elements there. */
export function sourceOf(
  { input, step, start, divisor }: AxisMap,
  output: number,
): Source {
  const last = (input - 1) * divisor;
  const place = Math.min(Math.max(output * step + start, 0), last);
  const low = Math.floor(place / divisor);
  const rest = place - low * divisor;
  return { low, high: Math.min(low + 1, input - 1), weight: rest / divisor };
}

function reduced({ step, start, divisor }: Line): Line {
  const d = gcd(gcd(step, Math.abs(start)), divisor);
  return { step: step / d, start: start / d, divisor: divisor / d };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/**
 * The first convergent that is the number to float32's last bit, or the last
 * one whose parts are at most `most`.
 */
export function fraction(value: number, most: number): Fraction {
  let [p, q] = [1, 0];
  let [p0, q0] = [0, 1];
  let rest = value;
  for (;;) {
    const whole = Math.floor(rest);
    const [p1, q1] = [whole * p + p0, whole * q + q0];
    if (q > 0 && p > 0 && Math.max(p1, q1) > most) return [p, q];
    [p0, q0, p, q] = [p, q, p1, q1];
    if (Math.abs(p / q - value) <= value * 2 ** -30) return [p, q];
    rest = 1 / (rest - whole);
  }
}
