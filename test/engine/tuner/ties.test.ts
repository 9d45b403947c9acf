import { expect, it } from 'vitest';
import { isTie } from '../../../src/engine/tuner/ties';

const around = (ms: number, spread: number, n: number) =>
  Array.from({ length: n }, (_, i) => ms + (spread * i) / (n - 1));

it.each([
  ['equal times', [5, 5, 5], [5, 5, 5], true],
  ['less than 2 %', [100], [101.9], true],
  ['more than 2 %', [100], [102.1], false],
  [
    'what few noisy samples leave open',
    around(10, 5, 4),
    around(11, 5, 4),
    true,
  ],
  ['what many samples decide', around(10, 1, 40), around(11, 1, 40), false],
  ['long outliers', [...around(10, 0.1, 9), 99], around(11, 0.1, 10), false],
])('%s: a tie or not', (_, a, b, tie) => {
  expect(isTie(a, b)).toBe(tie);
  expect(isTie(b, a)).toBe(tie);
});
