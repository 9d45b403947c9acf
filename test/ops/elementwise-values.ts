/** Inputs far beyond the seeded [-1, 1): every size, and what is not finite. */
import type { Tensor } from '../../src/ops/tensor';
import { random } from '../../src/ops/random';

const smallestNormal = 2 ** -126;

/** 0, the border cases of the functions, and both infinities. */
const special = [
  ...[0, 1, 2, 3, 4, 6, 0.5, Math.LN2 / 2, 88.722, 88.73, 103, 104, 1e10],
  ...[2 ** -25, 2 ** -13, smallestNormal, 3.4e38, Infinity],
];

/** Many sizes from 2^-30 to 2^7, where the curves bend; NaN last. */
export function awkwardValues(): Tensor {
  const next = random(3);
  const sizes = Array.from({ length: 20_000 }, () => 2 ** (37 * next() - 30));
  const values = [...special, ...sizes].flatMap((size) => [size, -size]);
  const data = Float32Array.of(...values, NaN);
  return { shape: [data.length], dtype: 'float32', data };
}

/** WGSL may flush what is below the smallest normal number to zero. */
export function withoutSubnormal(
  { shape, dtype, data }: Tensor,
  inputs: Tensor,
): Tensor {
  const flushed = Float32Array.from(data as Float32Array, (value, i) =>
    isSubnormal(value) || isSubnormal(Number(inputs.data[i])) ? 0 : value,
  );
  return { shape, dtype, data: flushed };
}

const isSubnormal = (value: number) => Math.abs(value) < smallestNormal;
