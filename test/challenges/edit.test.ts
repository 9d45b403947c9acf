import { expect, test } from 'vitest';
import { edited } from '../../src/challenges/edit';

const text = 'let a = 1;\nlet b = 2;\nlet c = 2;\n';

test('replaces a snippet, and from one place to another', () => {
  expect(edited(text, [{ from: 'a = 1', to: 'a = 3' }])).toBe(
    'let a = 3;\nlet b = 2;\nlet c = 2;\n',
  );
  expect(edited(text, [{ from: 'let a', through: '2;\n', to: '' }])).toBe(
    'let c = 2;\n',
  );
});

test('edits follow each other', () => {
  expect(
    edited(text, [
      { from: 'b = 2', to: 'b = 5' },
      { from: '5;\nlet c', to: '5;\nlet d' },
    ]),
  ).toContain('let d = 2;');
});

test('takes a $ for a $', () => {
  expect(edited('x', [{ from: 'x', to: '$&$1' }])).toBe('$&$1');
});

test('a snippet that is missing or there twice is refused', () => {
  expect(() => edited(text, [{ from: 'd = 4', to: '' }])).toThrow(/0 times/);
  expect(() => edited(text, [{ from: '= 2', to: '' }])).toThrow(/2 times/);
  expect(() =>
    edited(text, [{ from: 'let c', through: 'let d', to: '' }]),
  ).toThrow(/nothing ends/);
});
