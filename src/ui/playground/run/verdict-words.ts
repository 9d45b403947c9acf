/** A trial's one answer in words: what came out, how sure, what to try next. */
import type {
  CheckReport,
  Comparison,
  StoppedLoop,
  TrialReport,
} from '../../../engine/api';
import { clockText } from '../../device-facts';
import { formatCount, formatRatio, formatRough, formatUlp } from '../../units';
import type { Place } from './events';
import { errorsOf } from './diagnostics';

export interface Answer {
  /** bad: nothing about speed is said. */
  readonly tone: 'faster' | 'slower' | 'same' | 'bad';
  readonly figure: string;
  readonly word: string;
  readonly sentence: string;
  readonly next: string;
  /** Where in the text to look. */
  readonly place: Place | null;
}

export function answerOf(report: TrialReport): Answer {
  switch (report.outcome) {
    case 'right':
      return rightAnswer(report);
    case 'wrong':
      return wrongAnswer(report);
    case 'unstable':
      return unstableAnswer(report);
    case 'endless':
      return endlessAnswer(report);
    case 'compile':
      return compileAnswer(report);
  }
}

const bad = (
  answer: Omit<Answer, 'tone' | 'place'>,
  place?: Place,
): Answer => ({
  ...answer,
  tone: 'bad',
  place: place ?? null,
});

function rightAnswer(report: TrialReport): Answer {
  const { ab, abMissing, passes, check } = report;
  const right = check ? `Right: ${ulpText(check)}.` : 'Right.';
  if (!ab)
    return {
      ...{ tone: 'same', figure: 'Right', word: 'too short to time' },
      sentence: `${right} Its time is ${abMissing ?? 'not known'}`,
      ...{ next: '', place: null },
    };
  const unchanged = passes.every(({ edited }) => !edited);
  return {
    ...speedAnswer(
      ab,
      right,
      unchanged ? 'itself, unchanged,' : `"${ab.against}"`,
    ),
    place: null,
  };
}

function speedAnswer(
  ab: Comparison,
  right: string,
  other: string,
): Omit<Answer, 'place'> {
  const { judged, n, clock, ratio } = ab;
  const { difference, interval } = judged;
  const pairs = `${formatCount(n)} ${n === 1 ? 'pair' : 'pairs'}`;
  const by = `${pairs} by ${clockText(clock)}`;
  if (!interval || difference === 'few')
    return {
      ...{ tone: 'same', figure: 'Right', word: 'not yet compared' },
      sentence: `${right} ${pairs} of runs are too few to tell it from ${other}.`,
      next: 'Use a smaller workload, of which more pairs fit the time.',
    };
  const sure = `${Math.round(100 * interval.confidence)} % sure`;
  if (difference === 'none')
    return {
      ...{ tone: 'same', figure: 'No difference', word: 'that can be told' },
      sentence:
        `${right} Against ${other} the ratio of times lies within ` +
        `${rangeText(interval.low, interval.high)}, ${sure}, from ${by}.`,
      next:
        'A larger workload, or a machine that does nothing else, shows ' +
        'smaller differences.',
    };
  const isFaster = difference === 'faster';
  const { low, high } = isFaster
    ? interval
    : { low: 1 / interval.high, high: 1 / interval.low };
  return {
    tone: difference,
    figure: formatRatio(isFaster ? ratio.median : 1 / ratio.median),
    word: difference,
    sentence:
      `${rangeText(low, high)} against ${other}, ${sure}, from ${by}. ` + right,
    next: '',
  };
}

function wrongAnswer({ check, unwritten }: TrialReport): Answer {
  if (unwritten > 0)
    return bad({
      ...{ figure: 'Wrong', word: 'parts of the output are never written' },
      sentence:
        `${countOf(unwritten, 'output element')} of ` +
        `${formatCount(check?.elements ?? unwritten)} ` +
        `${unwritten === 1 ? 'is' : 'are'} never written.`,
      next: 'Dispatch more workgroups, or write more in each invocation.',
    });
  if (!check)
    return bad({
      ...{ figure: 'Wrong', word: '' },
      ...{ sentence: 'It disagrees with the oracle.', next: '' },
    });
  const { worst, failures, elements } = check;
  const at = worst
    ? `The worst, ${worst.output}[${worst.position.join(', ')}], is ` +
      `${worst.actual} where the float64 oracle has ${worst.expected}: `
    : '';
  return bad({
    ...{ figure: 'Wrong', word: 'outside the tolerance' },
    sentence:
      `${countOf(failures, 'element')} of ${formatCount(elements)} ` +
      `${failures === 1 ? 'is' : 'are'} too far off. ${at}${ulpText(check)}.`,
    next: nextForWrong(check),
  });
}

/** From a few ULP to nonsense: each has its usual reasons. */
function nextForWrong({
  worst,
  maxUlp,
  allowedUlp,
  failures,
  elements,
}: CheckReport) {
  if (worst && !Number.isFinite(worst.actual))
    return 'Look for a division by zero, a root or logarithm of a negative, or a read before the write.';
  if (maxUlp < 100 * allowedUlp)
    return 'It is near: sums in another order, or narrower numbers, cost accuracy.';
  return failures > 0.9 * elements
    ? 'Nearly every element is off: look at the arithmetic first, then at the indices.'
    : 'Look in the error map for which elements: edges point at bounds, stripes at indices.';
}

function unstableAnswer({ unstable }: TrialReport): Answer {
  const found = unstable
    ? `${unstable.output}[${unstable.position.join(', ')}] was ` +
      `${unstable.values[0]} in one run and ${unstable.values[1]} in the ` +
      `other, and ${unstable.elements === 1 ? 'it alone' : `${formatCount(unstable.elements)} elements in all`} differed.`
    : '';
  return bad({
    ...{ figure: 'Two answers', word: 'for the same inputs: a race' },
    sentence: found,
    next:
      'Look for two invocations that write one place, for a read of what ' +
      'another writes, and for a barrier that is missing.',
  });
}

function endlessAnswer({ loop, passes }: TrialReport): Answer {
  const place = loop
    ? { file: loop.file, line: loop.line }
    : { file: passes[0].file, line: 1 };
  return bad(
    {
      ...{ figure: 'Endless', word: 'a loop was stopped' },
      sentence: loop ? withoutFile(loop) : '',
      next:
        'Look at what ends the loop: its condition, its step, and whether a ' +
        'number below zero wraps around.',
    },
    place,
  );
}

/** The file is named beside it, as a way there. */
function withoutFile({ file, message }: StoppedLoop): string {
  const [first, ...rest] = message.replace(`${file}: `, '');
  return first.toUpperCase() + rest.join('');
}

function compileAnswer({ passes }: TrialReport): Answer {
  const errors = errorsOf(passes);
  const [first] = errors;
  if (!first)
    return bad({
      ...{ figure: 'Does not compile', word: '' },
      ...{ sentence: 'The compiler gave no reason.', next: '' },
    });
  const { file, diagnostic } = first;
  const { line, message } = diagnostic;
  return bad(
    {
      figure: 'Does not compile',
      word: errors.length > 1 ? countOf(errors.length, 'error') : '',
      sentence: message,
      next:
        errors.length > 1
          ? 'Mend the first error first: the others often follow from it.'
          : '',
    },
    line > 0 ? { file, line } : undefined,
  );
}

const ulpText = ({ maxUlp, allowedUlp }: CheckReport): string =>
  `${formatUlp(maxUlp)} ULP where ${formatUlp(allowedUlp)} are allowed`;

const rangeText = (low: number, high: number): string =>
  `${formatRough(low)}–${formatRatio(high)}`;

const countOf = (count: number, what: string): string =>
  `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
