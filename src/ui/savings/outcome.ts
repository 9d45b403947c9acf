/** From rounds to the figures that the page shows. Pure. */
import type { Stats } from '../../engine/api';
import { stats } from '../../engine/stats';
import type { Rounds } from './interleave';
import { asRun } from './layers';
import type { Plan, Variant, VariantId } from './plan';
import { variantOf } from './plan';
import type { Backend } from './subject';

/** kernels: the layers' own time. whole: with submitting and waiting. */
export type Basis = 'kernels' | 'whole';

export interface VariantRun extends Rounds {
  /** Of each layer, in order. */
  readonly kernels: readonly string[];
  readonly threads: number;
}

export interface SavingsRun {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Why it failed. */
  readonly note: string;
  readonly backend: Backend;
  readonly adapter: string;
  readonly measuredAt: string;
  readonly variants: Readonly<Partial<Record<VariantId, VariantRun>>>;
}

export interface Figure {
  readonly id: VariantId;
  /** Its layers as they ran. */
  readonly variant: Variant;
  readonly kernels: readonly string[];
  readonly threads: number;
  readonly ms: Stats;
  readonly wholeMs: Stats;
  /** Of all layers together; null where they cannot be timed. */
  readonly kernelsMs: Stats | null;
  /** Median of each layer. */
  readonly layerMs: readonly number[] | null;
}

export interface Ratio {
  readonly median: number;
  readonly p20: number;
  readonly p80: number;
}

export interface Outcome {
  readonly basis: Basis;
  readonly dense: Figure;
  readonly chosen: Figure;
  readonly cheap: Figure;
  readonly fused: Figure | null;
  /** How many times faster, round by round. */
  readonly ratio: Ratio;
  /** The same of whole runs, submit and wait included. */
  readonly wholeRatio: Ratio;
  /** The fused one's time over the two kernels'. */
  readonly fusedRatio: Ratio | null;
}

/**
 * A block is part of a network, which submits once for all of them: its own
 * time counts. A network is run as a whole.
 */
export function outcomeOf(
  plan: Plan,
  { variants }: SavingsRun,
  chosen: VariantId,
): Outcome | null {
  const { dense, cheap, fused } = variants;
  const own = variants[chosen] ?? cheap;
  const runs = [dense, cheap, fused].filter((run) => run !== undefined);
  if (!dense || !cheap || !own || runs.some(isEmpty)) return null;
  const basis: Basis =
    plan.settings.kind !== 'network' && runs.every(hasLayers)
      ? 'kernels'
      : 'whole';
  const figure = (id: VariantId, run: VariantRun) =>
    figureOf(variantOf(plan, id), run, basis);
  return {
    basis,
    dense: figure('dense', dense),
    cheap: figure('cheap', cheap),
    fused: fused ? figure('fused', fused) : null,
    chosen: figure(own === cheap ? 'cheap' : chosen, own),
    ratio: ratioOf(dense, own, basis),
    wholeRatio: ratioOf(dense, own, 'whole'),
    fusedRatio: fused ? ratioOf(cheap, fused, basis) : null,
  };
}

/** By round: what slowed both does not change it. */
export function ratioOf(slow: Rounds, fast: Rounds, basis: Basis): Ratio {
  const [a, b] = [msOf(slow, basis), msOf(fast, basis)];
  const count = Math.min(a.length, b.length);
  const ratios = a.slice(0, count).map((ms, round) => ms / b[round]);
  const { medianMs: median, p20Ms: p20, p80Ms: p80 } = stats(ratios);
  return { median, p20, p80 };
}

function figureOf(
  planned: Variant,
  { kernels, threads, ...rounds }: VariantRun,
  basis: Basis,
): Figure {
  const variant = { ...planned, layers: asRun(planned.layers, kernels) };
  const { layerMs } = rounds;
  return {
    ...{ id: variant.id, variant, kernels, threads },
    ms: stats(msOf(rounds, basis)),
    wholeMs: stats(rounds.wholeMs),
    kernelsMs: hasLayers(rounds) ? stats(msOf(rounds, 'kernels')) : null,
    layerMs:
      layerMs &&
      variant.layers.map((_, i) => stats(layerMs.map((ms) => ms[i])).medianMs),
  };
}

const msOf = ({ wholeMs, layerMs }: Rounds, basis: Basis): readonly number[] =>
  basis === 'kernels' && layerMs ? layerMs.map(total) : wholeMs;

/** A clock too coarse for them says 0. */
const hasLayers = ({ layerMs }: Rounds): boolean =>
  layerMs?.every((ms) => total(ms) > 0) ?? false;

const isEmpty = ({ wholeMs }: Rounds): boolean => wholeMs.length === 0;

const total = (ms: readonly number[]) => ms.reduce((sum, one) => sum + one, 0);
