/**
 * Two lines of defence. In the worker a step on the GPU that takes too long is
 * given up, device and all; on the page a worker that says nothing any more is
 * ended and started anew.
 */
import { invalid, RidgepointError } from '../../errors';

export const defaultTimeLimitMs = 10_000;
/** For what is not on the GPU: inputs, comparing, a busy machine. */
const graceMs = 5000;

/** Throws `invalid`. */
export function checkedTimeLimit(limitMs = defaultTimeLimitMs): number {
  if (Number.isFinite(limitMs) && limitMs > 0) return limitMs;
  throw invalid(
    `timeLimitMs ${String(limitMs)}: needs milliseconds above 0, such as ` +
      `${defaultTimeLimitMs}.`,
  );
}

/** Follows `work`, or rejects with `timeout`, after `giveUp`. */
export function within<T>(
  limitMs: number,
  what: string,
  giveUp: () => void,
  work: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      giveUp();
      reject(
        new RidgepointError(
          'timeout',
          `${what} took longer than its limit of ${limitMs} ms: a loop ` +
            `without end, or too much work; the GPU device was given up and ` +
            `the next run asks for a new one. Look at the loops, use a ` +
            `smaller workload, or raise timeLimitMs.`,
        ),
      );
    }, limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export interface Watchdog {
  heard(label: string): void;
  done(): void;
}

/** Sleeps until it has heard something once, for a call may wait its turn. */
export function watchdog(
  limitMs: number,
  bite: (error: RidgepointError) => void,
): Watchdog {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    heard(label) {
      clearTimeout(timer);
      timer = setTimeout(
        () =>
          bite(
            new RidgepointError(
              'timeout',
              `The engine's worker said nothing for ${limitMs + graceMs} ms ` +
                `while ${label}: it was ended, and the next run starts a new ` +
                `one. Use a smaller workload, or raise timeLimitMs.`,
            ),
          ),
        limitMs + graceMs,
      );
    },
    done: () => clearTimeout(timer),
  };
}
