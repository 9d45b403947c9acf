import { describe, expect, it } from 'vitest';
import { interleave, roundsOf, runsFor } from '../../src/ui/savings/interleave';
import { savingsCsv } from '../../src/ui/savings/csv';
import {
  familyPoints,
  familySentence,
  roundTicks,
  scaledPlans,
} from '../../src/ui/savings/family';
import { sumOf } from '../../src/ui/savings/layers';
import { outcomeOf, ratioOf } from '../../src/ui/savings/outcome';
import { partsOf } from '../../src/ui/savings/parts';
import { planOf } from '../../src/ui/savings/plan';
import { initialSettings } from '../../src/ui/savings/settings';
import { roof, runOf, variantRun } from './savings-literals';

const plan = planOf(initialSettings);

describe('an outcome', () => {
  it('compares the kernels of a block, the runs of a network', () => {
    const block = outcomeOf(plan, runOf(), 'cheap')!;
    expect(block.basis).toBe('kernels');
    expect(block.dense.ms.medianMs).toBeCloseTo(0.6, 12);
    expect(block.chosen.ms.medianMs).toBeCloseTo(0.2, 12);
    expect(block.ratio.median).toBeCloseTo(3, 12);
    // 0.1 ms to launch and wait for either.
    expect(block.wholeRatio.median).toBeCloseTo(0.7 / 0.3, 12);
    const network = planOf({ ...initialSettings, kind: 'network' });
    const layers = network.variants[1].layers.map(() => 0.1);
    const whole = outcomeOf(
      network,
      runOf({ cheap: variantRun(layers, 'direct'), fused: undefined }),
      'cheap',
    )!;
    expect(whole.basis).toBe('whole');
  });

  it('of what is not measured yet is none', () => {
    expect(outcomeOf(plan, runOf({ dense: undefined }), 'cheap')).toBeNull();
    const empty = { ...variantRun([0.6], 'direct'), wholeMs: [], layerMs: [] };
    expect(outcomeOf(plan, runOf({ dense: empty }), 'cheap')).toBeNull();
  });

  it('falls back on whole runs where a clock says 0', () => {
    const zero = variantRun([0, 0], 'direct');
    const outcome = outcomeOf(plan, runOf({ cheap: zero }), 'cheap')!;
    expect(outcome.basis).toBe('whole');
    expect(outcome.chosen.kernelsMs).toBeNull();
  });

  it('takes the ratio round by round', () => {
    const of = (...wholeMs: number[]) => ({ wholeMs, layerMs: null });
    // Each round is disturbed as a whole: the ratio does not see it.
    const ratio = ratioOf(of(2, 20, 4), of(1, 10, 2), 'whole');
    expect(ratio).toEqual({ median: 2, p20: 2, p80: 2 });
    // The last round of one of them is missing.
    expect(ratioOf(of(2, 3), of(1), 'whole').median).toBe(2);
  });

  it('says which share of time and roof a layer takes', () => {
    const { cheap } = outcomeOf(plan, runOf(), 'cheap')!;
    const [depthwise, pointwise] = partsOf(
      cheap.variant.layers,
      cheap.layerMs,
      roof,
    );
    expect(depthwise.timeShare).toBeCloseTo(0.6, 12);
    expect(depthwise.macsShare).toBeCloseTo(9 / (9 + 64), 12);
    expect(depthwise.bound).toBe('memory');
    expect(pointwise.bound).toBe('memory');
    expect(depthwise.ofRoof).toBeCloseTo(
      depthwise.bytes / 100 / 1e6 / 0.12,
      12,
    );
    expect(partsOf(cheap.variant.layers, null, null)[0]).toMatchObject({
      ...{ ms: null, timeShare: null, bound: null, ofRoof: null },
    });
  });

  it('is a file with a line for each form and layer', () => {
    const lines = savingsCsv(plan, runOf()).trim().split('\n');
    expect(lines[0]).toMatch(/^comparison,form,layer,kernels,macs,bytes,ms,/);
    // Three forms of one, two and one layers.
    expect(lines).toHaveLength(1 + 3 + 4);
    expect(lines[3]).toMatch(/"?MobileNetV1 block 1, 32→64 @112"?,Depthwise/);
  });
});

describe('timing in turn', () => {
  const signal = new AbortController().signal;
  const effort = { budgetMs: 0, turnMs: 0, leastRounds: 3, mostRounds: 5 };

  it('goes A, B, A, B after a warming round', async () => {
    const calls: string[] = [];
    const subject = (name: string, wholeMs: number) => ({
      async measure() {
        calls.push(name);
        return { wholeMs, layerMs: [wholeMs] };
      },
    });
    const seen: number[] = [];
    await interleave(
      [subject('A', 2), subject('B', 1)],
      effort,
      signal,
      (rounds, done) => {
        seen.push(done);
        expect(rounds[0].wholeMs.every((ms) => ms === 2)).toBe(true);
        expect(rounds[1].layerMs!.every(([ms]) => ms === 1)).toBe(true);
      },
    );
    expect(calls.slice(0, 4)).toEqual(['A', 'A', 'B', 'B']);
    expect(calls.slice(4)).toEqual(['A', 'B', 'A', 'B', 'A', 'B']);
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toBe(1);
  });

  it('ends when it is cancelled', async () => {
    const abort = new AbortController();
    const subject = {
      measure: async () => ({ wholeMs: 1, layerMs: null }),
    };
    const timing = interleave([subject], effort, abort.signal, () =>
      abort.abort(),
    );
    await expect(timing).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('repeats what is short and does what is long once', () => {
    expect(runsFor(100, 1)).toBe(100);
    expect(runsFor(100, 900)).toBe(1);
    expect(runsFor(100, 0)).toBe(200);
  });

  it('has no layers once one round had none', () => {
    const samples = [
      { wholeMs: 1, layerMs: [1] },
      { wholeMs: 2, layerMs: null },
    ];
    expect(roundsOf(samples)).toEqual({ wholeMs: [1, 2], layerMs: null });
  });
});

describe('narrower and smaller', () => {
  it('scales channels by the width, pixels by the resolution', () => {
    const at = (axis: 'width' | 'resolution') =>
      scaledPlans(plan, axis).map(({ label, plan: { settings } }) => [
        label,
        settings.inChannels,
        settings.outChannels,
        settings.side,
      ]);
    expect(at('width')[0]).toEqual(['0.25', 8, 16, 112]);
    expect(at('width').at(-1)).toEqual(['1', 32, 64, 112]);
    expect(at('resolution')[0]).toEqual(['48', 32, 64, 48]);
    expect(at('resolution').at(-1)).toEqual(['112', 32, 64, 112]);
  });

  it('leaves out what cannot be that narrow', () => {
    const grouped = planOf({
      ...{ ...initialSettings, kind: 'grouped-shuffle' },
      ...{ inChannels: 48, outChannels: 48, groups: 24 },
    });
    const labels = scaledPlans(grouped, 'width').map(({ label }) => label);
    expect(labels).toEqual(['0.5', '1']);
  });

  it('promises what the multiply-adds do', () => {
    const times = [2, 3, 4, 6];
    const points = familyPoints(plan, 'width', {
      ...{ state: 'done', note: '', axis: 'width' },
      rounds: times.map((ms) => ({ wholeMs: [9], layerMs: [[ms]] })),
    });
    expect(points.map(({ ms }) => ms!.medianMs)).toEqual(times);
    const [first, , , last] = points;
    expect(last.promisedMs).toBe(6);
    expect(last.macs).toBe(sumOf(plan.variants[1].layers).macs);
    expect(first.promisedMs).toBeCloseTo((6 * first.macs) / last.macs, 12);
    expect(familySentence(points, 'width')).toBe(
      'From width 1 to width 0.25 the multiply-adds fall 11.7×, the time ' +
        '3.00×: launching, waiting and the bytes moved shrink less.',
    );
    const slow = points.toReversed().map((point, i) => ({
      ...point,
      macs: points[i].macs,
    }));
    expect(familySentence(slow, 'resolution')).toContain(
      'the time not at all: it grows 3.00×',
    );
    expect(familySentence(points.slice(0, 1), 'width')).toBe('');
  });

  it('has round numbers on its axis', () => {
    expect(roundTicks(3.89)).toEqual([0, 1, 2, 3, 4]);
    expect(roundTicks(31)).toEqual([0, 10, 20, 30, 40]);
    expect(roundTicks(100)).toEqual([0, 50, 100]);
  });
});
