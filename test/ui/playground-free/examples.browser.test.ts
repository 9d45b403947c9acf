/** Every example runs as it is and says what plain TypeScript says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../src/index';
import { random } from '../../../src/ops/random';
import { callOf } from '../../../src/ui/playground/free/call';
import { examples } from '../../../src/ui/playground/free/examples';

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => engine.dispose());

const round = Math.fround;
const range = <T>(length: number, value: (i: number) => T): T[] =>
  Array.from({ length }, (_, i) => value(i));
const floats = (seed: number, length: number) => {
  const next = random(seed);
  return range(length, () => round(next() * 2 - 1));
};
const integers = (seed: number, length: number) => {
  const next = random(seed);
  return range(length, () => Math.floor(next() * 2 ** 31));
};

function saxpy() {
  const y = floats(1, 1000);
  return range(1000, (i) => 0.5 * i + y[i]);
}

function histogram() {
  const bins = new Array<number>(64).fill(0);
  for (const sample of floats(7, 65_536)) {
    const value = round(sample * sample);
    bins[Math.min(63, Math.trunc(round(value * 64)))]++;
  }
  return bins;
}

/** Of 0 … 9999 in rows of 256. */
const reduction = () =>
  range(40, (group) =>
    range(256, (i) => group * 256 + i)
      .filter((value) => value < 10_000)
      .reduce((a, b) => a + b, 0),
  );

const prefixSum = () => range(256, (i) => (i * (i + 1)) / 2);

/** Rounds until z is far from 0. */
function escape(x: number, y: number) {
  const [cx, cy] = [(x / 256) * 3 - 2.25, (y / 192) * 2.25 - 1.125];
  let [zx, zy, rounds] = [0, 0, 0];
  while (rounds < 96 && zx * zx + zy * zy <= 4) {
    [zx, zy] = [zx * zx - zy * zy + cx, 2 * zx * zy + cy];
    rounds++;
  }
  return rounds;
}

function mandelbrot() {
  return range(256 * 192, (i) => {
    const rounds = escape(i % 256, Math.floor(i / 256));
    const share = rounds / 96;
    const inside = rounds === 96;
    const colour = inside
      ? [0.05, 0.05, 0.08]
      : [Math.sqrt(share), share, 0.3 + 0.7 * share];
    return colour.map((part) => Math.floor(part * 255 + 0.5));
  });
}

function life() {
  const noise = integers(3, 96 * 96);
  const alive = (x: number, y: number) =>
    (noise[((y + 96) % 96) * 96 + ((x + 96) % 96)] >> 20) & 1;
  return range(96 * 96, (i) => {
    const [x, y] = [i % 96, Math.floor(i / 96)];
    let around = -alive(x, y);
    for (const dy of [-1, 0, 1])
      for (const dx of [-1, 0, 1]) around += alive(x + dx, y + dy);
    return around === 3 || (around === 2 && alive(x, y)) ? 1 : 0;
  });
}

function blur() {
  const noise = floats(11, 128 * 128);
  const clamp = (at: number) => Math.min(127, Math.max(0, at));
  const pixel = (x: number, y: number) =>
    (clamp(x) + clamp(y)) / 256 + 0.4 * noise[clamp(y) * 128 + clamp(x)];
  return range(128 * 128, (i) => {
    let sum = 0;
    for (let dy = -3; dy <= 3; dy++)
      for (let dx = -3; dx <= 3; dx++)
        sum += pixel((i % 128) + dx, Math.floor(i / 128) + dy);
    return sum / 49;
  });
}

const transpose = () =>
  range(64 * 64, (i) => (i % 64) * 64 + Math.floor(i / 64));

/** Exact, or within a rounding of float32. */
const wanted: Record<string, { values: () => number[]; within?: number }> = {
  saxpy: { values: saxpy, within: 1e-4 },
  histogram: { values: histogram },
  reduction: { values: reduction },
  'prefix-sum': { values: prefixSum },
  life: { values: life },
  blur: { values: blur, within: 1e-5 },
  transpose: { values: transpose },
};

const outputOf = async (id: string) => {
  const { draft } = examples.find((example) => example.id === id)!;
  const report = await engine.free(callOf(draft));
  expect(report).toMatchObject({ outcome: 'done', diagnostics: [] });
  expect(report.ms).toBeGreaterThan(0);
  return [...report.outputs[draft.shown].data].map(Number);
};

test.each(Object.entries(wanted))('%s', async (id, { values, within = 0 }) => {
  const actual = await outputOf(id);
  const expected = values();
  expect(actual).toHaveLength(expected.length);
  const off = actual.map((value, i) => Math.abs(value - expected[i]));
  expect(Math.max(...off)).toBeLessThanOrEqual(within);
  expect(new Set(actual).size).toBeGreaterThan(1);
});

test('mandelbrot', async () => {
  const expected = mandelbrot();
  const pixels = await outputOf('mandelbrot');
  // At the edge of the set float32 and float64 part: a few pixels differ.
  const same = pixels.filter((pixel, i) =>
    expected[i].every(
      (part, lane) => Math.abs(((pixel >>> (8 * lane)) & 255) - part) <= 1,
    ),
  );
  expect(same.length / pixels.length).toBeGreaterThan(0.99);
  expect(pixels.every((pixel) => pixel >>> 24 === 255)).toBe(true);
});

test('no example is left out', () => {
  expect([...Object.keys(wanted), 'mandelbrot'].sort()).toEqual(
    examples.map(({ id }) => id).sort(),
  );
});
