/** Calls of WASM kernels in a row, shared by threads where that pays. */
import type { DeviceTraits, WasmPass } from '../../ops/op';
import type { WasmModule } from '../../wasm/module';

/** Each thread's scratch starts in a line of its own. */
export const CACHE_LINE = 64;

/**
 * Work that all threads need to be worth waking them: less than this takes
 * about as long to hand out.
 */
export const defaultShareFromMs = 0.03;

export interface WasmCall {
  readonly fn: string;
  readonly args: readonly number[];
  readonly steps: readonly number[];
  /** null: one thread makes the whole call. */
  readonly units: number | null;
  /** What the last call took, or would have taken on one thread. */
  workMs: number;
}

/** From one thread's scratch to the next one's, in bytes. */
export const scratchStep = (bytes: number) =>
  CACHE_LINE * Math.ceil(bytes / CACHE_LINE);

/**
 * What a pass calls a buffer → where it lies; an absent optional input is a
 * null pointer. `scratch` are the plan's.
 */
export const callOf = (
  { fn, buffers, args, units }: WasmPass,
  pointerOf: (name: string) => number | undefined,
  scratch: Readonly<Record<string, number>> = {},
): WasmCall => ({
  fn,
  args: [...buffers.map((name) => pointerOf(name) ?? 0), ...args],
  steps: [
    ...buffers.map((name) =>
      name in scratch ? scratchStep(scratch[name]) : 0,
    ),
    ...args.map(() => 0),
  ],
  units: units ?? null,
  workMs: 0,
});

export class WasmCaller {
  readonly #module: WasmModule;
  readonly #shareFromMs: number;

  constructor(module: WasmModule, shareFromMs = defaultShareFromMs) {
    this.#module = module;
    this.#shareFromMs = shareFromMs;
  }

  /** Of these calls when they were made last. */
  threadsOf(calls: readonly WasmCall[]): number {
    return calls.some((call) => this.#isShared(call))
      ? this.#module.threads
      : 1;
  }

  run(calls: readonly WasmCall[]): void {
    for (const call of calls) this.#runOne(call);
  }

  #runOne(call: WasmCall): void {
    const { fn, args, units } = call;
    const module = this.#module;
    if (units === null) return void module.call(fn, args);
    // Of outputs without elements: there may be no number to divide by.
    if (units === 0) return;
    if (units === 1 || module.threads === 1)
      return void module.call(fn, [...args, 0, units]);
    const start = performance.now();
    let first = 0;
    if (!this.#isShared(call)) {
      // Alone at first; the rest is shared if these parts take their time.
      first = Math.ceil(units / 16);
      module.call(fn, [...args, 0, first]);
      call.workMs = (performance.now() - start) * (units / first);
    }
    if (!this.#isShared(call))
      return void module.call(fn, [...args, first, units]);
    const sharedFrom = performance.now();
    module.share({ ...call, units, first });
    const sharedMs = performance.now() - sharedFrom;
    call.workMs = (sharedMs * module.threads * units) / (units - first);
  }

  #isShared({ workMs }: WasmCall): boolean {
    return this.#module.threads > 1 && workMs >= this.#shareFromMs;
  }
}

export const traitsOf = (module: WasmModule): DeviceTraits => ({
  features: module.relaxed ? ['relaxed-simd'] : [],
  limits: {},
  software: false,
  threads: module.threads,
});
