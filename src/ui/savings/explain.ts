/** Why the promised ratio is not the measured one, from what is known. Pure. */
import { percent } from '../../roofline/verdict';
import { ridge, type Roof } from '../../roofline/roof';
import { roughly } from '../../words';
import {
  formatBytes,
  formatDuration,
  formatRatio,
  formatRough,
} from '../units';
import { isFused, roofMs } from './layers';
import type { Figure, Outcome, Ratio } from './outcome';
import { partsOf, type Part } from './parts';
import { chosenId, variantOf, type Plan, type VariantId } from './plan';
import { isFusable, type Settings } from './settings';

export interface Explanation {
  /** What came of the promise. */
  readonly lead: string;
  /** The layer that decides it. */
  readonly reason: string;
  /** What else has a part in it, each a sentence or two. */
  readonly more: readonly string[];
  readonly next: string;
}

/** This near to what was promised, it is kept. */
const kept = 0.85;
/** A layer stands out that takes this many times its share of the work. */
const standsOut = 1.3;
/** Below this share of its roof, the roof is not the reason. */
const farBelow = 0.1;
/** From here on the roof does set the pace. */
const half = 0.5;
/** Rounds that differ by more are no steady ratio. */
const unsteady = 1.5;
/** This share of a layer's time makes its launch the reason. */
const launching = 0.4;
/** A part of a run that is worth a sentence. */
const notable = 0.2;

export function explain(
  plan: Plan,
  outcome: Outcome,
  roof: Roof | null,
  software: boolean,
): Explanation {
  const parts = partsOf(
    outcome.chosen.variant.layers,
    outcome.chosen.layerMs,
    roof,
  );
  return {
    lead: leadOf(plan, outcome.ratio),
    reason: reasonOf(parts, roof),
    more: [
      denseSentence(outcome.dense, roof),
      efficiencySentence(outcome, roof),
      launchSentence(outcome),
      fusedSentence(plan, outcome),
      software ? softwareSentence : '',
    ].filter((sentence) => sentence !== ''),
    next: nextOf(plan, outcome, parts, roof),
  };
}

/** Of two variants' layers: null without a roof. */
export const predictedRatio = (
  plan: Plan,
  chosen: VariantId,
  roof: Roof | null,
): number | null =>
  roof &&
  roofMs(roof, variantOf(plan, 'dense').layers) /
    roofMs(roof, variantOf(plan, chosen).layers);

function leadOf({ promise, settings }: Plan, { median }: Ratio): string {
  const came = formatRatio(median);
  const promised = formatRatio(promise.ratio);
  const times = median < 1 ? `${formatRatio(1 / median)} the time` : '';
  if (promise.ratio < 1)
    return (
      `This block costs ${formatRatio(1 / promise.ratio)} the multiply-adds ` +
      `of the dense one${times ? ` and takes ${times}` : `, yet runs ${came} as fast`}.` +
      (settings.kind === 'inverted-residual' ? narrowEnds(settings) : '')
    );
  if (median < 1)
    return (
      `${promised} fewer multiply-adds, and yet it takes ${times} of the ` +
      `dense form.`
    );
  if (median > promise.ratio / kept)
    return (
      `${promised} was promised and ${came} came: the dense form is further ` +
      `from what this device can do.`
    );
  if (median >= kept * promise.ratio)
    return `The promise is kept: ${promised} on paper, ${came} measured.`;
  return `Of the promised ${promised}, ${came} arrives.`;
}

/** What MobileNetV2 saves, it saves between its blocks. */
const narrowEnds = ({ inChannels, expansion }: Settings): string =>
  ` MobileNetV2 saves elsewhere: its blocks filter ${inChannels * expansion} ` +
  `channels and hand on only ${inChannels}.`;

function reasonOf(parts: readonly Part[], roof: Roof | null): string {
  const timed = parts.filter(({ timeShare }) => timeShare !== null);
  if (timed.length === 0)
    return 'This device has no clock that times a layer by itself, so only whole runs can be compared.';
  const part = [...timed].sort(
    (a, b) => excess(b) - excess(a) || b.timeShare! - a.timeShare!,
  )[0];
  const largest = [...timed].sort((a, b) => b.timeShare! - a.timeShare!)[0];
  const chosen = excess(part) > 0 ? part : largest;
  const takes = `takes ${percent(chosen.timeShare!)} of the time`;
  const does =
    timed.length === 1
      ? `The ${chosen.kind} is all of it: `
      : chosen.macsShare > 0
        ? `The ${chosen.kind} ${
            excess(chosen) > 0
              ? `does ${percent(chosen.macsShare)} of the multiply-adds and ${takes}: `
              : `${takes} and does ${percent(chosen.macsShare)} of the multiply-adds: `
          }`
        : `The ${chosen.kind} multiplies nothing and ${takes}: `;
  return does + why(chosen, roof);
}

/** Share of time beyond the share of work; 0 unless it stands out. */
const excess = ({ timeShare, macsShare }: Part): number =>
  timeShare !== null && timeShare > standsOut * macsShare && timeShare > notable
    ? timeShare - macsShare
    : 0;

function why(part: Part, roof: Roof | null): string {
  const { intensity, bound, ofRoof, bytes, macs } = part;
  const does =
    macs > 0
      ? `${roughly(intensity)} FLOP for each byte`
      : `it only moves ${formatBytes(bytes)}`;
  if (!roof || ofRoof === null)
    return `${does}; measure the roofs to see what holds it down.`;
  const side = macs > 0 ? besideRidge(intensity, bound, roof) : does;
  const launch = launchShare(part, roof);
  if (ofRoof < half && launch > launching)
    return (
      `${side}; but launching alone is ${percent(Math.min(1, launch))} of its ` +
      `time, whatever it computes.`
    );
  if (ofRoof < farBelow)
    return (
      `${side}, but it reaches only ${percent(ofRoof)} of ` +
      `${bound === 'memory' ? 'that bandwidth' : 'that arithmetic'}, so ` +
      `neither roof explains it: the kernel does.`
    );
  if (ofRoof > 1.05)
    return `${side}, and it runs above that roof: what it reads is in a cache.`;
  const sets = bound === 'memory' ? 'memory' : 'arithmetic';
  return ofRoof < half
    ? `${side}, so ${sets} is its limit, of which it reaches ${percent(ofRoof)}.`
    : `${side}, so ${sets} sets its pace, at ${percent(ofRoof)} of the roof.`;
}

/** Of a part's time, what its launches cost before the first multiply. */
const launchShare = ({ count, ms }: Part, { launchUs = 0 }: Roof): number =>
  ms ? (count * launchUs) / 1000 / ms : 0;

const besideRidge = (intensity: number, bound: Part['bound'], roof: Roof) =>
  `${roughly(intensity)} FLOP for each byte, ` +
  `${bound === 'memory' ? 'under' : 'over'} the ridge at ` +
  roughly(ridge(roof));

function denseSentence(
  { kernels, variant, layerMs }: Figure,
  roof: Roof | null,
) {
  const winograd = kernels.filter((kernel) => /winograd/.test(kernel)).length;
  const saves = winograd
    ? ' Winograd spares it up to 5 of 9 multiplications, which the promise ' +
      'does not count.'
    : '';
  const parts = partsOf(variant.layers, layerMs, roof);
  const [part] = parts;
  if (parts.length > 1 || !roof || !part?.ofRoof) return saves.trim();
  const { intensity, bound, ofRoof } = part;
  return (
    `The dense form does ${roughly(intensity)} FLOP for each byte: ` +
    `${bound === 'memory' ? 'memory' : 'arithmetic'} is its limit, ` +
    `${ofRoof > 1 ? 'and it passes it, at' : 'of which it reaches'} ` +
    `${percent(ofRoof)}.${saves}`
  );
}

/** What is left between prediction and measurement is the kernels' quality. */
function efficiencySentence(
  { dense, chosen, basis }: Outcome,
  roof: Roof | null,
): string {
  if (!roof) return '';
  const share = ({ variant, ms }: Figure) =>
    roofMs(roof, variant.layers) / ms.medianMs;
  const [a, b] = [share(dense), share(chosen)];
  if (Math.max(a, b) / Math.min(a, b) < standsOut) return '';
  const predicted =
    roofMs(roof, dense.variant.layers) / roofMs(roof, chosen.variant.layers);
  const what = basis === 'whole' ? 'Whole runs' : 'The kernels';
  return (
    `${what} come unequally near to their roofs: the dense form to ` +
    `${percent(a)}, the other to ${percent(b)}. That turns the predicted ` +
    `${formatRatio(predicted)} into ${formatRatio((predicted * b) / a)}.`
  );
}

function launchSentence({ basis, chosen, wholeRatio }: Outcome): string {
  const { wholeMs, kernelsMs } = chosen;
  if (!kernelsMs) return '';
  const gapMs = wholeMs.medianMs - kernelsMs.medianMs;
  const share = gapMs / wholeMs.medianMs;
  if (share < notable) return '';
  const gap =
    `${formatDuration(gapMs)} of ${formatDuration(wholeMs.medianMs)} ` +
    `(${percent(share)}) are launching and waiting`;
  return basis === 'whole'
    ? `In a whole run ${gap}: they do not shrink with the multiply-adds.`
    : `Run alone, ${gap}, and the ratio is ${formatRatio(wholeRatio.median)}; ` +
        `a network pays that once for all its blocks.`;
}

function fusedSentence(
  plan: Plan,
  { chosen, fused, fusedRatio, cheap }: Outcome,
): string {
  const { savedBytes } = plan;
  if (savedBytes === 0 || !fused || !fusedRatio) return '';
  const names = fused.kernels.filter(isFused);
  const blocks = fused.variant.layers.filter(
    ({ betweenBytes }) => betweenBytes > 0,
  );
  const many = blocks.length > 1;
  if (names.length === 0)
    return (
      `The tuner raced the fused kernels here and kept two passes for ` +
      `${many ? `all ${blocks.length} blocks` : 'this block'}: the ` +
      `${formatBytes(savedBytes)} between them still move.`
    );
  const all = cheap.variant.layers.reduce((sum, { bytes }) => sum + bytes, 0);
  const gain = fusedRatio.median;
  const does =
    gain >= 1.03
      ? `runs ${formatRatio(gain)} as fast`
      : gain > 0.97
        ? 'runs no faster'
        : `takes ${formatRatio(1 / gain)} as long, for it pays with registers and repeated work`;
  return (
    `Between depthwise and pointwise, ${formatBytes(savedBytes)} of ` +
    `${formatBytes(all)} are written and read again. ` +
    `${chosen.id === 'fused' ? 'Fused' : 'The fused kernel'} ` +
    `(${[...new Set(names)].join(', ')}` +
    `${many ? `, in ${names.length} of ${blocks.length} blocks` : ''}) keeps ` +
    `${many && names.length < blocks.length ? 'part of them' : 'them'} in and ` +
    `${does}.`
  );
}

const softwareSentence =
  'This adapter is software: its arithmetic is emulated and its memory is ' +
  "the processor's, so the ratios say nothing about a graphics card.";

function nextOf(
  plan: Plan,
  { ratio, fusedRatio }: Outcome,
  parts: readonly Part[],
  roof: Roof | null,
): string {
  const { settings, promise } = plan;
  const isOn = chosenId(plan) === 'fused';
  if (!roof) return 'Measure the roofs to learn which limit holds each layer.';
  if (ratio.p80 > unsteady * ratio.p20)
    return (
      `The rounds differ much (${spreadText(ratio)}): measure again while ` +
      `nothing else runs.`
    );
  if (isFusable(settings.kind) && !isOn && (fusedRatio?.median ?? 0) > 1.03)
    return 'Switch the fused kernel on and see the point move.';
  if (settings.kind === 'network')
    return 'Slide the width down: with fewer channels, less of the promise arrives.';
  const isMemory = parts.some(
    ({ bound, timeShare }) => bound === 'memory' && (timeShare ?? 0) > 0.4,
  );
  if (isMemory && ratio.median < promise.ratio)
    return 'Try more channels at fewer pixels: each byte is then used more often.';
  return settings.kind === 'separable'
    ? 'Try another block of MobileNetV1: the deeper ones do more for each byte.'
    : 'Try the depthwise separable form: it promises the most.';
}

export const spreadText = ({ p20, p80 }: Ratio): string =>
  `${formatRough(p20)}–${formatRough(p80)}×`;
