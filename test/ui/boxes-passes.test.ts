import { expect, it } from 'vitest';
import { rowsOf, stagesOf } from '../../src/ui/boxes/passes-view';
import { meanOf } from '../../src/ui/boxes/times-runner';

const pass = (file: string, ms: number | null, groups = 1) => ({
  ...{ file, ms },
  workgroups: [groups, 1, 1],
});

it('takes the mean of each pass over the runs', () => {
  const runs = [
    [pass('a', 1), pass('b', null)],
    [pass('a', 3), pass('b', null)],
  ];
  expect(meanOf(runs)).toEqual([pass('a', 2), pass('b', null)]);
});

it('joins dispatches in a row of one shader, with their shares', () => {
  const stages = stagesOf([
    pass('a', 1),
    pass('b', 2),
    pass('b', 4),
    pass('a', 1),
  ]);
  expect(stages.map(({ file, count, ms }) => [file, count, ms])).toEqual([
    ['a', 1, 1],
    ['b', 2, 6],
    ['a', 1, 1],
  ]);
  expect(stages.map(({ share }) => share)).toEqual([1 / 8, 6 / 8, 1 / 8]);
});

it('tables many stages by shader', () => {
  const few = stagesOf([pass('a', 1), pass('b', 2)]);
  expect(rowsOf(few)).toBe(few);
  const passes = Array.from({ length: 40 }, (_, i) =>
    pass(i % 2 ? 'b' : 'a', i),
  );
  const rows = rowsOf(stagesOf(passes));
  expect(rows.map(({ file, count, ms }) => [file, count, ms])).toEqual([
    ['a', 20, 380],
    ['b', 20, 400],
  ]);
});
