/** A report held against a challenge: its own goal, and its own problem. */
import type { TrialReport } from '../engine/api';
import { sameProblem, type Posed } from '../state/same-problem';
import type { Challenge, GoalContext, Judgement } from './challenge';

/** null: the report is of another kernel or another problem. */
export const judge = (
  challenge: Challenge,
  report: TrialReport,
  context: GoalContext,
): Judgement | null =>
  isAbout(challenge, report) ? challenge.goal.judge(report, context) : null;

/** What drafts and reports have in common. */
interface Subject extends Posed {
  readonly op: string;
  readonly kernel: string;
}

/** On a smaller problem every goal of speed would be another one. */
export const isAbout = ({ problem }: Challenge, subject: Subject): boolean =>
  problem.op === subject.op &&
  problem.kernel === subject.kernel &&
  sameProblem(subject.op, problem, subject);
