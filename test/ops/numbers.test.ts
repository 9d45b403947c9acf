import { describe, expect, it } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { halfBits, halfValue } from '../../src/ops/float16';
import { random, randomInputs } from '../../src/ops/random';
import { grid, specialize } from '../../src/ops/source';

describe('float16', () => {
  it('keeps every half through a round trip', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = halfValue(bits);
      if (!Number.isNaN(value)) expect(halfBits(value)).toBe(bits);
    }
    expect(halfValue(halfBits(NaN))).toBeNaN();
  });

  it.each([
    [65504, 0x7bff],
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [-Infinity, 0xfc00],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [2 ** -25, 0x0000],
    [1.01 * 2 ** -25, 0x0001],
    [-0, 0x8000],
  ])('rounds %d to nearest even', (value, bits) => {
    expect(halfBits(value)).toBe(bits);
  });
});

describe('random', () => {
  it('repeats for a seed and differs between seeds', () => {
    const take = (seed: number) => Array.from({ length: 8 }, random(seed));
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    // Pinned: results that people share must stay comparable.
    expect(random(1)()).toBeCloseTo(0.6270739405881613, 15);
  });

  it('gives each role its own stream', () => {
    const shapes = { input: [1, 1, 2, 2], filter: [1, 1, 1, 1] };
    const without = randomInputs(conv2d, shapes, 3);
    const bias = randomInputs(conv2d, { ...shapes, bias: [1] }, 3);
    expect(bias.input.data).toEqual(without.input.data);
    expect(bias.filter.data).toEqual(without.filter.data);
    expect(Object.keys(without)).toEqual(['input', 'filter']);
  });
});

describe('specialize', () => {
  const wgsl = '// A\nconst TILE = 4u;\nconst TILE_B: f32 = -1.5f;\n';

  it('rewrites initialisers and nothing else', () => {
    expect(specialize(wgsl, { TILE: 8, TILE_B: 2 })).toBe(
      '// A\nconst TILE = 8u;\nconst TILE_B: f32 = 2f;\n',
    );
  });

  it('refuses a constant that is not there', () => {
    expect(() => specialize(wgsl, { TILES: 8 })).toThrow(/const TILES/);
  });
});

describe('grid', () => {
  it('covers the invocations within the limit on each side', () => {
    for (const count of [1, 64, 65, 64 * 65535, 64 * 65535 + 1, 1e9]) {
      const [x, y, z] = grid(count, 64);
      expect(x).toBeLessThanOrEqual(65535);
      expect(y).toBeLessThanOrEqual(65535);
      expect(x * y * z * 64).toBeGreaterThanOrEqual(count);
      expect(x * y * z * 64).toBeLessThan(count + 64 * (y + 1));
    }
  });
});
