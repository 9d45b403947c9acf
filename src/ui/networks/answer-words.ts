/** The sentences of the answer, with this device's numbers put in. */
import { ridge } from '../../roofline/roof';
import { percent } from '../../roofline/verdict';
import { formatDuration, formatNumber } from '../units';
import type { Figures } from './figures';
import { kindsOf, weightOf, type Kind } from './kinds';

/** A kernel this near to its roof is explained by it. */
const explained = 0.5;

export const ofWhat = (kind: Kind) =>
  kind.timeShare !== null
    ? 'of the time'
    : kind.predictedShare !== null
      ? 'of the predicted time'
      : 'of the bytes';

/** "Depthwise 3×3: 3.1 % of the multiply-adds, 34 % of the time: …" */
export function kindSentence(kind: Kind): string {
  const { title, macShare, bound, ofRoof } = kind;
  const layers = /conv|×/.test(title) ? `${title} layers` : title;
  const cause =
    bound === null
      ? ''
      : ofRoof !== null && ofRoof < explained
        ? `: bound by ${limits[bound]}, and at ${percent(ofRoof)} of what that allows`
        : bound === 'memory'
          ? ': memory-bound'
          : ': bound by multiply-adds all the same';
  return (
    `${layers}: ${percent(macShare)} of the multiply-adds, ` +
    `${percent(weightOf(kind))} ${ofWhat(kind)}${cause}.`
  );
}

const limits = { memory: 'memory', compute: 'multiply-adds' } as const;

/** Why a kind costs what it costs, with this device's numbers. */
export function whySentence({ roof }: Figures, kind: Kind): string {
  const { intensity, bound, ofRoof, predictedShare } = kind;
  const reach = `They do ${formatNumber(intensity)} FLOP per byte`;
  if (!roof)
    return `${reach}; measure the roofs to see what this device needs.`;
  const isFar = ofRoof !== null && ofRoof < explained;
  if (bound === 'memory') {
    const low =
      `${reach}, and this ${deviceWord(roof.backend)} needs ` +
      `${formatNumber(ridge(roof))} to keep its multipliers busy: the ` +
      `multiply-adds went, the bytes stayed.`;
    return isFar ? `${low} The rest is ${overhead} of the memory.` : low;
  }
  return isFar
    ? `The roofline would give them ${percent(predictedShare ?? 0)} of the ` +
        `time; the rest is ${overhead} of the multipliers.`
    : `${reach}, enough to keep the multipliers of this ` +
        `${deviceWord(roof.backend)} busy.`;
}

const overhead = 'launches, waiting and kernels that use little';

/** Layers that no paper counts, from this share of the time on. */
const worthMentioning = 0.05;

/** Shuffles, joins, sums and pools: free by multiply-adds, not by the clock. */
export function uncountedSentence(figures: Figures): string {
  const uncounted = kindsOf(figures).filter(
    (kind) => kind.macShare === 0 && weightOf(kind) > 0,
  );
  const share = uncounted.reduce((sum, kind) => sum + weightOf(kind), 0);
  if (share < worthMentioning) return '';
  const names = uncounted.slice(0, 3).map(({ title }) => title.toLowerCase());
  return (
    `Layers without any multiply-add (${names.join(', ')}) are ` +
    `${percent(share)} ${ofWhat(uncounted[0])}.`
  );
}

const deviceWord = (backend: 'webgpu' | 'wasm') =>
  backend === 'webgpu' ? 'GPU' : 'processor';

export function wholeSentence({
  predictedMs,
  measuredMs,
  roof,
}: Figures): string {
  if (measuredMs === null)
    return predictedMs === null
      ? ''
      : `The roofline allows ${formatDuration(predictedMs)} for the whole network.`;
  return predictedMs === null || !roof
    ? `The whole network takes ${formatDuration(measuredMs)}.`
    : `The whole network takes ${formatDuration(measuredMs)}; the roofline allows ` +
        `${formatDuration(predictedMs)}.`;
}

/** How much of the device two networks use, where that is known. */
export function reachSentence(light: Figures, heavy: Figures): string {
  const [a, b] = [light, heavy].map(({ predictedMs, measuredMs }) =>
    predictedMs === null || measuredMs === null
      ? null
      : percent(predictedMs / measuredMs),
  );
  return a && b ? `They run at ${a} and ${b} of what the roofline allows.` : '';
}
