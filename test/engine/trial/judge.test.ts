import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/engine/trial/compare';
import {
  confidence,
  judge,
  leastPairs,
  medianInterval,
} from '../../../src/engine/trial/judge';
import { random } from '../../../src/ops/random';
import { busyMachine, kernelOn, quietMachine, type Machine } from './noise';

/** Pairs as `compare` takes them: each in an order that is tossed. */
function pairs(
  machine: Machine,
  n: number,
  toss: () => number,
  originalMs = 1,
  editedMs = 1,
) {
  const original: number[] = [];
  const edited: number[] = [];
  for (let i = 0; i < n; i++) {
    const [first, second] = [machine.next(), machine.next()];
    const [a, b] = toss() < 0.5 ? [first, second] : [second, first];
    original.push(originalMs * a);
    edited.push(editedMs * b);
  }
  return { original, edited };
}

const share = (count: number, is: (seed: number) => boolean) =>
  Array.from({ length: count }, (_, seed) => is(seed)).filter(Boolean).length /
  count;

const comparison = async (
  machine: Machine,
  seed: number,
  originalMs: number,
  editedMs: number,
) => {
  const found = await compare(
    kernelOn(machine, originalMs),
    kernelOn(machine, editedMs),
    { budgetMs: 1e6, random: random(seed + 1e6) },
  );
  if ('missing' in found) throw new Error(found.missing);
  return found;
};

/** The reason for the toss: the second of each pair runs on a warm device. */
function warming(seed: number): Machine {
  const noise = quietMachine(seed);
  let turn = 0;
  return { next: () => noise.next() * (turn++ % 2 ? 1 : 1.2) };
}

describe('the interval of a median', () => {
  it('has the ranks of the sign test', () => {
    const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
    expect(medianInterval(upTo(7))).toBeNull();
    expect(medianInterval(upTo(8))).toEqual({ low: 1, high: 8, confidence });
    // From tables of the binomial: 99 % for n = 20 cuts 3, for n = 60 cuts 19.
    expect(medianInterval(upTo(20))).toMatchObject({ low: 4, high: 17 });
    expect(medianInterval(upTo(60))).toMatchObject({ low: 20, high: 41 });
  });

  it('holds the median as often as it says', () => {
    const missed = share(4000, (seed) => {
      const next = random(seed);
      const found = medianInterval(Array.from({ length: 21 }, next))!;
      return found.low > 0.5 || found.high < 0.5;
    });
    expect(missed).toBeLessThanOrEqual(0.013);
    expect(missed).toBeGreaterThan(0.001);
  });
});

describe('pairs of two kernels that are alike', () => {
  it.each([8, 12, 24, 60])(
    'on a busy machine are called different at most once in 100 (n = %i)',
    (n) => {
      const wrong = share(3000, (seed) => {
        const machine = busyMachine(seed);
        const { original, edited } = pairs(machine, n, random(seed + 5e5));
        return judge(original, edited).difference !== 'none';
      });
      expect(wrong).toBeLessThanOrEqual(1 - confidence);
    },
  );

  it('are told apart falsely where the order is not tossed', () => {
    const wrong = (toss: (seed: number) => () => number) =>
      share(300, (seed) => {
        const { original, edited } = pairs(warming(seed), 24, toss(seed));
        return judge(original, edited).difference !== 'none';
      });
    expect(wrong(() => () => 0)).toBeGreaterThan(0.9);
    expect(wrong((seed) => random(seed + 1))).toBeLessThanOrEqual(0.01);
  });

  it('are so through a comparison that warms the device', async () => {
    let wrong = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { judged } = await comparison(warming(seed), seed, 0.3, 0.3);
      if (judged.difference !== 'none') wrong++;
    }
    expect(wrong / 200).toBeLessThanOrEqual(0.01);
  });

  it('are so through the whole comparison, batches included', async () => {
    let wrong = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { judged } = await comparison(busyMachine(seed), seed, 0.3, 0.3);
      if (judged.difference !== 'none') wrong++;
    }
    expect(wrong / 400).toBeLessThanOrEqual(0.01);
  });

  it('share one batch, so that a launch weighs the same on both', async () => {
    for (let seed = 0; seed < 100; seed++) {
      const { batch } = await comparison(busyMachine(seed), seed, 0.3, 0.3);
      expect(batch.edited).toBe(batch.original);
    }
  });
});

describe('pairs of two kernels that differ', () => {
  it('are told apart on a quiet machine, from 5 % on', async () => {
    for (let seed = 0; seed < 50; seed++) {
      const faster = await comparison(quietMachine(seed), seed, 1.06, 1);
      expect(faster.judged.difference).toBe('faster');
      const slower = await comparison(quietMachine(seed), seed, 1, 1.06);
      expect(slower.judged.difference).toBe('slower');
    }
  });

  it('are told apart on a busy machine when they differ by half', async () => {
    let seen = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { judged } = await comparison(busyMachine(seed), seed, 1.5, 1);
      if (judged.difference === 'faster') seen++;
      expect(judged.difference).not.toBe('slower');
    }
    expect(seen).toBeGreaterThan(90);
  });

  it('by less than the margin are called alike', () => {
    const same = Array.from({ length: 60 }, () => 1);
    const little = Array.from({ length: 60 }, () => 1 / 1.01);
    expect(judge(same, little).difference).toBe('none');
  });

  it('are not claimed where the shortest runs disagree', () => {
    // Every pair is disturbed on one side but for a single one.
    const original = Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : 1.5));
    const edited = original.map(() => 1);
    expect(judge(original, edited).difference).toBe('none');
  });

  it('are not told apart by too few pairs', () => {
    const few = leastPairs - 1;
    const { difference, interval } = judge(
      new Array<number>(few).fill(10),
      new Array<number>(few).fill(1),
    );
    expect({ difference, interval }).toEqual({
      ...{ difference: 'few', interval: null },
    });
  });

  it('by far have batches of their own', async () => {
    const { batch, ratio } = await comparison(quietMachine(1), 1, 80, 0.3);
    expect(batch.original).toBe(1);
    expect(batch.edited).toBeGreaterThan(10);
    expect(ratio.median).toBeGreaterThan(100);
  });
});

describe('kernels too short for the clock', () => {
  it('have no times, and it is said why', async () => {
    const machine = quietMachine(1);
    const found = await compare(
      kernelOn(machine, 1e-6, 0),
      kernelOn(machine, 1e-6, 0),
      { budgetMs: 100 },
    );
    expect(found).toEqual({
      missing: expect.stringMatching(/below the clock's resolution/),
    });
  });
});
