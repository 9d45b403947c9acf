import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extents } from '../../../src/engine/trial/extents';

const names = { out_width: 20, out_height: 7, TILE: 8 };

describe('extents', () => {
  it.each([
    [[3], [3, 1, 1]],
    [
      ['out_width / TILE', 2],
      [3, 2, 1],
    ],
    [
      ['ceil(out_width / TILE) * out_height', 1, 2],
      [21, 1, 2],
    ],
    [['max(1, min(TILE, 2 + 3 * 4 - 1)) % 5'], [3, 1, 1]],
    [['(out_height - 2) * 2e2'], [1000, 1, 1]],
  ])('%j', (given, wanted) => {
    expect(extents(given, names)).toEqual(wanted);
  });

  it.each([
    ['width', /"width" is not known/],
    ['1 +', /ends too early/],
    ['(1', /a "\)" is missing/],
    ['1 2', /"2" is too much/],
    ['1 / 0', /come to Infinity/],
    ['constructor', /not known/],
    ['-3', /come to -3/],
  ])('refuses %j', (formula, message) => {
    expect(() => extents([formula], names)).toThrow(message);
  });

  it('answers or refuses any text, and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const [x] = extents([text], names);
          expect(Number.isSafeInteger(x) || x > 2 ** 53).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid' });
        }
      }),
    );
  });
});
