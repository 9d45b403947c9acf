import { describe, expect, it } from 'vitest';
import { clockStepMs } from '../../src/gpu/timer';

describe('clockStepMs', () => {
  const step = (...ns: number[]) =>
    clockStepMs(BigUint64Array.from(ns.map(BigInt)));

  it('finds the quantum of a rounded clock', () => {
    expect(step(500_000, 700_000, 1_200_000, 900_000)).toBe(0.1);
  });

  it('takes a nanosecond clock to be good to a microsecond', () => {
    expect(step(1000, 1007, 1031)).toBe(0.001);
  });

  it('assumes the usual rounding when the readings never move', () => {
    expect(step(5, 5, 5)).toBe(0.1);
  });
});
