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

/** On a smaller problem every goal of speed would be another one. */
function isAbout({ problem }: Challenge, report: TrialReport): boolean {
  const { op, kernel, shapes, options = {} } = problem;
  return (
    op === report.op &&
    kernel === report.kernel &&
    same(shapes, report.shapes) &&
    same(opById(op).options(options), report.options)
  );
}

const same = (a: object, b: object): boolean => canonical(a) === canonical(b);

const canonical = (value: object): string =>
  JSON.stringify(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      // JSON has no infinite numbers.
      .map(([key, one]) => [key, typeof one === 'number' ? String(one) : one])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
