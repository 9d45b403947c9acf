/** What a row of the shelf says of an item. */
import type { TrialReport } from '../../../engine/api';
import type { Draft } from '../../../state/draft';
import type { KeptItem } from '../../../state/kept-item';
import { formatRatio, formatSpread } from '../../units';

export interface Facts {
  readonly kind: string;
  readonly op: string;
  readonly kernel: string;
  readonly adapter: string;
  /** '' where nothing was timed. */
  readonly ratio: string;
  readonly spread: string;
}

const unknownPlace = 'not known';
const none = { op: '', kernel: '', ratio: '', spread: '' };

export function factsOf(item: KeptItem): Facts {
  const adapter = item.device?.adapter ?? unknownPlace;
  switch (item.kind) {
    case 'draft':
      return { ...none, ...draftFacts(item.draft), kind: 'Draft', adapter };
    case 'run':
      return {
        ...draftFacts(item.draft),
        ...ratioOf(item.report),
        kind: 'Trial',
        adapter: item.report.adapter,
      };
    case 'ceilings':
      return { ...none, kind: 'Roofs', adapter: item.ceilings.adapter };
    case 'bench': {
      const [{ op, adapter }] = item.reports;
      const { length } = item.reports;
      const kernel = length === 1 ? '1 kernel' : `${length} kernels`;
      return { ...none, kind: 'Bench', op, kernel, adapter };
    }
  }
}

const draftFacts = (draft: Draft) =>
  draft.kind === 'free'
    ? { op: 'own program', kernel: draft.entryPoint }
    : { op: draft.op, kernel: draft.kernel };

function ratioOf({ ab, outcome }: TrialReport) {
  if (!ab) return { ratio: outcome, spread: '' };
  const { median, p20, p80 } = ab.ratio;
  return { ratio: formatRatio(median), spread: formatSpread(p20, p80) };
}

export const formatWhen = (time: string): string =>
  new Date(time).toLocaleString('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });

/** "Chrome 147", "Firefox 145": the rest of the text tells readers nothing. */
export function browserOf(userAgent: string): string {
  const names = ['Edg', 'Firefox', 'Chrome', 'Version', 'HeadlessChrome'];
  for (const name of names) {
    const major = new RegExp(`\\b${name}/(\\d+)`).exec(userAgent)?.[1];
    if (major) return `${shownNames[name] ?? name} ${major}`;
  }
  return userAgent.slice(0, 40);
}

const shownNames: Readonly<Record<string, string>> = {
  Edg: 'Edge',
  Version: 'Safari',
  HeadlessChrome: 'Chrome without a window',
};
