import { expect, test } from 'vitest';
import { lineDiff } from '../../../src/ui/playground/challenges/line-diff';

const signs = { same: ' ', removed: '-', added: '+', gap: '…' };
const shown = (from: string, to: string) =>
  lineDiff(from, to).map(({ kind, text }) => signs[kind] + text);

test('shows what changed, and two lines around it', () => {
  expect(shown('a\nb\nc\nd\ne\nf', 'a\nb\nc\nX\ne\nf')).toEqual([
    ...[' b', ' c', '-d', '+X', ' e', ' f'],
  ]);
});

test('leaves out what lies between two changes', () => {
  const from = 'X\na\nb\nc\nd\ne\nf\nY';
  expect(shown(from, from.replace('X\n', '').replace('\nY', ''))).toEqual([
    ...['-X', ' a', ' b', '…', ' e', ' f', '-Y'],
  ]);
});

test('of equal texts is empty', () => {
  expect(shown('a\nb', 'a\nb')).toEqual([]);
});
