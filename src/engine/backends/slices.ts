/**
 * How many runs to submit before the next look at the cancel signal. A wait
 * costs what it costs, 0.1 s in Firefox, whatever there is to wait for: runs
 * that do not lengthen it are free.
 */

/** Longest stretch of work between two looks, beside the wait itself. */
const sliceMs = 100;
/** No browser's wait for nothing is longer. */
const longestWaitMs = 150;

export class Slices {
  #runs = 1;
  #leastMs = Infinity;

  next(left: number): number {
    return Math.min(left, this.#runs);
  }

  took(runs: number, ms: number): void {
    this.#leastMs = Math.min(this.#leastMs, ms);
    const waits = ms <= longestWaitMs && ms < 1.5 * this.#leastMs;
    const fitting = Math.floor((runs * (sliceMs + this.#leastMs)) / ms);
    this.#runs = Math.max(1, fitting, waits ? 2 * runs : 0);
  }
}
