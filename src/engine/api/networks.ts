/** Networks: what they are, how they run and how long it takes. */
import type { Fields } from '../../ops/fields';
import type { Cost } from '../../ops/op';
import type { Tensor, Tensors } from '../../ops/tensor';
import type { Backend, Clock, Control, Stats } from './common';

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
