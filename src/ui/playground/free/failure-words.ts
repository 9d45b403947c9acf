/** A program that could not be run: what to call it, and what to do next. */
import type { FreeError } from './free-runner';

interface Words {
  readonly title: string;
  /** Beside the message, which names the value and the limit. */
  readonly next: string;
}

const words: Readonly<Record<FreeError['code'], Words>> = {
  'device-lost': {
    title: 'The GPU device was lost',
    next: 'The next run asks for a new one. If it happens again, give each invocation less to do.',
  },
  timeout: {
    title: 'It took too long',
    next: 'Look at its loops, dispatch fewer workgroups or raise the limit.',
  },
  limit: {
    title: 'Refused: more than this device takes',
    next: 'Nothing was run.',
  },
  'out-of-memory': {
    title: 'Not enough memory',
    next: 'Make the buffers shorter, or close other pages that use the GPU.',
  },
  compile: { title: 'It does not compile', next: 'Mend what is named.' },
  unsupported: {
    title: 'It cannot be run here',
    next: 'Nothing was run.',
  },
  'no-gpu': {
    title: 'No WebGPU here',
    next: 'The text can be edited, kept and shared; to run it, open this page in a browser with WebGPU.',
  },
  invalid: {
    title: 'It cannot be run like this',
    next: 'Mend what is named in the form.',
  },
  cancelled: { title: 'Cancelled', next: 'Run it again when you are ready.' },
  unknown: {
    title: 'The run failed',
    next: 'Run it again; if it fails again, reload the page.',
  },
};

export const failureWords = ({ code }: FreeError): Words => words[code];
