/**
 * Threads on one shared memory: the caller and workers. The caller never
 * blocks in `Atomics.wait`, which a page's main thread may not, but takes
 * parts itself and then spins for the last parts of the others.
 */
import { RidgepointError } from '../errors';
import {
  Control,
  functionNames,
  functionsOf,
  slots,
  type SharedJob,
  type WasmFunction,
} from './control';
import { scriptUrl } from '../trusted';
import type { ThreadStart } from './thread';
import threadUrl from './thread.ts?worker&url';

/** Who has not started by then is left out. */
const startMs = 1000;
/** Parts are small: a thread this late has stopped. */
const patienceMs = 10_000;
/** Enough that a thread which is held up leaves little to wait for. */
const chunksPerThread = 8;

export interface PoolOptions {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly exports: WebAssembly.Exports;
  /** CONTROL_BYTES of zeros. */
  readonly control: number;
}

export class ThreadPool {
  readonly #control: Control;
  readonly #names: readonly string[];
  readonly #functions: readonly WasmFunction[];
  #workers: readonly Worker[];

  constructor(options: PoolOptions, workers: readonly Worker[]) {
    this.#control = new Control(options.memory.buffer, options.control);
    this.#names = functionNames(options.exports);
    this.#functions = functionsOf(options.exports);
    this.#workers = workers;
    for (const worker of workers) worker.onerror = () => this.dispose();
  }

  /** The caller counts as one. */
  get threads(): number {
    return 1 + this.#workers.length;
  }

  /** Returns when all parts are done; throws `device-lost`. */
  run(job: SharedJob): void {
    const control = this.#control;
    const fn = this.#names.indexOf(job.fn);
    const chunks = chunksPerThread * this.threads;
    const chunk = Math.max(1, Math.floor((job.units - job.first) / chunks));
    control.publish(job, fn, chunk);
    try {
      control.work(this.#functions, 0);
    } finally {
      Atomics.store(control.ints, slots.open, 0);
      this.#join();
    }
  }

  /** Ends the workers; the caller goes on alone. */
  dispose(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }

  #join(): void {
    const { ints } = this.#control;
    let deadline = 0;
    while (Atomics.load(ints, slots.active) > 0) {
      deadline ||= performance.now() + patienceMs;
      if (performance.now() > deadline) {
        this.dispose();
        Atomics.store(ints, slots.active, 0);
        throw stopped(`did not finish its part in ${patienceMs / 1000} s`);
      }
    }
    if (Atomics.exchange(ints, slots.failed, 0)) {
      this.dispose();
      throw stopped('failed');
    }
  }
}

/** Fewer threads, or the caller alone, where workers do not start. */
export async function startPool(
  options: PoolOptions,
  threads: number,
): Promise<ThreadPool> {
  const starts = Array.from({ length: threads - 1 }, (_, i) =>
    startWorker({ ...threadStart(options), thread: i + 1 }),
  );
  const workers = await Promise.all(starts);
  return new ThreadPool(
    options,
    workers.filter((worker) => worker !== null),
  );
}

const threadStart = ({ module, memory, control }: PoolOptions) => ({
  module,
  memory,
  control,
});

/** null where a worker cannot be made, fails or is late. */
async function startWorker(start: ThreadStart): Promise<Worker | null> {
  let worker: Worker;
  try {
    worker = new Worker(scriptUrl(threadUrl), {
      type: 'module',
      name: `ridgepoint thread ${start.thread}`,
    });
  } catch {
    return null;
  }
  const ready = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), startMs);
    const settle = (value: boolean) => {
      clearTimeout(timer);
      resolve(value);
    };
    worker.onmessage = () => settle(true);
    worker.onerror = () => settle(false);
    try {
      worker.postMessage(start, []);
    } catch {
      settle(false);
    }
  });
  if (!ready) worker.terminate();
  return ready ? worker : null;
}

const stopped = (what: string) =>
  new RidgepointError(
    'device-lost',
    `A thread of the WASM backend ${what}; run again: the rest goes on one ` +
      `thread.`,
  );
