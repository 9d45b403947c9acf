import { describe, expect, it } from 'vitest';
import {
  raceExtent,
  raceLines,
  raceOrigin,
  raceParts,
  raceVerdict,
  rungsOf,
  totalGain,
} from '../../src/ui/bench/race-rows';
import { nameOf } from '../../src/ui/bench/rows';
import { done, row, tuning } from './literals';

describe('a race in lines', () => {
  it('tells who won, who left when, and why others did not run', () => {
    expect(
      raceLines(tuning()).map(({ name, share, outcome }) => [
        name,
        share,
        outcome,
      ]),
    ).toEqual([
      ['quad 32', 0.05, 'won'],
      ['quad 16', 0.06, 'out in round 4'],
      ['blocks 8', 0.1, 'out in round 2'],
      ['naive', 1, 'out in round 1'],
      ['winograd 16', 0, 'no time left'],
    ]);
    expect(
      raceLines(tuning()).flatMap(({ guess, name }) => (guess ? [name] : [])),
    ).toEqual(['quad 16']);
  });

  it('gathers who did not run by the reason', () => {
    const [winner, ...losers] = tuning().contenders;
    const note = 'conv2d/quad.wgsl:3:1: no such function';
    const { ran, others } = raceParts(
      tuning({
        contenders: [
          winner,
          ...losers,
          { ...losers[3], constants: { CHANNELS: 4 } },
          { ...losers[3], kernel: 'bad', note },
        ],
      }),
    );
    expect(ran.map(({ name }) => name)).toEqual([
      ...['quad 32', 'quad 16', 'blocks 8', 'naive'],
    ]);
    expect(others).toEqual([
      { note: 'no time left', names: ['winograd 16', 'winograd 4'] },
      { note, names: ['bad 16'] },
    ]);
  });

  it('compares the winner with the guess', () => {
    expect(raceVerdict(tuning())).toBe(
      'The guess was quad 16, which took 1.20× as long.',
    );
    const winner = { kernel: 'quad', constants: { CHANNELS: 32 } };
    expect(raceVerdict(tuning({ guess: winner }))).toBe(
      'It was the guess as well.',
    );
    const untried = { kernel: 'winograd', constants: { CHANNELS: 16 } };
    expect(raceVerdict(tuning({ guess: untried }))).toBe(
      'The guess was winograd 16: no time left.',
    );
  });

  it('tells how far it came, and where it is from', () => {
    expect(raceExtent(tuning())).toMatch(/^4 of 5 ran, in 812 of 1.000 ms\.$/);
    expect(raceOrigin(tuning())).toBe(
      'Raced 2026-11-25 16:20 UTC on Apple M2, for 1×64×56×56.',
    );
    expect(raceOrigin(tuning({ source: 'remembered' }))).toMatch(
      /^Remembered from 2026/,
    );
  });
});

describe('the ladder', () => {
  const rows = [
    done('webgpu', 'naive', 10),
    row('webgpu', 'broken', { state: 'failed' }),
    done('webgpu', 'direct', 4),
    done('webgpu', 'wrong', 0.1, {
      check: { ...done('webgpu', 'x', 1).report!.check!, ok: false },
    }),
    done('webgpu', 'quad', 5, { constants: { CHANNELS: 16 } }),
    done('wasm', 'scalar', 90),
  ];

  it('has each sound rung’s gain over the one before', () => {
    const rungs = rungsOf(rows, 'webgpu');
    expect(rungs.map(({ name, gain }) => [name, gain])).toEqual([
      ['naive', null],
      ['direct', 2.5],
      ['quad 16', 0.8],
    ]);
    expect(totalGain(rungs)).toBe('10.0 ms → 4.00 ms: 2.50×');
  });

  it('names a kernel with its constants, and the oracle by its title', () => {
    expect(nameOf(rows[4])).toBe('quad 16');
    expect(nameOf(row('reference', 'reference', { title: 'loops' }))).toBe(
      'loops',
    );
  });
});
