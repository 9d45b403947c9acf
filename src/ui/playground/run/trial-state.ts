/** What a trial is at, as the page and the card know it. */
import type { Progress, TrialReport } from '../../../engine/api';
import type { ErrorCode } from '../../../errors';
import type { KernelDraft } from '../../../state/draft';
import type { LineChange } from './lines';

/** `unknown`: not one of the engine's own errors. */
export interface TrialError {
  readonly code: ErrorCode | 'unknown';
  readonly message: string;
}

export interface DoneTrial {
  readonly kind: 'done';
  readonly draft: KernelDraft;
  readonly report: TrialReport;
}

export interface FailedTrial {
  readonly kind: 'failed';
  readonly draft: KernelDraft;
  readonly error: TrialError;
}

export type TrialState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly draft: KernelDraft;
      readonly progress: Progress;
    }
  | DoneTrial
  | FailedTrial
  | { readonly kind: 'cancelled'; readonly draft: KernelDraft };

/** A run of this visit that came to an end by itself. */
export interface TrialEntry {
  /** From 1, in the order of the runs. */
  readonly id: number;
  /** ISO. */
  readonly at: string;
  readonly end: DoneTrial | FailedTrial;
  /** Against the kernel as it was shipped; null where that is not known. */
  readonly change: LineChange | null;
}
