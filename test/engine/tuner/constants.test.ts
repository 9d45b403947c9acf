import { describe, expect, it } from 'vitest';
import { checkedConstants } from '../../../src/engine/tuner/constants';
import { contenderName } from '../../../src/engine/tuner/name';

const tiles = [
  { TILE_M: 8, TILE_N: 4 },
  { TILE_M: 4, TILE_N: 4 },
  { TILE_M: 4, TILE_N: 8 },
];
const checked = (given: Record<string, unknown>, variants: object[] = tiles) =>
  checkedConstants(
    { id: 'tiled' },
    given,
    variants as Record<string, number>[],
  );

describe('constants that a caller names', () => {
  it('are one of the variants, completed by the first that fits', () => {
    expect(checked({ TILE_M: 4, TILE_N: 8 })).toEqual(tiles[2]);
    expect(checked({ TILE_M: 4 })).toEqual(tiles[1]);
    expect(checked({})).toEqual(tiles[0]);
    expect(checked({}, [{}])).toEqual({});
  });

  it.each([
    [{ TILE_K: 4 }, 'no constant "TILE_K"; use TILE_M, TILE_N, or leave'],
    [{ TILE_M: 0 }, 'TILE_M is 0: it takes whole numbers from 1, here 4 or 8'],
    [{ TILE_M: -4 }, 'TILE_M is -4'],
    [{ TILE_N: 4.5 }, 'TILE_N is 4.5'],
    [{ TILE_N: NaN }, 'TILE_N is NaN'],
    [{ TILE_N: '4' }, 'TILE_N is 4'],
    [
      { TILE_M: 8, TILE_N: 8 },
      '"tiled" does not run with TILE_M 8, TILE_N 8 on this problem; use ' +
        'one of TILE_M 8, TILE_N 4; TILE_M 4, TILE_N 4; TILE_M 4, TILE_N 8',
    ],
    [{ TILE_M: 16 }, 'does not run with TILE_M 16'],
  ])('are refused in words: %o', (given, words) => {
    expect(() => checked(given)).toThrow(words);
    expect(() => checked(given)).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });

  it('are refused where the kernel has none', () => {
    expect(() => checked({ TILE_M: 4 }, [{}])).toThrow(/has none on this/);
  });

  it('stand behind the kernel’s name', () => {
    expect(contenderName('tiled', tiles[0])).toBe('tiled 8×4');
    expect(contenderName('naive', {})).toBe('naive');
  });
});
