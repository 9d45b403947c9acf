import { describe, expect, it } from 'vitest';
import { depthwiseRoof } from '../../src/challenges/depthwise-roof';
import {
  asFastAsShipped,
  bandwidthShare,
  fasterThanShipped,
  percent,
  right,
} from '../../src/challenges/goals';
import { ceilings } from '../ui/roofline-literals';
import { comparison, reportOf } from './literals';

const report = reportOf(depthwiseRoof);
const none = { roofs: null };
const wrong = {
  ...report,
  ...{ outcome: 'wrong' as const, verdict: 'Wrong.', ab: null },
};
const failing = (failures: number, unwritten = 0) => ({
  ...wrong,
  ...{ check: { ...report.check!, failures }, unwritten },
});

describe('right', () => {
  it('is reached by the outcome alone', () => {
    expect(right.judge(report, none)).toMatchObject({
      ...{ reached: true, progress: 1, value: '100 % right' },
    });
  });

  it('counts the elements that are right already', () => {
    expect(right.judge(failing(250), none)).toMatchObject({
      ...{ reached: false, progress: 0.75, value: '75 % right' },
      words: 'Wrong.',
    });
    expect(right.judge(failing(0, 400), none).progress).toBeCloseTo(0.6);
    expect(right.judge(failing(1000), none).progress).toBe(0);
  });

  it('is not reached by all but one', () => {
    const { progress, value, reached } = right.judge(failing(1), none);
    expect({ progress, value, reached }).toEqual({
      ...{ progress: 0.99, value: '99 % right', reached: false },
    });
  });

  it('has nothing to count where it did not run', () => {
    const outcome = 'compile' as const;
    expect(right.judge({ ...wrong, outcome, check: null }, none)).toMatchObject(
      { reached: false, progress: 0, value: null },
    );
  });

  it('counts what differs between two runs', () => {
    const unstable = {
      ...{ output: 'output', elements: 500, position: [0] },
      values: [0, 1] as [number, number],
    };
    expect(
      right.judge({ ...wrong, outcome: 'unstable', unstable }, none).progress,
    ).toBe(0.5);
  });
});

describe('a ratio', () => {
  const at = (ratio: number, spread = 0) => ({
    ...report,
    ab: comparison(ratio, 1, spread),
  });

  it('of parity goes by the median', () => {
    expect(asFastAsShipped.judge(at(0.8, 0.3), none)).toMatchObject({
      ...{ reached: true, progress: 1, value: '0.80×' },
    });
    const below = asFastAsShipped.judge(at(0.79), none);
    expect(below.reached).toBe(false);
    expect(below.progress).toBeCloseTo(0.9875);
    expect(asFastAsShipped.judge(at(0.08), none).progress).toBeCloseTo(0.1);
  });

  it('of a gain goes by the lower end of its interval', () => {
    const goal = fasterThanShipped(1.5);
    expect(goal.judge(at(1.5), none).reached).toBe(true);
    expect(goal.judge(at(2, 0.25), none).reached).toBe(true);
    const unsure = goal.judge(at(2, 0.26), none);
    expect(unsure).toMatchObject({ reached: false, progress: 0.99 });
    expect(unsure.words).toMatch(/begins below 1\.50×: run it again/);
    const few = {
      ...comparison(2, 1, 0.4),
      judged: { difference: 'few' as const, interval: null },
    };
    expect(goal.judge({ ...report, ab: few }, none).reached).toBe(false);
    expect(goal.judge(at(1.49), none).words).toMatch(/but 1\.49×/);
  });

  it('of what is wrong is none', () => {
    const fast = { ...failing(1), ab: comparison(100, 1) };
    expect(asFastAsShipped.judge(fast, none)).toMatchObject({
      ...{ reached: false, progress: 0, value: null, words: 'Wrong.' },
    });
    expect(asFastAsShipped.judge({ ...report, ab: null }, none).reached).toBe(
      false,
    );
  });
});

describe('a share of the bandwidth roof', () => {
  const goal = bandwidthShare(0.6);
  const { cost } = report;
  const roofs = { ...ceilings, adapter: report.adapter };
  const atRoofMs =
    (cost.bytesRead + cost.bytesWritten) / roofs.gpu!.gbps.memory / 1e6;
  const at = (share: number, spread = 0) => ({
    ...report,
    ab: comparison(1, atRoofMs / share, spread),
  });

  it('is reached from 60 % on', () => {
    expect(goal.judge(at(0.601), { roofs })).toMatchObject({
      ...{ reached: true, progress: 1, value: '60 % of the roof' },
    });
    expect(goal.judge(at(0.599), { roofs })).toMatchObject({
      ...{ reached: false, value: '59 % of the roof' },
    });
    expect(goal.judge(at(0.3), { roofs }).progress).toBeCloseTo(0.5);
  });

  it('goes by the slower end of the spread', () => {
    expect(goal.judge(at(0.65, 0.05), { roofs }).reached).toBe(true);
    expect(goal.judge(at(0.65, 0.1), { roofs })).toMatchObject({
      ...{ reached: false, progress: 0.99 },
    });
  });

  it('says where a cache explains it', () => {
    expect(goal.judge(at(1.3), { roofs }).words).toMatch(/stays in a cache/);
  });

  it('asks for the roofs of this very device', () => {
    const other = { ...roofs, adapter: 'another' };
    for (const given of [null, { ...roofs, gpu: null }, other])
      expect(goal.judge(at(0.9), { roofs: given })).toMatchObject({
        ...{ reached: false, needsRoofs: true, value: null },
      });
    expect(goal.judge(failing(3), { roofs }).needsRoofs).toBeUndefined();
  });
});

it('never rounds a share up', () => {
  expect([0.9999, 0.6, 0.0512, 0, 1].map(percent)).toEqual([
    ...['99 %', '60 %', '5.1 %', '0 %', '100 %'],
  ]);
});
