/** A run that came to nothing: what happened, and what to do next. */
import type { TrialError } from './trial-state';

export interface FailureWords {
  readonly title: string;
  /** Beside the error's own message, which names value, limit and next step. */
  readonly more: string;
  /** Running again may well go better. */
  readonly again: boolean;
}

const words: Readonly<Record<TrialError['code'], FailureWords>> = {
  'device-lost': {
    title: 'The GPU device was lost',
    more: 'The next run asks for a new one. If it is lost again, this text is the reason: give each invocation less to do.',
    again: true,
  },
  timeout: { title: 'It took too long', more: '', again: true },
  limit: { title: 'More than this device takes', more: '', again: true },
  'out-of-memory': {
    title: 'Not enough memory',
    more: 'Other pages that use the GPU share its memory.',
    again: true,
  },
  compile: { title: 'It does not compile', more: '', again: true },
  unsupported: {
    title: 'This device cannot run it',
    more: 'Another kernel or other options may do.',
    again: false,
  },
  'no-gpu': {
    title: 'No WebGPU here',
    more: 'The text can still be edited, kept and shared.',
    again: false,
  },
  invalid: { title: 'It cannot be run like this', more: '', again: true },
  cancelled: { title: 'Cancelled', more: '', again: true },
  unknown: {
    title: 'The run failed',
    more: 'Run it again; if it fails again, reload the page.',
    again: true,
  },
};

export const failureWords = ({ code }: TrialError): FailureWords => words[code];
