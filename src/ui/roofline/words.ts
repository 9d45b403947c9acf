/** How the roofline's numbers and names are written on the page. */
import type { Dot } from '../../roofline/dots';
import { formatDuration, formatNumber } from '../units';

const steps = [
  [1e3, 'T'],
  [1, 'G'],
  [1e-3, 'M'],
] as const;

/** 3.60 TFLOP/s, 200 GB/s, 12.5 MFLOP/s. */
export function formatRate(giga: number, unit: 'FLOP/s' | 'B/s'): string {
  const [size, prefix] = steps.find(([least]) => giga >= least) ?? steps[2];
  return `${formatNumber(giga / size)} ${prefix}${unit}`;
}

/** "2.10 FLOP/byte", with the whisker's other end. */
export const intensityText = ({ intensity, intensityNoReuse }: Dot): string =>
  intensityNoReuse < intensity
    ? `${formatNumber(intensity)} FLOP/byte, ` +
      `${formatNumber(intensityNoReuse)} without reuse`
    : `${formatNumber(intensity)} FLOP/byte`;

export const timeText = ({ ms, fromThroughput }: Dot): string =>
  formatDuration(ms) + (fromThroughput ? ', from many runs' : '');

export const dateText = (iso: string): string => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? 'at an unknown time'
    : date.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
};
