/**
 * The block of shared memory through which the threads of a pool speak, and
 * what both sides do with it. A job is one exported function with its
 * arguments; its parts are taken from a common counter.
 *
 * A thread joins by raising `active`, then looks whether the job is open; the
 * caller closes the job, then waits until nobody is active. Whoever wakes too
 * late finds it closed, so no job waits for a sleeper.
 */
export const slots = {
  /** Rises with every job: what idle threads watch. */
  epoch: 0,
  open: 1,
  active: 2,
  /** The first part that nobody has taken. */
  next: 3,
  units: 4,
  /** Parts taken at once. */
  chunk: 5,
  fn: 6,
  argCount: 7,
  /** A thread's part threw. */
  failed: 8,
} as const;

const HEADER_BYTES = 64;
const MAX_ARGS = 24;
export const CONTROL_BYTES = HEADER_BYTES + 2 * 8 * MAX_ARGS;

export type WasmFunction = (...args: readonly number[]) => number | undefined;

export interface SharedJob {
  readonly fn: string;
  readonly args: readonly number[];
  /** Added to an argument once for each thread before: its own scratch. */
  readonly steps: readonly number[];
  /** The first part; those before are done. */
  readonly first: number;
  /** One past the last part. */
  readonly units: number;
}

export class Control {
  readonly ints: Int32Array;
  readonly #args: Float64Array;
  readonly #steps: Float64Array;

  constructor(buffer: ArrayBufferLike, pointer: number) {
    this.ints = new Int32Array(buffer, pointer, HEADER_BYTES / 4);
    const at = pointer + HEADER_BYTES;
    this.#args = new Float64Array(buffer, at, MAX_ARGS);
    this.#steps = new Float64Array(buffer, at + 8 * MAX_ARGS, MAX_ARGS);
  }

  /** Opens a job and wakes who sleeps. */
  publish(
    { args, steps, first, units }: SharedJob,
    fn: number,
    chunk: number,
  ): void {
    if (args.length > MAX_ARGS)
      throw new Error(`${args.length} arguments: at most ${MAX_ARGS}`);
    this.#args.set(args);
    this.#steps.set(steps);
    const { ints } = this;
    ints[slots.units] = units;
    ints[slots.chunk] = chunk;
    ints[slots.fn] = fn;
    ints[slots.argCount] = args.length;
    Atomics.store(ints, slots.next, first);
    Atomics.store(ints, slots.open, 1);
    Atomics.add(ints, slots.epoch, 1);
    Atomics.notify(ints, slots.epoch);
  }

  /** Takes parts of the open job until none is left. */
  work(functions: readonly WasmFunction[], thread: number): void {
    const { ints } = this;
    const units = ints[slots.units];
    const chunk = ints[slots.chunk];
    const call = functions[ints[slots.fn]];
    const args = Array.from(
      this.#args.subarray(0, ints[slots.argCount]),
      (value, i) => value + thread * this.#steps[i],
    );
    for (;;) {
      const first = Atomics.add(ints, slots.next, chunk);
      if (first >= units) return;
      call(...args, first, Math.min(units, first + chunk));
    }
  }
}

/** The exported functions in an order that all threads agree on. */
export const functionNames = (exports: WebAssembly.Exports): string[] =>
  Object.keys(exports)
    .filter((name) => typeof exports[name] === 'function')
    .sort();

export const functionsOf = (exports: WebAssembly.Exports): WasmFunction[] =>
  functionNames(exports).map((name) => exports[name] as WasmFunction);
