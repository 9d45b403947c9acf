/**
 * The scripting interface (createEngine) and everything that crosses the
 * worker boundary: plain data only.
 */
import type { Fields, Workload } from '../ops/fields';
import type { Cost, DeviceTraits } from '../ops/op';
import type { Tensor, Tensors } from '../ops/tensor';
import type {
  CompileReport,
  FreeCall,
  FreeReport,
  KernelSources,
  SourcesCall,
  TrialCall,
  TrialReport,
} from './trial/api';

export type * from './trial/api';

export type Backend = 'webgpu' | 'wasm' | 'reference';

export interface EngineOptions {
  /** Default navigator.gpu; Node passes Dawn's. */
  gpu?: GPU;
  /** Default for calls that name no backend. */
  backend?: 'auto' | Backend;
  /** Default: true where Worker exists. */
  worker?: boolean;
  /** WASM threads. Default: the processor's, where memory can be shared. */
  threads?: number;
}

export interface Engine {
  device(): Promise<DeviceReport>;
  ops(): Promise<OpInfo[]>;
  run(op: string, call: Call): Promise<RunResult>;
  prepare(op: string, call: Call): Promise<Prepared>;
  bench(op: string, call: BenchCall): Promise<BenchReport>;
  ceilings(options?: CeilingsOptions): Promise<Ceilings>;
  networks(): Promise<NetworkInfo[]>;
  prepareNetwork(
    id: string,
    options?: NetworkOptions,
  ): Promise<PreparedNetwork>;
  /** What a WebGPU kernel's plan runs, as text. */
  sources(op: string, call: SourcesCall): Promise<KernelSources>;
  /** What the compiler says to a shader; says so too where there is no GPU. */
  compile(code: string): Promise<CompileReport>;
  /**
   * Runs an edited kernel: guarded against loops without end, twice, against
   * the oracle, and if it is right in turns with the original. Throws
   * `invalid`, `limit`, `timeout`, `device-lost`, `no-gpu` and `cancelled`.
   */
  trial(op: string, call: TrialCall): Promise<TrialReport>;
  /** Runs a shader on buffers of one's own; throws what trial does. */
  free(call: FreeCall): Promise<FreeReport>;
  dispose(): Promise<void>;
}

export interface Progress {
  /** Share done, 0..1. */
  done: number;
  /** What is happening, in words: "timing naive". */
  label: string;
}

/** How a caller watches and stops a long call. Never crosses the boundary. */
export interface Control {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

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

export interface Stats {
  medianMs: number;
  p20Ms: number;
  p80Ms: number;
  minMs: number;
  n: number;
}

export interface Clock {
  source: 'timestamp-query' | 'performance.now';
  resolutionMs: number;
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
  measuredAt: string;
}

export interface DeviceReport extends DeviceTraits {
  /** false: no WebGPU here; `reason` says why and what to do. */
  gpu: boolean;
  reason: string | null;
  /** One line: vendor, architecture, description. */
  adapter: string;
  vendor: string;
  architecture: string;
  description: string;
  isFallbackAdapter: boolean;
  software: boolean;
  features: string[];
  limits: Record<string, number>;
  clocks: { gpu: Clock | null; cpu: Clock };
  threads: number;
  crossOriginIsolated: boolean;
  userAgent: string;
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

export interface CeilingsOptions extends Control {
  /** Measure again even where an earlier measurement is kept. */
  force?: boolean;
  /** At most 4 seconds: fewer variants and sizes. Default false (20 s). */
  quick?: boolean;
}

export interface Roofs {
  /** 1 FMA = 2. */
  gflops: { f32: number; f16?: number; int8?: number };
  /** Bytes read + written, 10^9 per second. */
  gbps: { memory: number; cache?: number; copy?: number; workgroup?: number };
  /** GPU only: one more dispatch, one more pass, submit + wait. */
  dispatchUs?: number;
  passUs?: number;
  submitUs?: number;
}
export interface Ceilings {
  adapter: string;
  software: boolean;
  measuredAt: string;
  gpu: Roofs | null;
  wasm: { oneThread: Roofs; allThreads: Roofs; threads: number };
  /** What the ceilings rest on; a page draws and tables it. */
  evidence: CeilingEvidence;
}

/** A rate with its spread over the samples. */
export interface Rate {
  median: number;
  p20: number;
  p80: number;
  n: number;
}
export interface ComputeProbe {
  backend: 'webgpu' | 'wasm';
  /** "f32 × 8 chains", "vec4f × 2 chains", "f16 …", "int8 dot …". */
  variant: string;
  gflops: Rate;
}
export interface BandwidthProbe {
  backend: 'webgpu' | 'wasm';
  kind: 'read' | 'write' | 'copy' | 'triad';
  /** All the bytes that the kernel touches, read and written. */
  workingSetBytes: number;
  gbps: Rate;
}
/** One kernel of the family that shows the roof to be real. */
export interface IntensityPoint {
  /** FLOP per byte. */
  intensity: number;
  gflops: number;
}
export interface CeilingEvidence {
  quick: boolean;
  userAgent: string;
  elapsedMs: number;
  compute: ComputeProbe[];
  bandwidth: BandwidthProbe[];
  /** GPU intensity sweep, 1/4 … 64 FLOP/byte; empty in a quick run. */
  sweep: IntensityPoint[];
  /** Median |measured / roof - 1| of the sweep; null without one. */
  sweepDeviation: number | null;
  /** Time of doubled work over time of single work; should be near 2. */
  doubling: number | null;
  /** Last over first time of the same sentinel kernel; should be near 1. */
  drift: number | null;
  /** What the reader should know: implausible doubling, drift, a cut sweep. */
  warnings: string[];
}

export interface NetworkInfo {
  id: string;
  title: string;
  layers: number;
  macs: number;
  params: number;
  weights: 'random' | 'trained';
  /** The group it stands in where networks are listed. */
  family: string;
  /** Paper, or where trained weights come from. */
  source: string;
  summary: string;
  /** What `parameters` of prepareNetwork may be. */
  parameters: Fields;
}
export interface NetworkOptionsData {
  backend?: Backend;
  /** false: every node as the network has it, whatever the switches. */
  fuse?: boolean;
  /** Of random weights and of inputs that are not given. Default 1. */
  seed?: number;
  /** Of the network, as its entry lists them: resolution, batch, width … */
  parameters?: Record<string, unknown>;
  /**
   * Each optimisation by its name, to see what it is worth: rewrites of the
   * graph, `reuseMemory`, `oneSubmit`. What is not named stays as usual.
   */
  switches?: Record<string, boolean>;
  /**
   * Longest race for all layers together whose kernel is not remembered, in
   * milliseconds. Default 0: remembered or guessed.
   */
  tuneMs?: number;
  /** With tuneMs: race also what is remembered. */
  retune?: boolean;
  /** Values to be had from `values` after a run, by name. */
  keep?: string[];
}
export interface NetworkOptions extends NetworkOptionsData, Control {}

export interface LayerTime {
  name: string;
  op: string;
  /** null: nothing runs. */
  kernel: string | null;
  ms: number;
}

/** One node as it runs. */
export interface LayerInfo {
  name: string;
  op: string;
  options: Record<string, unknown>;
  /** Names of values, by role and by the op's output. */
  inputs: Record<string, string>;
  outputs: Record<string, string>;
  /** By role, and by the op's output. */
  shapes: Record<string, number[]>;
  outputShapes: Record<string, number[]>;
  /** null: nothing runs, the output is the input under another shape. */
  kernel: string | null;
  constants: Record<string, number>;
  /** alone: the op has no other kernel for it. */
  chosen: 'remembered' | 'guessed' | 'alone' | null;
  cost: Cost;
  /** Nodes of the network that became part of this one. */
  fused: string[];
}

export interface NetworkMemory {
  /** Values and scratch of a run, as planned. */
  plannedBytes: number;
  /** The most of them that is live at once: no plan needs less. */
  liveBytes: number;
  /** If each had memory of its own. */
  withoutReuseBytes: number;
  /** Weights that stay on the device, as they are or packed. */
  weightBytes: number;
  /** Pieces that make up the planned bytes: buffers on the GPU. */
  arenas: number;
}

export interface NetworkTimes extends Stats {
  /** That shared the work: more than 1 on WASM only. */
  threads: number;
  layers?: LayerTime[];
}
export interface LayerTimes {
  /** In the order in which they run, each timed by itself. */
  layers: LayerTime[];
  /** Of whole runs, submit and wait included. */
  medianMs: number;
  /** Of the layers. */
  sumMs: number;
  /** Whole run less the sum: launching, waiting, and passes that overlap. */
  gapMs: number;
  runs: number;
  threads: number;
  clock: Clock;
}

/** Each part of a run by itself; in a run they overlap where they can. */
export interface NetworkStages {
  /** Inputs into the backend's memory. */
  uploadMs: Stats;
  networkMs: Stats;
  /** Outputs into memory of the caller. */
  readbackMs: Stats;
  threads: number;
}

export interface PreparedNetwork {
  readonly backend: Backend;
  readonly layers: LayerInfo[];
  /** null: the oracle plans none. */
  readonly memory: NetworkMemory | null;
  /**
   * Inputs that are not given stay what they were; at first they are seeded,
   * uniform in [-1, 1).
   */
  run(inputs?: Record<string, Tensor>, control?: Control): Promise<Tensors>;
  /** Whole runs without upload and readback. Default 10 runs. */
  time(options?: NetworkTimeOptions): Promise<NetworkTimes>;
  /** Throws `unsupported` where no clock can time a layer. */
  timeLayers(options?: NetworkTimeOptions): Promise<LayerTimes>;
  /** Runs on these inputs, waiting after each part. Default 10 runs. */
  timeStages(
    inputs: Record<string, Tensor>,
    options?: NetworkTimeOptions,
  ): Promise<NetworkStages>;
  /** Of the last run: outputs, and what `keep` named. */
  values(names: string[]): Promise<Tensors>;
  dispose(): Promise<void>;
}
export interface NetworkTimeOptions extends Control {
  runs?: number;
}
