import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatBinaryBytes,
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatNumber,
  formatRatio,
  formatSpread,
} from '../../src/ui/units';

test.each([
  [0, '0'],
  [0.38912, '0.389'],
  [0.5, '0.500'],
  [5.136, '5.14'],
  [133.4, '133'],
  [999.7, '1\u202f000'],
  [2378.2, '2\u202f378'],
  [462422016, '462\u202f422\u202f016'],
  [-5.136, '−5.14'],
  [1.2345e-7, '0.000000123'],
  [Infinity, 'Infinity'],
])('formatNumber(%d) is %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test.each([
  [36, '36'],
  [4608, '4\u202f608'],
  [10000, '10 k'],
  [590080, '590 k'],
  [462422016, '462 M'],
  [3.86e9, '3.86 G'],
  [999_900, '1.00 M'],
])('formatCompact(%d) is %s', (value, text) => {
  expect(formatCompact(value)).toBe(text);
});

test('bytes of traffic are decimal, bytes of limits are binary', () => {
  expect(formatBytes(4_014_080)).toBe('4.01 MB');
  expect(formatBytes(512)).toBe('512 B');
  expect(formatBinaryBytes(134217728)).toBe('128 MiB');
  expect(formatBinaryBytes(16384)).toBe('16 KiB');
});

test.each([
  [0, '0 ms'],
  [0.0000852, '85.2 ns'],
  [0.0124, '12.4 µs'],
  [0.389, '0.389 ms'],
  [1042, '1.04 s'],
])('formatDuration(%d) is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('ratios and spreads', () => {
  expect(formatRatio(17.92)).toBe('17.9×');
  expect(formatRatio(0.0421)).toBe('0.042×');
  expect(formatSpread(0.386, 0.395)).toBe('.386–.395');
  expect(formatSpread(6.81, 10.4)).toBe('6.81–10.4');
  expect(formatCount(12544)).toBe('12\u202f544');
});

test('a formatted number reads back within half of its last digit', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (value) => {
      const back = Number(formatNumber(value).replaceAll('\u202f', ''));
      expect(Math.abs(back - value)).toBeLessThanOrEqual(value * 0.005001);
    }),
  );
});
