/** A race and a ladder as lines to draw. Pure. */
import type { Backend, Contender, Tuning } from '../../engine/api';
import { contenderName } from '../../engine/tuner/name';
import { formatCount, formatDuration, formatRatio } from '../units';
import { nameOf, timeMs, type KernelRow } from './rows';

export interface RaceLine {
  readonly name: string;
  readonly ms: number | null;
  /** Of the slowest one's time, 0..1. */
  readonly share: number;
  readonly won: boolean;
  /** It would have run without the race. */
  readonly guess: boolean;
  /** "won", "out in round 2", or why it did not run. */
  readonly outcome: string;
}

export function raceLines({ contenders, guess }: Tuning): RaceLine[] {
  const slowest = Math.max(...contenders.map(({ ms }) => ms ?? 0));
  const guessed = contenderName(guess.kernel, guess.constants);
  return contenders.map((contender, place) => {
    const { kernel, constants, ms } = contender;
    const name = contenderName(kernel, constants);
    return {
      name,
      ms,
      share: (ms ?? 0) / slowest,
      won: place === 0,
      guess: name === guessed,
      outcome: place === 0 ? 'won' : outcomeOf(contender),
    };
  });
}

const outcomeOf = ({ ms, rounds, note }: Contender): string =>
  note ?? (ms === null ? 'did not run' : `out in round ${rounds}`);

/** Who ran, and by their reason those who did not. */
export function raceParts(tuning: Tuning): {
  ran: RaceLine[];
  others: { note: string; names: string[] }[];
} {
  const lines = raceLines(tuning);
  const others = new Map<string, string[]>();
  for (const { ms, outcome, name } of lines)
    if (ms === null)
      others.set(outcome, [...(others.get(outcome) ?? []), name]);
  return {
    ran: lines.filter(({ ms }) => ms !== null),
    others: [...others].map(([note, names]) => ({ note, names })),
  };
}

/** "quad 16 won. It was the guess as well." and its kin. */
export function raceVerdict(tuning: Tuning): string {
  const [winner, ...losers] = raceLines(tuning);
  const guess = [winner, ...losers].find((line) => line.guess);
  if (winner.guess) return 'It was the guess as well.';
  if (!guess) return '';
  return guess.ms === null || winner.ms === null
    ? `The guess was ${guess.name}: ${guess.outcome}.`
    : `The guess was ${guess.name}, which took ` +
        `${formatRatio(guess.ms / winner.ms)} as long.`;
}

/** "5 of 12 ran, in 812 of 1000 ms." */
export function raceExtent({
  contenders,
  elapsedMs,
  budgetMs,
}: Tuning): string {
  const ran = contenders.filter(({ ms }) => ms !== null).length;
  return (
    `${ran} of ${contenders.length} ran, in ` +
    `${formatCount(elapsedMs)} of ${formatCount(budgetMs)} ms.`
  );
}

/** "Raced 2026-11-25 16:20 UTC on Apple M2, for 1×64×56×56." */
export function raceOrigin({
  source,
  racedAt,
  adapter,
  shapes,
}: Tuning): string {
  const when = racedAt.replace('T', ' ').slice(0, 16);
  const [first = []] = Object.values(shapes);
  const verb = source === 'raced' ? 'Raced' : 'Remembered from';
  return `${verb} ${when} UTC on ${adapter}, for ${first.join('×')}.`;
}

export interface Rung {
  readonly name: string;
  readonly idea: string;
  readonly ms: number;
  readonly share: number;
  /** Times as fast as the rung before; null for the first. */
  readonly gain: number | null;
}

/** The measured kernels of a backend in the order in which ideas were added. */
export function rungsOf(
  rows: readonly KernelRow[],
  backend: Backend,
): readonly Rung[] {
  const measured = rows.flatMap((row) =>
    row.backend === backend && row.report && row.report.check?.ok !== false
      ? [{ row, ms: timeMs(row.report) }]
      : [],
  );
  const slowest = Math.max(...measured.map(({ ms }) => ms));
  return measured.map(({ row, ms }, i) => ({
    name: nameOf(row),
    idea: row.idea,
    ms,
    share: ms / slowest,
    gain: i === 0 ? null : measured[i - 1].ms / ms,
  }));
}

export const totalGain = (rungs: readonly Rung[]): string => {
  const fastest = Math.min(...rungs.map(({ ms }) => ms));
  return (
    `${formatDuration(rungs[0].ms)} → ${formatDuration(fastest)}: ` +
    formatRatio(rungs[0].ms / fastest)
  );
};
