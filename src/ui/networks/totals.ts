/** The whole network in words: its paper, its layers' sum, its memory. */
import type { NetworkMemory } from '../../engine/api';
import { percent } from '../../roofline/verdict';
import { formatDuration } from '../units';
import type { NetworkResult } from './figures';
import type { NetworkPromise } from './promise';

export interface PaperLine {
  readonly params: number | null;
  readonly macs: number | null;
  readonly from: string;
}

/** null where the paper speaks of other parameters, or of none. */
export function paperOf({ subject }: NetworkPromise): PaperLine | null {
  const { entry, parameters } = subject;
  if (!entry.paper) return null;
  const isInitial = entry.parameters.every(
    ({ id, initial }) => parameters[id] === initial,
  );
  if (!isInitial) return null;
  const { params = null, macs = null, from } = entry.paper;
  return { params, macs, from };
}

/** "+0.3 %" of the paper's; '' where they agree in the digits it gives. */
export function deviation(ours: number, paper: number): string {
  const [digits] = paper.toExponential().split('e');
  const given = digits.replace(/\D/g, '').length;
  if (Number(ours.toPrecision(given)) === paper) return '';
  const share = ours / paper - 1;
  return `${share > 0 ? '+' : '−'}${percent(Math.abs(share))}`;
}

/** How the layers one by one add up to the whole run. */
export function gapSentence({ times, untimed }: NetworkResult): string {
  if (!times) return untimed;
  const { sumMs, medianMs, gapMs } = times;
  const pair =
    `Layer by layer ${formatDuration(sumMs)}, the whole run ` +
    `${formatDuration(medianMs)}: `;
  const size = formatDuration(Math.abs(gapMs));
  const share = percent(Math.abs(gapMs) / medianMs);
  // Medians of two sets of runs never agree to the last digit.
  if (Math.abs(gapMs) < 0.02 * medianMs) return `${pair}no gap to speak of.`;
  return gapMs > 0
    ? `${pair}launching, waiting and what is between layers take ${size} (${share}).`
    : `${pair}in one go it is ${size} (${share}) faster than layer by layer, ` +
        `where each is timed by itself.`;
}

export interface MemoryBar {
  readonly title: string;
  readonly help: string;
  readonly bytes: number;
}

/** Longest first by nature: without reuse, planned, live; then the weights. */
export const memoryBars = (memory: NetworkMemory): MemoryBar[] => [
  {
    title: 'without reuse',
    help: 'If every value had memory of its own.',
    bytes: memory.withoutReuseBytes,
  },
  {
    title: 'as planned',
    help: `Values and scratch share it, in ${memory.arenas} ${memory.arenas === 1 ? 'piece' : 'pieces'}.`,
    bytes: memory.plannedBytes,
  },
  {
    title: 'live at once',
    help: 'The most that is needed at one time: no plan needs less.',
    bytes: memory.liveBytes,
  },
  {
    title: 'weights',
    help: 'They stay on the device.',
    bytes: memory.weightBytes,
  },
];
