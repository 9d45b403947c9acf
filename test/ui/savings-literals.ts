/** A run of the page's first block, as a GPU would give it. */
import type { Roof } from '../../src/roofline/roof';
import type { SavingsRun, VariantRun } from '../../src/ui/savings/outcome';

export const roof: Roof = {
  backend: 'webgpu',
  label: 'GPU',
  gflops: 1500,
  gbps: 100,
};

/** What a run costs beside its kernels. */
const launchMs = 0.1;

/** Five equal rounds of layers that take so long. */
export function variantRun(
  layerMs: readonly number[],
  kernel: string,
  launch = launchMs,
): VariantRun {
  const sum = layerMs.reduce((total, ms) => total + ms, 0);
  const rounds = [1, 2, 3, 4, 5];
  return {
    wholeMs: rounds.map(() => sum + launch),
    layerMs: rounds.map(() => layerMs),
    kernels: layerMs.map(() => kernel),
    threads: 1,
  };
}

/** 0.6 ms dense, 0.12 + 0.08 ms depthwise and pointwise, 0.1 ms fused. */
export const runOf = (
  variants: Partial<SavingsRun['variants']> = {},
  change: Partial<SavingsRun> = {},
): SavingsRun => ({
  ...{ state: 'done', note: '', backend: 'webgpu', adapter: 'Apple M2' },
  measuredAt: '2026-11-25T20:00:00.000Z',
  variants: {
    dense: variantRun([0.6], 'direct'),
    cheap: variantRun([0.12, 0.08], 'direct'),
    fused: variantRun([0.1], 'fused-registers'),
    ...variants,
  },
  ...change,
});
