/** Pairs of numbers far beyond the seeded ranges, and what is not finite. */
import { random } from '../../src/ops/random';
import type { Op } from '../../src/ops/op';
import type { Tensor, Tensors } from '../../src/ops/tensor';

const smallestNormal = 2 ** -126;

/** Zeros, whole and odd powers, the ends of the range, NaN. */
const special = [
  ...[0, 1, 2, 3, 0.5, 2.5, 1 + 2 ** -23, 1 - 2 ** -24, 16777215, 16777216],
  ...[smallestNormal, 3.4e38, Infinity],
].flatMap((size) => [size, -size]);

const pairs: readonly (readonly [number, number])[] = [...special, NaN].flatMap(
  (a) => [...special, NaN].map((b) => [a, b] as const),
);

/** Every special number with every one, then sizes from 2^-30 to 2^7. */
export function awkwardPairs(op: Op): Tensors {
  const next = random(5);
  const size = () => 2 ** (37 * next() - 30) * (next() < 0.5 ? -1 : 1);
  const sizes = Array.from(
    { length: 20_000 },
    op.id === 'pow' ? () => powerPair(next) : () => [size(), size()] as const,
  );
  const all = [...pairs, ...sizes];
  const [first, second] = op.inputs.map(({ name }) => name);
  return {
    [first]: tensor(all.map(([a]) => a)),
    [second]: tensor(all.map(([, b]) => b)),
  };
}

/** The power lies anywhere in the range of floats, and a little beyond. */
function powerPair(next: () => number): readonly [number, number] {
  const logarithm = next() < 0.5 ? 250 * next() - 125 : 2 * next() - 1;
  return [2 ** logarithm, (280 * next() - 150) / logarithm];
}

const tensor = (values: readonly number[]): Tensor => ({
  shape: [values.length],
  dtype: 'float32',
  data: Float32Array.from(values),
});

/** WGSL may flush what is below the smallest normal number to zero. */
export function withoutSubnormal(output: Tensor, inputs: Tensors): Tensor {
  const flushed = Float32Array.from(output.data as Float32Array, (value, i) =>
    // What rounds up to the smallest normal number may be flushed before.
    Math.abs(value) <= smallestNormal ||
    Object.values(inputs).some(({ data }) => isSubnormal(Number(data[i])))
      ? 0
      : value,
  );
  return { ...output, data: flushed };
}

const isSubnormal = (value: number) => Math.abs(value) < smallestNormal;
