/** A run of this visit as a row of words. */
import type { TrialReport } from '../../../engine/api';
import type { Roof } from '../../../roofline/roof';
import { percent } from '../../../roofline/verdict';
import { formatRatio } from '../../units';
import { failureWords } from './failure-words';
import type { LineChange } from './lines';
import { editedDot } from './trial-dots';
import type { TrialEntry } from './trial-state';

export interface HistoryRow {
  readonly id: number;
  /** Of the day, on this machine's clock. */
  readonly time: string;
  readonly kernel: string;
  readonly change: string;
  readonly outcome: string;
  readonly isRight: boolean;
  readonly ratio: string;
  readonly share: string;
}

/** No figure where there is none to give. */
const none = '–';

export function historyRow(
  { id, at, end, change }: TrialEntry,
  roof: Roof | null,
): HistoryRow {
  const { op, kernel } = end.draft;
  const report = end.kind === 'done' ? end.report : null;
  return {
    ...{ id, time: timeText(at), kernel: `${op} ${kernel}` },
    change: change ? changeText(change) : none,
    outcome: report
      ? outcomes[report.outcome]
      : end.kind === 'failed'
        ? failureWords(end.error).title.toLowerCase()
        : none,
    isRight: report?.outcome === 'right',
    ratio: report ? ratioText(report) : none,
    share: report ? shareText(report, roof) : none,
  };
}

const outcomes: Readonly<Record<TrialReport['outcome'], string>> = {
  right: 'right',
  wrong: 'wrong',
  unstable: 'two answers',
  endless: 'endless',
  compile: 'does not compile',
};

/** "+3 −1"; "none" for a text as it was. */
export const changeText = ({ added, removed }: LineChange): string =>
  [added > 0 && `+${added}`, removed > 0 && `−${removed}`]
    .filter(Boolean)
    .join(' ') || 'none';

/** Only what the pairs bear out: else the ratio would be taken for one. */
function ratioText({ outcome, ab }: TrialReport): string {
  if (outcome !== 'right' || !ab) return none;
  const { difference } = ab.judged;
  if (difference === 'few') return 'too few pairs';
  if (difference === 'none') return 'no difference';
  const { median } = ab.ratio;
  return difference === 'faster'
    ? `${formatRatio(median)} faster`
    : `${formatRatio(1 / median)} slower`;
}

function shareText(report: TrialReport, roof: Roof | null): string {
  const share = editedDot(report, roof)?.share ?? null;
  return share === null ? none : percent(share);
}

const timeText = (iso: string): string =>
  new Date(iso).toLocaleTimeString('en-GB', { timeStyle: 'medium' });
