/** Promised, predicted, measured: three numbers to compare at a glance. */
import { percent } from '../../roofline/verdict';
import {
  formatBytes,
  formatCompact,
  formatDuration,
  formatRatio,
} from '../units';
import type { Ratios } from './compare';
import type { Figures } from './figures';
import type { Kind } from './kinds';

export interface Step {
  readonly title: string;
  /** "8.55×", "3.1 %"; a dash where it is not known yet. */
  readonly text: string;
  /** Of the longest bar, 0..1; null: not known yet. */
  readonly size: number | null;
  readonly detail: string;
}

const unknown = '–';

/** Of two networks: how many times less the lighter one needs. */
export function ratioSteps(ratios: Ratios): Step[] {
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
        : pair((f) => formatDuration(f.predictedMs ?? 0)),
    ),
    one(
      'measured on this device',
      measured,
      measured === null
        ? 'not run yet'
        : pair((f) => formatDuration(f.measuredMs ?? 0)),
    ),
  ];
}

/** Of a network whose time follows its work. */
export function timeSteps({
  promise,
  predictedMs,
  measuredMs,
}: Figures): Step[] {
  const most = Math.max(predictedMs ?? 0, measuredMs ?? 0);
  const one = (title: string, ms: number | null, detail: string): Step => ({
    title,
    text: ms === null ? unknown : formatDuration(ms),
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

/** Of the kind of layer that takes more than its work explains. */
export const kindSteps = ({ predictedMs }: Figures, kind: Kind): Step[] => [
  share('of the multiply-adds', kind.macShare, `${kind.layers} layers`),
  share(
    'of the time, by the roofline',
    kind.predictedShare,
    predictedMs === null
      ? 'needs the measured roofs'
      : `of ${formatDuration(predictedMs)}`,
  ),
  share(
    'of the time, measured',
    kind.timeShare,
    kind.ms === null ? 'not run yet' : formatDuration(kind.ms),
  ),
];

const share = (title: string, value: number | null, detail: string): Step => ({
  title,
  text: value === null ? unknown : percent(value),
  size: value,
  detail,
});
