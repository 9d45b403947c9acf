/** What holds for every challenge without a device. */
import { describe, expect, it, test } from 'vitest';
import { challengeById, challengeOf, challenges } from '../../src/challenges';
import { solutionOf, startOf } from '../../src/challenges/draft';
import { judge } from '../../src/challenges/judge';
import { reportOf } from './literals';

test('each has an id, a title and a text of its own', () => {
  for (const part of ['id', 'title', 'task', 'learns'] as const)
    expect(new Set(challenges.map((one) => one[part])).size).toBe(
      challenges.length,
    );
  expect(challengeById('dilated-off-by-one')?.title).toMatch(/off by one/i);
  expect(challengeById('no-such')).toBeUndefined();
});

test('the list goes from level 1 to level 3', () => {
  const levels = challenges.map(({ level }) => level);
  expect(levels).toEqual([...levels].sort((a, b) => a - b));
  expect(new Set(levels).size).toBe(3);
});

describe.each(challenges.map((one) => [one.id, one] as const))(
  '%s',
  (_, challenge) => {
    it('fits the kernel as it is now', () => {
      const start = startOf(challenge);
      const solution = solutionOf(challenge);
      expect(Object.keys(start.sources)).toEqual([challenge.file]);
      expect(solution).toEqual({ ...start, sources: solution.sources });
      expect(start.sources).not.toEqual(solution.sources);
    });

    it('is found again by its draft, and by that only', () => {
      const start = startOf(challenge);
      expect(challengeOf(start)).toBe(challenge);
      for (const other of [
        { kernel: 'other' },
        { op: 'no-such' },
        { options: { 'no-such': 1 } },
      ])
        expect(challengeOf({ ...start, ...other })).toBeUndefined();
    });

    it('is plain data once opened', () => {
      const start = startOf(challenge);
      expect(structuredClone(start)).toEqual(start);
    });

    it('is judged by its own problem only', () => {
      const report = reportOf(challenge);
      const context = { roofs: null };
      expect(judge(challenge, report, context)).not.toBeNull();
      const [role] = Object.keys(report.shapes);
      for (const other of [
        { op: 'relu6' },
        { kernel: 'other' },
        { shapes: { ...report.shapes, [role]: [1, 1, 1, 1] } },
        { options: { ...report.options, axis: 9 } },
      ])
        expect(judge(challenge, { ...report, ...other }, context)).toBeNull();
    });

    it('has three hints and never reaches its goal wrong', () => {
      expect(new Set(challenge.hints).size).toBe(3);
      const outcome = 'wrong' as const;
      const wrong = reportOf(challenge, { outcome, verdict: 'Wrong.' });
      expect(judge(challenge, wrong, { roofs: null })).toMatchObject({
        ...{ reached: false, words: 'Wrong.' },
      });
    });
  },
);
