/**
 * How many runs to submit before the next look at the cancel signal. A wait
 * costs what it costs, 0.1 s in Firefox, whatever there is to wait for: runs
 * that do not lengthen it are free.
 */

/** Longest stretch of work between two looks, beside the wait itself. */
const sliceMs = 100;
/** No browser's wait for nothing is longer. */
const longestWaitMs = 150;
/** Of a slice that took no longer than a wait for nothing. */
const growth = 8;

/** The shortest wait that a device was seen to have: one object for all. */
export interface Waits {
  leastMs: number;
}

export class Slices {
  readonly #waits: Waits;
  #runs = 1;

  constructor(waits: Waits) {
    this.#waits = waits;
  }

  next(left: number): number {
    return Math.min(left, this.#runs);
  }

  took(runs: number, ms: number): void {
    this.#waits.leastMs = Math.min(this.#waits.leastMs, ms);
    const { leastMs } = this.#waits;
    const isWait = ms <= longestWaitMs && ms < 1.5 * leastMs;
    const fitting = Math.floor((runs * (sliceMs + leastMs)) / ms);
    this.#runs = Math.max(1, fitting, isWait ? growth * runs : 0);
  }
}
