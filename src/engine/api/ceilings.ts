/** The measured roofs, and what they rest on. */
import type { Control } from './common';

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
