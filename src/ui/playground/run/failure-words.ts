/** A run that could not be made: what happened, and what to do next. */
import type { TrialError } from './trial-state';

export interface FailureWords {
  readonly title: string;
  /** Beside the error's own message, which names the value and the limit. */
  readonly next: string;
  /** Running the same text again may well go better. */
  readonly again: boolean;
}

const words: Readonly<Record<TrialError['code'], FailureWords>> = {
  'device-lost': {
    title: 'The GPU device was lost',
    next: 'The next run asks for a new one. If it happens again with this text, the text is the reason: give each invocation less to do.',
    again: true,
  },
  timeout: {
    title: 'It took too long',
    next: 'Look at the loops, or choose a smaller workload.',
    again: true,
  },
  limit: {
    title: 'More than this device takes',
    next: 'Use fewer workgroups or a smaller workload.',
    again: true,
  },
  'out-of-memory': {
    title: 'Not enough memory',
    next: 'Choose a smaller workload, or close other pages that use the GPU.',
    again: true,
  },
  compile: {
    title: 'It does not compile',
    next: 'Mend what the message names.',
    again: true,
  },
  unsupported: {
    title: 'This device cannot run it',
    next: 'Choose another kernel or other options.',
    again: false,
  },
  'no-gpu': {
    title: 'No WebGPU here',
    next: 'The text can be edited, kept and shared; to run it, open this page in a browser with WebGPU.',
    again: false,
  },
  invalid: {
    title: 'It cannot be run like this',
    next: 'Mend what the message names: shapes, options, constants or workgroups.',
    again: true,
  },
  cancelled: {
    title: 'Cancelled',
    next: 'Run it again when you are ready.',
    again: true,
  },
  unknown: {
    title: 'The run failed',
    next: 'Run it again; if it fails again, reload the page.',
    again: true,
  },
};

export const failureWords = ({ code }: TrialError): FailureWords => words[code];
