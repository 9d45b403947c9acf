import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Backend } from '../../engine/api';
import { RidgepointError } from '../../errors';

export interface Answer<T> {
  readonly value: T;
  readonly backend: Backend;
  readonly kernel: string;
}
export type LiveJob<T> = (signal: AbortSignal) => Promise<Answer<T>>;

/**
 * Faster than that nobody wants to be told that something runs; from there on
 * the host is told as often.
 */
const tickMs = 400;
/** Stopping may cost the worker: only a long run is stopped for a newer one. */
const longSeconds = 2;

/**
 * Runs the newest job and never queues: while one runs, only the newest of
 * those that came since is kept, and it starts when the running one has ended
 * or, where that takes long, is stopped.
 */
export class LiveRunner<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #next: LiveJob<T> | null = null;
  #abort: AbortController | null = null;
  #start = 0;
  #tick = 0;

  result: T | null = null;
  /** Call to answer, as the page saw it. */
  wallMs = 0;
  backend: Backend | null = null;
  kernel = '';
  /** The newest answer's time has the kernel's compilation in it. */
  first = true;
  problem = '';
  /** It takes so long that the reader should know, and may stop it. */
  slow = false;
  /** Since it began, in whole seconds. */
  get seconds(): number {
    return Math.floor((performance.now() - this.#start) / 1000);
  }
  /** Stopped by hand: what is shown belongs to older settings. */
  stopped = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  get busy(): boolean {
    return this.#abort !== null;
  }

  schedule(job: LiveJob<T>): void {
    this.stopped = false;
    this.#next = job;
    if (!this.#abort) void this.#work();
    // Nobody waits any more for what takes so long.
    else if (this.seconds >= longSeconds) this.#abort.abort();
  }

  cancel(): void {
    this.#next = null;
    this.stopped = this.busy;
    this.#abort?.abort();
  }

  async #work() {
    for (let job = this.#next; job; job = this.#next) {
      this.#next = null;
      const abort = new AbortController();
      this.#abort = abort;
      this.#start = performance.now();
      this.#tick = window.setInterval(() => {
        this.slow = true;
        this.#host.requestUpdate();
      }, tickMs);
      try {
        const { value, backend, kernel } = await job(abort.signal);
        this.wallMs = performance.now() - this.#start;
        // The first run of a kernel compiles it.
        this.first = this.kernel !== kernel;
        this.result = value;
        this.backend = backend;
        this.kernel = kernel;
        this.problem = '';
      } catch (error) {
        // A run before it that could not be stopped took the worker with it.
        if (isCancelled(error) && !abort.signal.aborted) this.#next ??= job;
        else if (!abort.signal.aborted)
          this.problem = error instanceof Error ? error.message : String(error);
      }
      window.clearInterval(this.#tick);
      this.#abort = null;
      this.slow = false;
      this.#host.requestUpdate();
    }
  }
}

const isCancelled = (error: unknown) =>
  error instanceof RidgepointError && error.code === 'cancelled';
