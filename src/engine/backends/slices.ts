/**
 * How many runs to submit before the next look at the cancel signal. A wait
 * costs what it costs, 0.1 s in Firefox, whatever there is to wait for: runs
 * that do not lengthen it are free.
 */

/** Longest stretch of work between two looks, beside the wait itself. */
const sliceMs = 100;
/** No browser's wait for nothing is longer. */
const longestWaitMs = 150;
/** Not much longer than the shortest wait of a browser that nobody hurries. */
const shortMs = 4;
/** From one slice to the next, at most: a coarse clock may say 0 ms. */
const growth = 8;

/** The shortest wait that a device was seen to have: one object for all. */
export interface Waits {
  leastMs: number;
}

export class Slices {
  readonly #waits: Waits;
  #runs = 1;
  #lastMs = 0;

  constructor(waits: Waits) {
    this.#waits = waits;
  }

  next(left: number): number {
    return Math.min(left, this.#runs);
  }

  /** The last slice was, or there was none. */
  get isShort(): boolean {
    return this.#lastMs < shortMs;
  }

  took(runs: number, ms: number): void {
    this.#lastMs = ms;
    this.#waits.leastMs = Math.min(this.#waits.leastMs, ms);
    const { leastMs } = this.#waits;
    const isWait = ms <= longestWaitMs && ms < 1.5 * leastMs;
    const fitting = Math.floor((runs * (sliceMs + leastMs)) / ms);
    const wanted = isWait ? Infinity : fitting;
    this.#runs = Math.max(1, Math.min(growth * runs, wanted));
  }
}
