import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tokenize } from '../../src/ui/bench/wgsl-tokens';

test('a line in its kinds', () => {
  expect(tokenize('  let x = 64u; // tile')).toEqual([
    { kind: 'plain', text: '  ' },
    { kind: 'keyword', text: 'let' },
    { kind: 'plain', text: ' x = ' },
    { kind: 'number', text: '64u' },
    { kind: 'plain', text: '; ' },
    { kind: 'comment', text: '// tile' },
  ]);
  expect(tokenize('@group(0) var a: array<f32>;')[0].kind).toBe('attribute');
});

test('names that hold a keyword or digits stay plain', () => {
  expect(tokenize('format1(x32)')).toEqual([
    { kind: 'plain', text: 'format1(x32)' },
  ]);
});

test('no character of a shader is lost or moved', () => {
  const text = readFileSync('shaders/conv2d/naive.wgsl', 'utf8');
  for (const line of text.split('\n'))
    expect(
      tokenize(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
});
