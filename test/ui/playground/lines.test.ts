import { expect, test } from 'vitest';
import { lineChange, sumOfChanges } from '../../../src/ui/playground/run/lines';

const text = (...lines: string[]) => lines.join('\n');

test.each([
  ['the same', text('a', 'b'), text('a', 'b'), 0, 0],
  ['one changed', text('a', 'b', 'c'), text('a', 'B', 'c'), 1, 1],
  ['one more', text('a', 'b'), text('a', 'a', 'b'), 1, 0],
  ['one less', text('a', 'a', 'b'), text('a', 'b'), 0, 1],
  ['moved', text('a', 'b', 'c', 'd'), text('b', 'c', 'a', 'd'), 1, 1],
  [
    'two apart',
    text('a', 'b', 'c', 'd', 'e'),
    text('A', 'b', 'c', 'd', 'E'),
    2,
    2,
  ],
  ['from nothing', '', text('a', 'b'), 2, 1],
])('%s', (_, before, after, added, removed) => {
  expect(lineChange(before, after)).toEqual({ added, removed });
});

test('very long texts that share nothing are counted without waiting', () => {
  const lines = (mark: string) =>
    Array.from({ length: 20_000 }, (_, i) => `${mark}${i}`).join('\n');
  expect(lineChange(lines('a'), lines('b'))).toEqual({
    ...{ added: 20_000, removed: 20_000 },
  });
});

test('several texts add up', () => {
  expect(
    sumOfChanges([
      { added: 1, removed: 2 },
      { added: 3, removed: 0 },
    ]),
  ).toEqual({ added: 4, removed: 2 });
});
