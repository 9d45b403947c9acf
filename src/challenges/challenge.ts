/**
 * What a challenge is: one exercise on one kernel of this product. Its text is
 * made from the kernel's own, so it is always about the kernel that runs.
 */
import type {
  Ceilings,
  Extent,
  TrialOutcome,
  TrialReport,
} from '../engine/api';
import type { Edit } from './edit';

export type Kind = 'fix' | 'faster' | 'understand';
export type Level = 1 | 2 | 3;

export interface GoalContext {
  /** Measured on this device; null: not yet. */
  readonly roofs: Ceilings | null;
}

/** Where a run stands towards a goal. */
export interface Judgement {
  readonly reached: boolean;
  /** What came of the run, in a sentence, and what to try where it falls short. */
  readonly words: string;
  /** 0 … 1; 1 exactly where it is reached. */
  readonly progress: number;
  /** The number that counts: "0.82×", "47 %"; null where there is none. */
  readonly value: string | null;
  /** It cannot be judged before the roofs of this device are measured. */
  readonly needsRoofs?: boolean;
}

export interface Goal {
  /** "at least 60 % of the bandwidth roof". */
  readonly target: string;
  /** A share of a roof is judged. */
  readonly byRoof?: boolean;
  /** How fast it is counts, not only whether it is right. */
  readonly bySpeed?: boolean;
  judge(report: TrialReport, context: GoalContext): Judgement;
}

/** The problem: plain data, as a draft has it. */
export interface ChallengeProblem {
  readonly op: string;
  readonly kernel: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Absent: the kernel's guess. */
  readonly constants?: Readonly<Record<string, number>>;
}

export interface Challenge {
  /** Kept with the reader's progress: never renamed. */
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly level: Level;
  /** One paragraph. */
  readonly task: string;
  /** One sentence. */
  readonly learns: string;
  readonly problem: ChallengeProblem;
  /** The pass that is edited. */
  readonly file: string;
  /** Dispatched for that pass; formulas follow constants in its text. */
  readonly workgroups?: readonly Extent[];
  /** From the kernel as it is shipped to the text the exercise begins with. */
  readonly start: readonly Edit[];
  /** What the first text comes to, on one device or another. */
  readonly startOutcomes: readonly TrialOutcome[];
  /** From a nudge to nearly the answer. */
  readonly hints: readonly [string, string, string];
  readonly goal: Goal;
  /** From the first text to one that is right; 'shipped': the kernel itself. */
  readonly solution: readonly Edit[] | 'shipped';
}
