/**
 * The page's question, answered in words: why does a network with few
 * multiply-adds not run as much faster?
 */
import { ridge } from '../../roofline/roof';
import { percent } from '../../roofline/verdict';
import {
  formatBytes,
  formatCompact,
  formatDuration,
  formatNumber,
  formatRatio,
} from '../units';
import { ratiosOf, type Ratios } from './compare';
import type { Figures } from './figures';
import { kindsOf, type Kind } from './kinds';

/** Promised, predicted, measured: what the reader compares at a glance. */
export interface Step {
  readonly title: string;
  /** "8.55×", "3.1 %"; a dash where it is not known yet. */
  readonly text: string;
  /** Of the longest bar, 0..1; null: not known yet. */
  readonly size: number | null;
  readonly detail: string;
}

export interface Answer {
  readonly big: string;
  readonly word: string;
  /** The finding in one sentence. */
  readonly main: string;
  /** What explains it, with this device's numbers. */
  readonly why: string;
  readonly steps: readonly Step[];
}

/** From here on a kind takes visibly more time than its work explains. */
const disproportion = 0.08;
/** A kernel this near to its roof is explained by it. */
const explained = 0.5;

const unknown = '–';

export function answerOf(figures: Figures, rival: Figures | null): Answer {
  const kind = tellingKind(figures);
  return rival ? compared(figures, rival) : alone(figures, kind);
}

/** The kind that takes most time beyond its share of the multiply-adds. */
export function tellingKind(figures: Figures): Kind | null {
  const excess = (kind: Kind) => shareOf(kind) - kind.macShare;
  const [kind] = kindsOf(figures)
    .filter(({ macShare }) => macShare > 0)
    .sort((a, b) => excess(b) - excess(a));
  return kind && excess(kind) >= disproportion ? kind : null;
}

const shareOf = (kind: Kind): number =>
  kind.timeShare ?? kind.predictedShare ?? kind.byteShare;

function alone(figures: Figures, kind: Kind | null): Answer {
  const { measuredMs, predictedMs, promise } = figures;
  const name = promise.subject.title;
  if (!kind)
    return {
      big:
        measuredMs === null
          ? formatCompact(promise.macs)
          : duration(measuredMs),
      word: measuredMs === null ? 'multiply-adds' : 'a run',
      main:
        measuredMs === null
          ? `${name}: no kind of layer moves much more than its share of the multiply-adds.`
          : `${name}: the time follows the multiply-adds; no kind of layer takes much more than its share.`,
      why: wholeSentence(figures),
      steps: timeSteps(figures),
    };
  return {
    big: percent(shareOf(kind)),
    word: `${ofWhat(kind)} in ${percent(kind.macShare)} of the multiply-adds`,
    main: kindSentence(kind),
    why: [
      whySentence(figures, kind),
      uncountedSentence(figures),
      wholeSentence(figures),
    ]
      .filter(Boolean)
      .join(' '),
    steps: [
      step('of the multiply-adds', kind.macShare, `${kind.layers} layers`),
      step(
        'of the time, by the roofline',
        kind.predictedShare,
        predictedMs === null
          ? 'needs the measured roofs'
          : `of ${duration(predictedMs)}`,
      ),
      step(
        'of the time, measured',
        kind.timeShare,
        kind.ms === null ? 'not run yet' : duration(kind.ms),
      ),
    ],
  };
}

const ofWhat = (kind: Kind) =>
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
    `${percent(shareOf(kind))} ${ofWhat(kind)}${cause}.`
  );
}

const limits = { memory: 'memory', compute: 'multiply-adds' } as const;

/** Why a kind costs what it costs, with this device's numbers. */
function whySentence({ roof }: Figures, kind: Kind): string {
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
function uncountedSentence(figures: Figures): string {
  const uncounted = kindsOf(figures).filter(
    (kind) => kind.macShare === 0 && shareOf(kind) > 0,
  );
  const share = uncounted.reduce((sum, kind) => sum + shareOf(kind), 0);
  if (share < worthMentioning) return '';
  const names = uncounted.slice(0, 3).map(({ title }) => title.toLowerCase());
  return (
    `Layers without any multiply-add (${names.join(', ')}) are ` +
    `${percent(share)} ${ofWhat(uncounted[0])}.`
  );
}

const deviceWord = (backend: 'webgpu' | 'wasm') =>
  backend === 'webgpu' ? 'GPU' : 'processor';

function wholeSentence({ predictedMs, measuredMs, roof }: Figures): string {
  if (measuredMs === null)
    return predictedMs === null
      ? ''
      : `The roofline allows ${duration(predictedMs)} for the whole network.`;
  return predictedMs === null || !roof
    ? `The whole network takes ${duration(measuredMs)}.`
    : `The whole network takes ${duration(measuredMs)}; the roofline allows ` +
        `${duration(predictedMs)}.`;
}

function compared(figures: Figures, rival: Figures): Answer {
  const ratios = ratiosOf(figures, rival);
  const { light, heavy, promised } = ratios;
  const [fast, slow] = [light, heavy].map((one) => one.promise.subject.title);
  const same = Math.abs(promised - 1) < 0.005;
  const kind = tellingKind(light);
  return {
    ...figureOf(ratios, same),
    main: same
      ? `${fast} and ${slow} do the same multiply-adds, ` +
        (Math.abs(ratios.bytes - 1) < 0.005
          ? 'on the same bytes.'
          : bytesPhrase(ratios))
      : `${fast} has ${formatRatio(promised)} fewer multiply-adds than ` +
        `${slow}, ${bytesPhrase(ratios)}`,
    why: kind
      ? (light === figures ? '' : `In ${fast}: `) +
        [kindSentence(kind), whySentence(light, kind), uncountedSentence(light)]
          .filter(Boolean)
          .join(' ')
      : 'No kind of layer takes much more than its share of the multiply-adds.',

    steps: ratioSteps(ratios),
  };
}

/** Measured, else predicted, else promised. */
function figureOf(
  { promised, predicted, measured, bytes }: Ratios,
  same: boolean,
): Pick<Answer, 'big' | 'word'> {
  const best = measured ?? predicted;
  if (best === null)
    return same
      ? { big: formatRatio(bytes), word: 'fewer bytes to move' }
      : { big: formatRatio(promised), word: 'fewer multiply-adds promised' };
  const word =
    (best >= 1 ? 'faster' : 'slower') +
    (measured === null ? ', by the roofline' : '') +
    (same ? '' : `, of ${formatRatio(promised)} promised`);
  return { big: formatRatio(best >= 1 ? best : 1 / best), word };
}

function bytesPhrase({ bytes, promised }: Ratios): string {
  if (bytes < 1) return `but moves ${formatRatio(1 / bytes)} as many bytes.`;
  if (Math.abs(promised - 1) < 0.005)
    return `the first on ${formatRatio(bytes)} fewer bytes.`;
  return bytes < 0.8 * promised
    ? `but only ${formatRatio(bytes)} fewer bytes to move.`
    : `and ${formatRatio(bytes)} fewer bytes to move.`;
}

function ratioSteps(ratios: Ratios): Step[] {
  const { light, heavy, promised, predicted, measured } = ratios;
  const most = Math.max(promised, predicted ?? 0, measured ?? 0);
  const pair = (of: (figures: Figures) => string) =>
    `${of(light)} against ${of(heavy)}`;
  const one = (title: string, ratio: number | null, detail: string): Step => ({
    title,
    text: ratio === null ? unknown : formatRatio(ratio),
    size: ratio === null ? null : ratio / most,
    detail,
  });
  return [
    one(
      'promised by multiply-adds',
      promised,
      pair(({ promise }) => formatCompact(promise.macs)),
    ),
    one(
      'predicted by the roofline',
      predicted,
      predicted === null
        ? pair(({ promise }) => formatBytes(promise.bytes))
        : pair((f) => duration(f.predictedMs ?? 0)),
    ),
    one(
      'measured on this device',
      measured,
      measured === null
        ? 'not run yet'
        : pair((f) => duration(f.measuredMs ?? 0)),
    ),
  ];
}

function timeSteps({ promise, predictedMs, measuredMs }: Figures): Step[] {
  const most = Math.max(predictedMs ?? 0, measuredMs ?? 0);
  const one = (title: string, ms: number | null, detail: string): Step => ({
    title,
    text: ms === null ? unknown : duration(ms),
    size: ms === null ? null : ms / most,
    detail,
  });
  return [
    {
      title: 'multiply-adds',
      text: formatCompact(promise.macs),
      size: null,
      detail: `${formatBytes(promise.bytes)} to move`,
    },
    one(
      'predicted by the roofline',
      predictedMs,
      predictedMs === null ? 'needs the measured roofs' : 'no launches counted',
    ),
    one(
      'measured on this device',
      measuredMs,
      measuredMs === null
        ? 'not run yet'
        : predictedMs === null
          ? 'median of whole runs'
          : `${percent(predictedMs / measuredMs)} of the roofline`,
    ),
  ];
}

const step = (title: string, share: number | null, detail: string): Step => ({
  title,
  text: share === null ? unknown : percent(share),
  size: share,
  detail,
});

const duration = formatDuration;
