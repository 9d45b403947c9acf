/**
 * What crosses the worker boundary for edited shaders: a kernel's text, what
 * the compiler says, a trial against the original, and programs of one's own.
 */
import type { Cost } from '../../ops/op';
import type { Tensors } from '../../ops/tensor';
import type { CheckReport } from '../api/ops';
import type { Clock, Control, Stats } from '../api/common';

export interface SourcesCall {
  shapes: Record<string, number[]>;
  options?: Record<string, unknown>;
  /** Default: the op's simplest WebGPU kernel that takes these shapes. */
  kernel?: string;
  /** Default: the kernel's guess. */
  constants?: Record<string, number>;
}

/** What a WebGPU kernel's plan runs. */
export interface KernelSources {
  op: string;
  kernel: string;
  constants: Record<string, number>;
  /** Sets of constants that the tuner would race, the guess first. */
  variants: Record<string, number>[];
  passes: PassSource[];
}

export interface PassSource {
  /** Path of its shader below shaders/. */
  file: string;
  /** Exactly the text that is compiled. */
  code: string;
  workgroups: [number, number, number];
  /** Of weights only: runs at prepare, not in every run. */
  once: boolean;
  bindings: BindingSource[];
  params: ParamSource[];
  constants: ConstantSource[];
}

export interface BindingSource {
  binding: number;
  /** In the shader: "filters". */
  name: string;
  /** In the plan: "filter". */
  buffer: string;
  role: 'input' | 'output' | 'temporary' | 'params';
  access: 'read' | 'write' | 'uniform';
  /** As the shader writes it: "array<vec4f>". */
  type: string;
  /** null for the parameters. */
  bytes: number | null;
}

export interface ParamSource {
  name: string;
  type: 'u32' | 'i32' | 'f32';
  value: number;
}

/** A module-scope `const NAME = number;`. */
export interface ConstantSource {
  name: string;
  value: number;
  /** From 1. */
  line: number;
  /**
   * Values that the tuner would race. Changing such a constant in the text
   * changes the plan too: a trial dispatches what the new value needs.
   */
  variants?: number[];
}

export interface Diagnostic {
  type: 'error' | 'warning' | 'info';
  /** From 1; 0 where the message is about the whole text. */
  line: number;
  /** From 1, in UTF-16 code units as in a JavaScript string. */
  column: number;
  length: number;
  message: string;
}

export interface EntryPoint {
  name: string;
  stage: 'compute' | 'vertex' | 'fragment';
  /** As written: ["WORKGROUP_SIZE"], ["8", "8"]; empty where there is none. */
  workgroupSize: string[];
}

export interface CompileReport {
  /** No errors; false without a GPU too, for nothing looked at the text. */
  ok: boolean;
  diagnostics: Diagnostic[];
  entryPoints: EntryPoint[];
  /** Why there is no compiler here, in words; null where there is one. */
  missing: string | null;
}

/** A number of workgroups, or a formula: "ceil(out_width / 8)". */
export type Extent = number | string;

export interface TrialCallData extends SourcesCall {
  /**
   * Edited text by the pass's file or its index; passes that are not named run
   * as they are. `kernel` names the plan whose bindings and parameters it gets.
   */
  sources: Record<string, string>;
  /**
   * By file or index, one to three extents. Formulas know the pass's
   * parameters, the shader's constants, `elements` (of the first output), + - *
   * / % ( ) and ceil, floor, min, max; they are rounded up.
   */
  workgroups?: Record<string, Extent[]>;
  /** Another kernel to time against. Default: the original. */
  against?: string;
  /** Of the inputs. Default 1. */
  seed?: number;
  /** For the timing of both together. Default 600 ms. */
  budgetMs?: number;
  /** For each step on the GPU. Default 10 s. */
  timeLimitMs?: number;
}
export interface TrialCall extends TrialCallData, Control {}

/**
 * compile: it does not, `diagnostics` say why; endless: a loop used up its
 * turns; unstable: two runs gave two answers; wrong: outside the tolerance.
 */
export type TrialOutcome =
  'right' | 'wrong' | 'unstable' | 'endless' | 'compile';

export interface TrialPass {
  file: string;
  edited: boolean;
  workgroups: number[];
  diagnostics: Diagnostic[];
}

/** A loop that was stopped. */
export interface StoppedLoop {
  file: string;
  line: number;
  /** Lines of the loops around it, the nearest first. */
  within: number[];
  message: string;
}

/** Elements that differ between two runs with the same inputs. */
export interface Unstable {
  output: string;
  elements: number;
  /** Of the first of them. */
  position: number[];
  values: [number, number];
}

/**
 * faster, slower: the interval of the median ratio leaves out 1 by a margin;
 * none: it does not; few: too few pairs to say.
 */
export interface Judged {
  difference: 'faster' | 'slower' | 'none' | 'few';
  /** Of the median ratio; null where the pairs are too few for one. */
  interval: { low: number; high: number; confidence: number } | null;
}

/** Both timed in turns, so that noise falls on both. */
export interface Comparison {
  original: Stats;
  edited: Stats;
  /** Original's time over edited's, pair by pair: above 1 is faster. */
  ratio: { median: number; p20: number; p80: number };
  /** What the pairs bear out; a page claims no more than this. */
  judged: Judged;
  /** Pairs. */
  n: number;
  interleaved: true;
  /** Runs per sample. */
  batch: { original: number; edited: number };
  clock: Clock;
  /** The kernel it was timed against. */
  against: string;
}

export interface TrialReport {
  op: string;
  kernel: string;
  constants: Record<string, number>;
  outcome: TrialOutcome;
  /** What came out, in words. */
  verdict: string;
  passes: TrialPass[];
  /** null where it did not run to its end. */
  check: CheckReport | null;
  unstable: Unstable | null;
  /** Output elements that nobody wrote. */
  unwritten: number;
  loop: StoppedLoop | null;
  /** Compiling and one run, without the guard; null where it did not run. */
  firstRunMs: number | null;
  /** null unless the outcome is "right": what is wrong is never fast. */
  ab: Comparison | null;
  /** Why a right one has no times, in words. */
  abMissing?: string;
  cost: Cost;
  adapter: string;
  software: boolean;
  seed: number;
  shapes: Record<string, number[]>;
  options: Record<string, unknown>;
  measuredAt: string;
}

/** Bound to group 0 in the order of the list. */
export interface FreeBuffer {
  name: string;
  access: 'read' | 'read_write' | 'uniform';
  elementType: 'float32' | 'int32' | 'uint32';
  length: number;
  /** uniform: seeded, [-1, 1) for floats, 0 … 2^31 − 1 for integers. */
  init: 'zeros' | 'iota' | { uniform: number } | number[];
}

export interface FreeCallData {
  code: string;
  /** Default: the text's only compute entry point. */
  entryPoint?: string;
  /** Formulas know the lengths of the buffers by name. */
  workgroups: Extent[];
  buffers: FreeBuffer[];
  /** Buffers to read afterwards. */
  read: string[];
  /** For each step on the GPU. Default 10 s. */
  timeLimitMs?: number;
}
export interface FreeCall extends FreeCallData, Control {}

export interface FreeReport {
  outcome: 'done' | 'endless' | 'compile';
  /** What came out, in words. */
  verdict: string;
  diagnostics: Diagnostic[];
  workgroups: number[];
  /** Flat, by name; empty unless it is done. */
  outputs: Tensors;
  /** One run by the clock; null where it did not run to its end. */
  ms: number | null;
  clock: Clock;
  loop: StoppedLoop | null;
  adapter: string;
}
