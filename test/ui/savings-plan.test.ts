import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asRun,
  intensityOf,
  layersOf,
  roofMs,
  sumOf,
} from '../../src/ui/savings/layers';
import { chosenId, planOf, variantOf } from '../../src/ui/savings/plan';
import { blockPresets } from '../../src/ui/savings/presets';
import { initialSettings, type Settings } from '../../src/ui/savings/settings';
import { blockOf } from '../../src/networks/blocks';
import type { Roof } from '../../src/roofline/roof';
import { evaluate } from '../ops/evaluate';

const settings = (change: Partial<Settings>): Settings => ({
  ...initialSettings,
  ...change,
});
const roof: Roof = {
  backend: 'webgpu',
  label: 'GPU',
  gflops: 1000,
  gbps: 100,
};

/** A square is the number times itself. */
const valueOf = (formula: string) =>
  evaluate(formula.replace(/(\([^()]*\))²/g, '$1·$1'));

describe('the promise', () => {
  it('fills the numbers of the first block in', () => {
    const { promise } = planOf(initialSettings);
    expect(promise.symbols).toBe('1/N + 1/k²');
    expect(promise.numbers).toBe('1/64 + 1/9 = 0.127');
    expect(promise.ratio).toBeCloseTo(1 / (1 / 64 + 1 / 9), 12);
    expect(promise.meaning).toBe('7.89× fewer multiply-adds');
  });

  it.each(blockPresets.map(({ id, settings: shape }) => [id, shape] as const))(
    'of %s is what its formula says',
    (_, shape) => {
      const { promise } = planOf(settings(shape));
      const [formula] = promise.numbers.split(' = ');
      expect(valueOf(formula) * promise.ratio).toBeCloseTo(1, 10);
    },
  );

  it('holds for any sides, strides and channels', () => {
    const kinds = fc.constantFrom(
      'separable' as const,
      'grouped-shuffle' as const,
      'inverted-residual' as const,
      'bottleneck' as const,
    );
    const few = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(
        ...[kinds, few, few, few, few],
        fc.integer({ min: 1, max: 4 }),
        (kind, m, n, side, kernel, stride) => {
          const { promise } = planOf(
            settings({
              ...{
                kind,
                inChannels: 4 * m,
                outChannels: 4 * n,
                side: 5 * side,
              },
              ...{ kernel: 2 * (kernel % 3) + 1, stride, groups: 4 },
              expansion: n,
            }),
          );
          const [formula] = promise.numbers.split(' = ');
          expect(valueOf(formula) * promise.ratio).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of an inverted residual says that it costs more', () => {
    const { promise } = planOf(
      settings({ kind: 'inverted-residual', inChannels: 64, outChannels: 64 }),
    );
    expect(promise.ratio).toBeLessThan(1);
    expect(promise.meaning).toBe('1.43× as many multiply-adds');
  });

  /** Howard et al. 2017, table 4: 4866 and 569 million. */
  it('of the whole network is the paper’s', () => {
    const { promise, variants } = planOf(settings({ kind: 'network' }));
    const macs = variants.map(({ layers }) => sumOf(layers).macs / 1e6);
    expect(macs[0]).toBeCloseTo(4866, -1);
    expect(macs[1]).toBeCloseTo(569, -1);
    expect(promise.numbers).toBe('569 M / 4.87 G = 0.117');
  });
});

describe('a plan', () => {
  it('times fused and not together, so the switch is no other work', () => {
    const [off, on] = [false, true].map((fused) => planOf(settings({ fused })));
    expect(on.key).toBe(off.key);
    expect(off.variants.map(({ id }) => id)).toEqual([
      'dense',
      'cheap',
      'fused',
    ]);
    expect([off, on].map(chosenId)).toEqual(['cheap', 'fused']);
    expect(planOf(settings({ side: 56 })).key).not.toBe(off.key);
  });

  it('has nothing to fuse without a depthwise filter', () => {
    const plan = planOf(
      settings({ kind: 'bottleneck', inChannels: 64, fused: true }),
    );
    expect(plan.variants).toHaveLength(2);
    expect(plan.savedBytes).toBe(0);
    expect(chosenId(plan)).toBe('cheap');
  });

  it('refuses numbers that do not fit, with a way out', () => {
    expect(() => planOf(settings({ kernel: 4 }))).toThrow('use 5');
    expect(() =>
      planOf(settings({ kind: 'grouped-shuffle', groups: 3 })),
    ).toThrow('groups 3: must divide');
  });
});

describe('layers', () => {
  const plan = planOf(initialSettings);
  const [, cheap, fused] = plan.variants.map(({ layers }) => layers);

  it('are what runs: norms folded, activations fused', () => {
    expect(variantOf(plan, 'dense').layers.map(({ kind }) => kind)).toEqual([
      'dense 3×3',
    ]);
    expect(cheap.map(({ kind }) => kind)).toEqual([
      'depthwise 3×3',
      'pointwise 1×1',
    ]);
    expect(fused.map(({ kind }) => kind)).toEqual(['fused 3×3 and 1×1']);
  });

  it('fused spare the intermediate, written and read', () => {
    expect(plan.savedBytes).toBe(2 * 4 * 32 * 112 * 112);
    expect(fused[0].betweenBytes).toBe(plan.savedBytes);
    expect(sumOf(fused).macs).toBe(sumOf(cheap).macs);
  });

  it('that ran in two passes moved it all the same', () => {
    const [layer] = asRun(fused, ['two-pass']);
    expect(layer.bytes).toBe(sumOf(cheap).bytes);
    expect(layer.kind).toBe('two-pass 3×3 and 1×1');
    expect(asRun(fused, ['fused-registers'])).toEqual(fused);
    expect(asRun(cheap, ['naive', 'naive'])).toEqual(cheap);
  });

  it('in a strided block have the smaller intermediate', () => {
    const strided = planOf(settings({ stride: 2 }));
    expect(strided.savedBytes).toBe(2 * 4 * 32 * 56 * 56);
  });

  it('take at least what the nearer roof allows', () => {
    const work = { macs: 5e8, flops: 1e9, bytes: 1e6 };
    // 1 GFLOP at 1000 GFLOP/s, and 1 MB at 100 GB/s.
    expect(roofMs(roof, [work])).toBeCloseTo(1, 12);
    expect(roofMs(roof, [{ ...work, flops: 1e6 }])).toBeCloseTo(0.01, 12);
    expect(roofMs(roof, [{ ...work, flops: 0 }])).toBeCloseTo(0.01, 12);
    expect(roofMs(roof, [work, work])).toBeCloseTo(2, 12);
    expect(intensityOf(work)).toBe(1000);
  });

  it('of a shuffle multiply nothing', () => {
    const { network } = blockOf('grouped-shuffle', {
      ...{ kernel: 3, inChannels: 8, outChannels: 8, side: 6, stride: 1 },
    });
    const [grouped, shuffle] = layersOf(network, false);
    expect([grouped.kind, shuffle.kind]).toEqual(['grouped 3×3', 'shuffle']);
    expect(shuffle.macs).toBe(0);
    expect(shuffle.bytes).toBe(2 * 4 * 8 * 36);
  });
});
