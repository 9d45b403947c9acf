/** How often the GPU device went away, and whether to ask for another. */
import { RidgepointError } from '../errors';
import type { DeviceReport } from './api';

export interface RecoveryCap {
  /** So many losses are made good, … */
  readonly most: number;
  /** … within this time. */
  readonly withinMs: number;
}

/**
 * A driver that resets again and again takes the whole desktop along. Browsers
 * give a page about as many chances.
 */
export const defaultCap: RecoveryCap = { most: 5, withinMs: 60_000 };

export class Losses {
  readonly #cap: RecoveryCap;
  #count = 0;
  #recovered = 0;
  #last: DeviceReport['losses']['last'] = null;
  /** Of the latest losses, as many as the cap needs. */
  #timesMs: number[] = [];

  constructor(cap: RecoveryCap) {
    this.#cap = cap;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether there is a loss that no new device has followed. */
  get isOpen(): boolean {
    return this.#recovered < this.#count;
  }

  add(reason: string, message: string): void {
    this.#count++;
    this.#last = { reason, message, at: new Date().toISOString() };
    this.#timesMs.push(performance.now());
    this.#timesMs = this.#timesMs.slice(-this.#cap.most - 1);
  }

  /** There is a new device. */
  recover(): void {
    this.#recovered = this.#count;
  }

  report(): DeviceReport['losses'] {
    return {
      count: this.#count,
      recovered: this.#recovered,
      last: this.#last && { ...this.#last },
    };
  }

  /** Throws `device-lost` while there were too many. */
  check(): void {
    const { most, withinMs } = this.#cap;
    const now = performance.now();
    const recent = this.#timesMs.filter((time) => now - time < withinMs);
    if (recent.length <= most) return;
    const times = recent.length === 1 ? 'once' : `${recent.length} times`;
    // As soon as one more of them is old enough.
    const waitMs = withinMs - (now - recent[0]);
    throw new RidgepointError(
      'device-lost',
      `The GPU device was lost ${times} within ${withinMs / 1000} s (${this.#last!.message}), so it is left alone ` +
        `for ${Math.ceil(waitMs / 1000)} s: run again then, with a smaller ` +
        `workload and other tabs closed, or use backend "wasm".`,
    );
  }
}
