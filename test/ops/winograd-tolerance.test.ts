import { describe, expect, it } from 'vitest';
import { checkOutputs } from '../../src/engine/check';
import { conv2d } from '../../src/ops/conv2d';
import { runReference, toleranceOf } from '../../src/ops/op';
import { random } from '../../src/ops/random';
import { shapesOf, type Tensors } from '../../src/ops/tensor';

const [channels, outputs, side] = [8, 3, 6];
const options = conv2d.options({ padding: [1, 1, 1, 1] });
type Matrix = number[][];

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    b[0].map((_, x) =>
      row.reduce((sum, value, i) => Math.fround(sum + value * b[i][x]), 0),
    ),
  );
const turned = (a: Matrix): Matrix =>
  a[0].map((_, x) => a.map((row) => row[x]));
const around = (a: Matrix, inner: Matrix): Matrix =>
  times(times(a, inner), turned(a));

// Lavin and Gray 2015, section 4.1.
const B = [
  [1, 0, -1, 0],
  [0, 1, 1, 0],
  [0, -1, 1, 0],
  [0, 1, 0, -1],
];
const G = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
];
const A = [
  [1, 1, 1, 0],
  [0, 1, -1, -1],
];

const matrix = (
  rows: number,
  columns: number,
  at: (y: number, x: number) => number,
) =>
  Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => at(y, x)),
  );

/** The paper's algorithm in float32, as `used` of the channels give it. */
function winograd({ input, filter }: Tensors, used = channels): Tensors {
  const pixel = (c: number, y: number, x: number) =>
    Number(
      y < 0 || x < 0 || y >= side || x >= side
        ? 0
        : input.data[(c * side + y) * side + x],
    );
  const data = new Float32Array(outputs * side * side);
  for (let o = 0; o < outputs; o++)
    for (let top = 0; top < side; top += 2)
      for (let left = 0; left < side; left += 2) {
        const sum = matrix(4, 4, () => 0);
        for (let c = 0; c < used; c++) {
          const v = around(
            B,
            matrix(4, 4, (y, x) => pixel(c, top + y - 1, left + x - 1)),
          );
          const u = around(
            G,
            matrix(3, 3, (y, x) =>
              Number(filter.data[((o * channels + c) * 3 + y) * 3 + x]),
            ),
          );
          sum.forEach((row, y) =>
            row.forEach(
              (value, x) => (row[x] = Math.fround(value + u[y][x] * v[y][x])),
            ),
          );
        }
        around(A, sum).forEach((row, y) =>
          row.forEach(
            (value, x) =>
              (data[(o * side + top + y) * side + left + x] = value),
          ),
        );
      }
  return {
    output: { shape: [1, outputs, side, side], dtype: 'float32', data },
  };
}

type Maker = (next: () => number) => number;
const usual: Maker = (next) => 2 * next() - 1;
const makers: Record<string, Maker> = {
  usual,
  'half zeros': (next) => (next() < 0.5 ? 0 : usual(next)),
  'sizes far apart': (next) => Math.sign(usual(next)) * 2 ** (24 * next() - 12),
};

function drawn(make: Maker, seed: number): Tensors {
  const next = random(seed);
  const filled = (shape: number[]) => ({
    shape,
    dtype: 'float32' as const,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () =>
      make(next),
    ),
  });
  return {
    input: filled([1, channels, side, side]),
    filter: filled([outputs, channels, 3, 3]),
  };
}

function check(inputs: Tensors, actual: Tensors, kernel: string) {
  const tolerance = toleranceOf(conv2d, kernel, shapesOf(inputs), options);
  const expected = runReference(conv2d, inputs, options);
  return checkOutputs(conv2d, inputs, options, tolerance, actual, expected);
}

describe('the tolerance of Winograd', () => {
  for (const [name, make] of Object.entries(makers))
    it(`holds for ${name}, and finds a channel left out`, () => {
      for (let seed = 1; seed <= 60; seed++) {
        const inputs = drawn(make, seed);
        const right = check(inputs, winograd(inputs), 'winograd');
        expect(right).toMatchObject({ ok: true, allowedUlp: 2 * 9 * channels });
        expect(right.maxUlp).toBeLessThan(right.allowedUlp / 4);
        const wrong = check(inputs, winograd(inputs, channels - 1), 'winograd');
        expect(wrong.ok).toBe(false);
      }
    });

  it('is of the same size as anyone’s where the terms are', () => {
    const inputs = drawn(usual, 7);
    const shapes = shapesOf(inputs);
    const scales = ['winograd-simd', 'naive'].map((kernel) =>
      toleranceOf(conv2d, kernel, shapes, options).scale!(inputs),
    );
    for (let i = 0; i < outputs * side * side; i++) {
      const [own, plain] = scales.map((scale) => scale(i));
      expect(own / plain).toBeGreaterThanOrEqual(1);
      expect(own / plain).toBeLessThan(2.5);
    }
  });

  it('is needed where pixels meet weights of other taps only', () => {
    const rare: Maker = (next) => (next() < 0.85 ? 0 : usual(next));
    let needed = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const inputs = drawn(rare, seed);
      const actual = winograd(inputs);
      if (!check(inputs, actual, 'naive').ok) needed++;
      expect(check(inputs, actual, 'winograd').ok).toBe(true);
    }
    expect(needed).toBeGreaterThan(0);
  });
});
