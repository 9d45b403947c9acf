/**
 * The page's question, answered in words: why does a network with few
 * multiply-adds not run as much faster?
 */
import { percent } from '../../roofline/verdict';
import { formatCompact, formatDuration, formatRatio } from '../units';
import { kindSteps, ratioSteps, timeSteps, type Step } from './answer-steps';
import {
  kindSentence,
  ofWhat,
  reachSentence,
  uncountedSentence,
  wholeSentence,
  whySentence,
} from './answer-words';
import { ratiosOf, type Ratios } from './compare';
import type { Figures } from './figures';
import { kindsOf, weightOf, type Kind } from './kinds';

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
export function answerOf(figures: Figures, rival: Figures | null): Answer {
  const kind = tellingKind(figures);
  return rival ? compared(figures, rival) : alone(figures, kind);
}

/** The kind that takes most time beyond its share of the multiply-adds. */
export function tellingKind(figures: Figures): Kind | null {
  const excess = (kind: Kind) => weightOf(kind) - kind.macShare;
  const [kind] = kindsOf(figures)
    .filter(({ macShare }) => macShare > 0)
    .sort((a, b) => excess(b) - excess(a));
  return kind && excess(kind) >= disproportion ? kind : null;
}

function alone(figures: Figures, kind: Kind | null): Answer {
  const { measuredMs, promise } = figures;
  const name = promise.subject.title;
  if (!kind)
    return {
      big:
        measuredMs === null
          ? formatCompact(promise.macs)
          : formatDuration(measuredMs),
      word: measuredMs === null ? 'multiply-adds' : 'a run',
      main:
        measuredMs === null
          ? `${name}: no kind of layer moves much more than its share of the multiply-adds.`
          : `${name}: the time follows the multiply-adds; no kind of layer takes much more than its share.`,
      why: wholeSentence(figures),
      steps: timeSteps(figures),
    };
  return {
    big: percent(weightOf(kind)),
    word: `${ofWhat(kind)} in ${percent(kind.macShare)} of the multiply-adds`,
    main: kindSentence(kind),
    why: [
      whySentence(figures, kind),
      uncountedSentence(figures),
      wholeSentence(figures),
    ]
      .filter(Boolean)
      .join(' '),
    steps: kindSteps(figures, kind),
  };
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
      : `No kind of layer takes much more than its share of the ` +
        [
          'multiply-adds.',
          uncountedSentence(light),
          reachSentence(light, heavy),
        ]
          .filter(Boolean)
          .join(' '),
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
