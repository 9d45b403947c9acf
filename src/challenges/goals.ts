/** The goals that challenges share: right, as fast as, near to a roof. */
import type { Comparison, TrialReport } from '../engine/api';
import type { Goal, Judgement } from './challenge';

const times = (ratio: number): string =>
  `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)}×`;

/** Rounded down: 99.96 % is not all. */
export const percent = (share: number): string => {
  const tenths = Math.floor(1000 * share + 1e-9) / 10;
  return `${tenths >= 10 ? Math.floor(tenths) : tenths} %`;
};

/** What is not reached is never drawn as if it were. */
const almost = 0.99;

export const right: Goal = {
  target: 'every element right, in every run',
  judge: (report) =>
    notRight(report) ?? {
      reached: true,
      words:
        `Right: all ${counted(report.check?.elements ?? 0, 'element')} within ` +
        `the tolerance, twice the same.`,
      progress: 1,
      value: '100 % right',
    },
};

/** Faster beyond doubt: the interval of the median ratio lies above it. */
export const fasterThanShipped = (target: number): Goal => ({
  target: `right, and at least ${times(target)} the shipped kernel's speed`,
  bySpeed: true,
  judge: (report) =>
    timed(report, (ab) => ratioWords(ab, target, intervalOf(ab).low)),
});

const parity = 0.8;

/**
 * The shipped kernel's own speed, less what noise may take. By the median: even
 * the same text twice has a spread, which is wide on a busy device.
 */
export const asFastAsShipped: Goal = {
  target: `right, and as fast as the shipped kernel: at least ${times(parity)}`,
  bySpeed: true,
  judge: (report) =>
    timed(report, (ab) => ratioWords(ab, parity, ab.ratio.median)),
};

/** Compulsory bytes over the time, as a share of the measured bandwidth. */
export const bandwidthShare = (target: number): Goal => ({
  target: `right, and at least ${percent(target)} of the bandwidth roof`,
  byRoof: true,
  bySpeed: true,
  judge: (report, { roofs }) =>
    timed(report, ({ edited }) => {
      const gbps = roofs?.gpu?.gbps.memory;
      if (!roofs || !gbps || roofs.adapter !== report.adapter)
        return {
          reached: false,
          words:
            'Right. How near it is to the bandwidth roof takes the roof of ' +
            'this device: measure it, then look again.',
          progress: 0,
          value: null,
          needsRoofs: true,
        };
      const bytes = report.cost.bytesRead + report.cost.bytesWritten;
      const share = (ms: number) => bytes / ms / 1e6 / gbps;
      return shareWords(
        share(edited.medianMs),
        share(edited.p80Ms),
        share(edited.p20Ms),
        target,
      );
    }),
});

function ratioWords(ab: Comparison, target: number, counts: number): Judgement {
  const { median } = ab.ratio;
  const { low, high } = intervalOf(ab);
  const spread = `${times(low)} to ${times(high)}`;
  const reached = counts >= target;
  return {
    reached,
    words:
      !reached && median >= target
        ? `Right, and ${times(median)} in the middle, but it may be ${spread}, which ` +
          `begins below ${times(target)}: run it again while the device is ` +
          `quiet.`
        : `Right, ${reached ? 'and' : 'but'} ${times(median)} the shipped ` +
          `kernel's speed (${spread}).`,
    progress: reached ? 1 : Math.min(almost, median / target),
    value: times(median),
  };
}

/** Of the median ratio; of the pairs themselves where they are few. */
const intervalOf = ({ judged, ratio }: Comparison) =>
  judged.interval ?? { low: ratio.p20, high: ratio.p80 };

function shareWords(
  median: number,
  least: number,
  most: number,
  target: number,
): Judgement {
  const spread = `${percent(least)} to ${percent(most)}`;
  const reached = least >= target;
  return {
    reached,
    words: reached
      ? `Right, at ${percent(median)} of the bandwidth roof (${spread})` +
        (median > 1.05
          ? ': above it, so what it reads and writes stays in a cache.'
          : '.')
      : `Right, but at ${percent(median)} of the bandwidth roof (${spread}).`,
    progress: reached ? 1 : Math.min(almost, median / target),
    value: `${percent(median)} of the roof`,
  };
}

/** What is wrong is never fast: it is nowhere yet. */
function timed(
  report: TrialReport,
  judge: (ab: Comparison) => Judgement,
): Judgement {
  const none = { reached: false, progress: 0, value: null };
  const wrong = notRight(report);
  if (wrong) return { ...wrong, ...none };
  return report.ab
    ? judge(report.ab)
    : { ...none, words: 'Right, but it was not timed.' };
}

/** null where it is right: only then is there more to ask. */
function notRight({
  outcome,
  verdict,
  check,
  unstable,
  unwritten,
}: TrialReport): Judgement | null {
  if (outcome === 'right') return null;
  const elements = check?.elements ?? 0;
  const bad = unstable?.elements ?? Math.max(unwritten, check?.failures ?? 0);
  const share = elements > 0 ? Math.max(0, 1 - bad / elements) : 0;
  return {
    reached: false,
    words: verdict,
    progress: Math.min(almost, share),
    value: check && `${percent(share)} right`,
  };
}

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
