/** How the Networks page spends its time budget on whole runs. */
import { expect, test } from 'vitest';
import type { PreparedNetwork } from '../../src/engine/api';
import { median, timeInTurn, withWhole } from '../../src/ui/networks/measure';

/** Only what is asked of it: a clock that was read beforehand. */
function clockwork(name: string, ms: readonly number[], order: string[]) {
  let at = 0;
  const time = async () => {
    order.push(name);
    return { medianMs: ms[at++ % ms.length] };
  };
  return { time } as unknown as PreparedNetwork;
}

test('two networks are timed in turn, and told by their medians', async () => {
  const order: string[] = [];
  const shares: number[] = [];
  const whole = await timeInTurn(
    [clockwork('a', [1, 9, 2, 3], order), clockwork('b', [5], order)],
    { onProgress: ({ done }) => shares.push(done) },
  );
  expect(order.slice(0, 6)).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  // They take no time at all: as many rounds as there may be, the first of
  // one run, the others of as many as a tenth of a second holds, at most 8.
  expect(whole).toEqual([
    { ms: 2.5, runs: 73 },
    { ms: 5, runs: 73 },
  ]);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('a median is in the middle', () => {
  expect(median([3])).toBe(3);
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('the gap is told against the whole runs that are shown', () => {
  const result = withWhole(
    {
      ...{ layers: [], memory: null, wholeMs: 10, untimed: '', threads: 1 },
      ...{ runs: 3, measuredAt: '' },
      times: {
        ...{ layers: [], medianMs: 10, sumMs: 8, gapMs: 2, runs: 3 },
        threads: 1,
        clock: { source: 'performance.now', resolutionMs: 0.005 },
      },
    },
    { ms: 7, runs: 5 },
  );
  expect(result).toMatchObject({ wholeMs: 7, runs: 5 });
  expect(result.times).toMatchObject({ medianMs: 7, gapMs: -1, runs: 3 });
});
