/** One size in words: the chart's readout and its labels. */
import { formatCompact, formatDuration, formatRatio } from '../units';
import { msOf, sideNames, sides, type Cell, type SweepRow } from './rows';

const cellWords = {
  waiting: 'not measured yet',
  running: 'being measured',
  failed: 'failed',
  'too-long': 'left out, too long',
  'left-out': 'left out',
};

export function rowText(row: SweepRow, unit = 'MACs'): string {
  const { size, cost } = row.point;
  const each = sides.map((side) => `${sideNames[side]} ${cellText(row[side])}`);
  return [
    `${size}, ${formatCompact(cost.macs)} ${unit}: ${each.join('; ')}`,
    aheadText(row),
  ]
    .filter(Boolean)
    .join('; ');
}

/** "CPU ahead 6.8×", or nothing to compare. */
export function aheadText({ cpu, gpu }: SweepRow): string {
  if (!cpu.report || !gpu.report) return '';
  const ratio = msOf(cpu.report, 'endToEnd') / msOf(gpu.report, 'endToEnd');
  return ratio < 1
    ? `CPU ahead ${formatRatio(1 / ratio)}`
    : `GPU ahead ${formatRatio(ratio)}`;
}

export function cellText({ report, state }: Cell): string {
  if (!report) return state === 'done' ? '' : cellWords[state];
  const [whole, alone] = (['endToEnd', 'kernel'] as const).map((measure) =>
    formatDuration(msOf(report, measure)),
  );
  return `${whole} end to end, kernel ${alone}`;
}
