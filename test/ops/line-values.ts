/** Lines with numbers that are not finite, along axis 1: in rows, in columns. */
import type { Tensor } from '../../src/ops/tensor';

const lines = [
  [1, NaN, 2, 0, 0],
  [NaN, NaN, Infinity, 1, 2],
  [-Infinity, 1, 1, -Infinity, 1],
  [-Infinity, -Infinity, -Infinity, -Infinity, -Infinity],
  [0, Infinity, 3, 4, Infinity],
  [2, 2, 2, 2, NaN],
  [-0, 0, -0, 0, -0],
  [Infinity, -Infinity, NaN, Infinity, -Infinity],
];

const tensor = (shape: number[], values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});

export const awkwardLines: readonly Tensor[] = [
  tensor([8, 5], lines.flat()),
  tensor(
    [1, 5, 8],
    lines[0].flatMap((_, i) => lines.map((line) => line[i])),
  ),
];
