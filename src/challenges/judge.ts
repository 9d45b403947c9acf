/** A report held against a challenge: its own goal, and its own problem. */
import type { TrialReport } from '../engine/api';
import { opById } from '../ops';
import type { Challenge, GoalContext, Judgement } from './challenge';

/** null: the report is of another kernel or another problem. */
export const judge = (
  challenge: Challenge,
  report: TrialReport,
  context: GoalContext,
): Judgement | null =>
  isAbout(challenge, report) ? challenge.goal.judge(report, context) : null;

/** What drafts and reports have in common. */
interface Subject {
  readonly op: string;
  readonly kernel: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** On a smaller problem every goal of speed would be another one. */
export function isAbout({ problem }: Challenge, subject: Subject): boolean {
  const { op, kernel, shapes, options = {} } = problem;
  return (
    op === subject.op &&
    kernel === subject.kernel &&
    canonical(shapes) === canonical(subject.shapes) &&
    canonical(opById(op).options(options)) === completed(op, subject.options)
  );
}

/** null for options that the op would not take: a draft may come from a link. */
function completed(op: string, options: Subject['options']): string | null {
  try {
    return canonical(opById(op).options(options));
  } catch {
    return null;
  }
}

const canonical = (value: object): string =>
  JSON.stringify(
    Object.entries(value)
      // JSON has no infinite numbers.
      .map(([key, one]) => [key, typeof one === 'number' ? String(one) : one])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
