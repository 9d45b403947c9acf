/** One op: run, prepared or benched. */
import type { Fields, Workload } from '../../ops/fields';
import type { Cost } from '../../ops/op';
import type { Tensors } from '../../ops/tensor';
import type { Backend, Clock, Control, Stats } from './common';

export interface CallData {
  inputs: Tensors;
  options?: Record<string, unknown>;
  backend?: Backend;
  /** Default: the tuner's choice. */
  kernel?: string;
  /** Values of the kernel's tunable constants. Default: the tuner's choice. */
  constants?: Record<string, number>;
  /**
   * Longest race for a shape that is not remembered, in milliseconds; 0 takes
   * the op's guess. Default 1000 for prepare and bench, 0 for run.
   */
  tuneMs?: number;
  /**
   * Race again even where a choice is remembered, which is then replaced.
   * With it run() races too, unless tuneMs says otherwise.
   */
  retune?: boolean;
}

export interface Call extends CallData, Control {}

export interface BenchCallData extends Omit<CallData, 'inputs'> {
  /** Omit to have inputs generated for `shapes` from `seed`. */
  inputs?: Tensors;
  shapes?: Record<string, number[]>;
  /** Default 1. */
  seed?: number;
  /** Of the generated inputs. Default float32. */
  dtype?: 'float32' | 'float16';
  /** Time to spend on each of the three measurements. Default 300 ms. */
  budgetMs?: number;
  /** Compare the output with the oracle. Default true. */
  check?: boolean;
}

export interface BenchOptions extends Omit<
  BenchCallData,
  keyof CallData | 'inputs'
> {}

export interface BenchCall extends BenchCallData, Control {}

export interface RunResult {
  outputs: Tensors;
  backend: Backend;
  kernel: string;
}

/** One kernel with one set of constants in a race. */
export interface Contender {
  kernel: string;
  constants: Record<string, number>;
  /**
   * 20th percentile of its samples, for what disturbs a run makes it longer;
   * null: it did not run, `note` says why.
   */
  ms: number | null;
  /** Rounds it took part in; those that stay longest were the fastest. */
  rounds: number;
  note?: string;
}

/** How a kernel was chosen, the winner first. */
export interface Tuning {
  source: 'raced' | 'remembered';
  elapsedMs: number;
  budgetMs: number;
  contenders: Contender[];
  /** What the race ran before it: the winner had to beat this. */
  guess: Pick<Contender, 'kernel' | 'constants'>;
  /** Where and when it was raced; a class of shapes shares one choice. */
  adapter: string;
  shapes: Record<string, number[]>;
  racedAt: string;
}

/** One dispatch of a run. */
export interface PassTime {
  /** Path of its shader below shaders/. */
  file: string;
  workgroups: number[];
  /** By the device's clock; null where it has none. */
  ms: number | null;
}

export interface Prepared {
  kernel: string;
  backend: Backend;
  constants: Record<string, number>;
  /** null where the kernel was named or guessed. */
  tuning: Tuning | null;
  /** Resolves when the device has finished all of them. Default 1. */
  run(times?: number): Promise<void>;
  /**
   * Runs once more, timing each GPU pass by itself; empty on other backends.
   * The clock may be coarse: sum several calls.
   */
  passTimes(): Promise<PassTime[]>;
  read(): Promise<Tensors>;
  dispose(): Promise<void>;
}

export interface CheckReport {
  ok: boolean;
  maxUlp: number;
  allowedUlp: number;
  /** Flat index of the element furthest from the oracle, -1 when all agree. */
  worstIndex: number;
  /** Why that many ULP are allowed. */
  why: string;
  worst: {
    output: string;
    position: number[];
    actual: number;
    expected: number;
  } | null;
  /** Elements outside the tolerance, of how many. */
  failures: number;
  elements: number;
  map: ErrorMap | null;
}

/** Largest ULP over batch and channels at each (binned) output pixel. */
export interface ErrorMap {
  width: number;
  height: number;
  ulp: number[];
}

export interface BenchReport {
  op: string;
  kernel: string;
  backend: Backend;
  constants: Record<string, number>;
  /** null where the kernel was named or guessed. */
  tuning: Tuning | null;
  /** Threads that shared the work: more than 1 on WASM only. */
  threads: number;
  /** null where the clock is missing or the batch is below its resolution. */
  kernelMs: Stats | null;
  /** Why kernelMs is null, in words. */
  kernelMsMissing?: string;
  throughputMs: Stats;
  endToEndMs: Stats;
  firstRunMs: number;
  uploadMs: Stats;
  readbackMs: Stats;
  cost: Cost;
  check: CheckReport | null;
  clock: Clock;
  /** Runs per timed batch, so that a batch is ≥ 50 × the clock's resolution. */
  batch: number;
  adapter: string;
  seed: number | null;
  options: Record<string, unknown>;
  shapes: Record<string, number[]>;
  /** The page was hidden meanwhile, and so perhaps slowed down. */
  hidden?: true;
  measuredAt: string;
}

export interface OpInfo {
  id: string;
  title: string;
  fields: Fields;
  inputs: { name: string; optional: boolean }[];
  outputs: string[];
  kernels: {
    id: string;
    backend: Exclude<Backend, 'reference'>;
    title: string;
    idea: string;
  }[];
  presets: {
    id: string;
    title: string;
    group: string;
    workload: Workload;
    shapes: Record<string, number[]>;
    options: Record<string, unknown>;
  }[];
}
