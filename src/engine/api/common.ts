/** What every part of the interface speaks of. */

export type Backend = 'webgpu' | 'wasm' | 'reference';

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
