/** The same work narrower or at fewer pixels: what was promised for each. */
import { stats } from '../../engine/stats';
import type { Stats } from '../../engine/api';
import type { Rounds } from './interleave';
import { formatRatio } from '../units';
import { sumOf } from './layers';
import { chosenId, planOf, variantOf, type Plan } from './plan';
import { resolutions, widths, type Settings } from './settings';

export const familyAxes = ['width', 'resolution'] as const;
export type FamilyAxis = (typeof familyAxes)[number];

export interface Member {
  /** "0.5", "128". */
  readonly label: string;
  readonly plan: Plan;
}

export interface FamilyRun {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly note: string;
  readonly axis: FamilyAxis;
  /** By member. */
  readonly rounds: readonly Rounds[];
}

export interface FamilyPoint {
  readonly label: string;
  readonly macs: number;
  /** The largest member's time, shrunk as its multiply-adds shrink. */
  readonly promisedMs: number | null;
  readonly ms: Stats | null;
}

/** Whole networks take their time to lay out: once per plan. */
const known = new WeakMap<Plan, Map<FamilyAxis, readonly Member[]>>();

/** From the smallest to the largest, as far as they fit. */
export function scaledPlans(plan: Plan, axis: FamilyAxis): readonly Member[] {
  const ofPlan = known.get(plan) ?? new Map<FamilyAxis, readonly Member[]>();
  const members = ofPlan.get(axis) ?? scale(plan, axis);
  known.set(plan, ofPlan.set(axis, members));
  return members;
}

/** What the members are called, before they are laid out. */
export const familyLabels = (plan: Plan, axis: FamilyAxis): string[] =>
  plan.settings.kind === 'network'
    ? ofNetwork(plan.settings, axis).map(([label]) => label)
    : scaledPlans(plan, axis).map(({ label }) => label);

function scale({ settings }: Plan, axis: FamilyAxis): Member[] {
  const sizes =
    settings.kind === 'network'
      ? ofNetwork(settings, axis)
      : ofBlock(settings, axis);
  return sizes.flatMap(([label, scaled]) => {
    try {
      return [{ label, plan: planOf(scaled) }];
    } catch {
      // Groups that do not divide so few channels: no such block.
      return [];
    }
  });
}

export function familyPoints(
  plan: Plan,
  axis: FamilyAxis,
  run: FamilyRun | null,
): FamilyPoint[] {
  const members = scaledPlans(plan, axis);
  const macs = members.map(
    (member) => sumOf(variantOf(member.plan, chosenId(plan)).layers).macs,
  );
  const times = members.map((_, i) => {
    const rounds = run?.rounds[i];
    return rounds && rounds.wholeMs.length > 0
      ? stats(ownMs(plan, rounds))
      : null;
  });
  const largest = times.at(-1) ?? null;
  return members.map(({ label }, i) => ({
    ...{ label, macs: macs[i], ms: times[i] },
    promisedMs: largest && (largest.medianMs * macs[i]) / macs[macs.length - 1],
  }));
}

/** As in the comparison: a block's own time, a network's whole time. */
function ownMs({ settings }: Plan, { wholeMs, layerMs }: Rounds) {
  if (settings.kind === 'network' || !layerMs) return wholeMs;
  const sums = layerMs.map((ms) => ms.reduce((sum, one) => sum + one, 0));
  return sums.every((ms) => ms > 0) ? sums : wholeMs;
}

type Scaled = readonly [label: string, settings: Settings];

const ofNetwork = (settings: Settings, axis: FamilyAxis): Scaled[] =>
  axis === 'width'
    ? widths.map((width) => [String(width), { ...settings, width }])
    : resolutions.map((resolution) => [
        String(resolution),
        { ...settings, resolution },
      ]);

function ofBlock(settings: Settings, axis: FamilyAxis): Scaled[] {
  const { inChannels, outChannels, side } = settings;
  const part = (size: number, share: number) =>
    Math.max(1, Math.round(size * share));
  if (axis === 'width')
    return widths.map((width) => [
      String(width),
      {
        ...settings,
        inChannels: part(inChannels, width),
        outChannels: part(outChannels, width),
      },
    ]);
  return resolutions.map((resolution) => {
    const smaller = part(side, resolution / 224);
    return [String(smaller), { ...settings, side: smaller }];
  });
}

/** "A quarter of the width promises 13.2× less time; 5.10× less came." */
export function familySentence(
  points: readonly FamilyPoint[],
  axis: FamilyAxis,
): string {
  const [smallest, largest] = [points[0], points[points.length - 1]];
  if (points.length < 2 || !smallest.ms || !largest.ms) return '';
  const promised = largest.macs / smallest.macs;
  const came = largest.ms.medianMs / smallest.ms.medianMs;
  const size = (label: string) =>
    axis === 'width' ? `width ${label}` : `${label}×${label}`;
  return (
    `From ${size(largest.label)} to ${size(smallest.label)} the multiply-adds ` +
    `fall ${formatRatio(promised)}, the time ` +
    (came >= 1
      ? formatRatio(came)
      : `not at all: it grows ${formatRatio(1 / came)}`) +
    (came >= 1 && came < promised * 0.85
      ? ': launching, waiting and the bytes moved shrink less.'
      : '.')
  );
}

/** 0, 2, 4: at most five round numbers, the last at or above the most. */
export function roundTicks(most: number): number[] {
  const rough = most / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((one) => one * size >= rough)! * size;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
