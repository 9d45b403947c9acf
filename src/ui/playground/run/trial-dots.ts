/**
 * Right runs of one problem as dots, from the shipped kernel to the newest.
 * They are no runs of the Roofline page: a trial takes no time of upload or
 * readback, and no page could open its text again from there.
 */
import type { Stats, TrialReport } from '../../../engine/api';
import { dotOf, problemId, type Dot } from '../../../roofline/dots';
import type { Ladder } from '../../../roofline/ladder';
import type { Roof } from '../../../roofline/roof';
import type { TrialEntry } from './trial-state';

/** A run that is right and was timed. */
export interface Rung {
  /** The run's number; 0: the kernel as it was shipped. */
  readonly id: number;
  readonly dot: Dot;
}

/** The edited kernel's dot; null unless it is right: no speed without that. */
export const editedDot = (
  report: TrialReport,
  roof: Roof | null,
): Dot | null =>
  report.outcome === 'right' && report.ab
    ? dotWith(report, `${report.kernel}, edited`, report.ab.edited, roof)
    : null;

/**
 * The original as it was timed beside the newest run, then each right run of
 * the same problem in the order they were made; empty unless the newest is
 * right.
 */
export function rungsOf(
  newest: TrialReport,
  history: readonly TrialEntry[],
  roof: Roof | null,
): Rung[] {
  const { ab } = newest;
  if (newest.outcome !== 'right' || !ab) return [];
  const original = dotWith(newest, ab.against, ab.original, roof);
  const edited = history
    .toSorted((a, b) => a.id - b.id)
    .flatMap(({ id, end }) =>
      end.kind === 'done' && isSameProblem(end.report, newest)
        ? rung(id, editedDot(end.report, roof))
        : [],
    );
  return [...rung(0, original), ...edited];
}

/** As the chart's labels want it: in the order of the visit, not of speed. */
export function ladderOf(rungs: readonly Rung[]): Ladder {
  const dots = rungs.map(({ id, dot }, i) => ({
    ...dot,
    id: String(id),
    kernel: i > 0 && i === rungs.length - 1 ? 'now' : dot.kernel,
  }));
  const simplest = dots[0];
  const fastest = dots[dots.length - 1];
  return {
    ...{ problem: simplest.problem, backend: 'webgpu', rungs: dots },
    ...{ simplest, fastest, gain: simplest.ms / fastest.ms },
  };
}

const rung = (id: number, dot: Dot | null): Rung[] =>
  dot ? [{ id, dot }] : [];

const isSameProblem = (a: TrialReport, b: TrialReport): boolean =>
  problemId(a) === problemId(b) && a.adapter === b.adapter;

function dotWith(
  { op, cost, shapes, options, adapter, check, ab }: TrialReport,
  kernel: string,
  time: Stats,
  roof: Roof | null,
): Dot | null {
  const byGpuClock = ab?.clock.source === 'timestamp-query';
  return dotOf(
    {
      ...{ title: kernel, network: '', query: {} },
      report: {
        ...{ op, backend: 'webgpu', kernel, cost, shapes, options, adapter },
        // Only one of the two is looked at.
        ...{ kernelMs: byGpuClock ? time : null, throughputMs: time },
        check,
      },
    },
    roof,
  );
}
