/** Phases as the WASM kernels read them: src/wasm/assembly/phases.ts. */
import type { Phases } from './geometry';

/** Outputs first, first + stride …, along one axis. */
export interface Phase {
  readonly first: number;
  readonly count: number;
  /** The input that the first output meets at its first tap. */
  readonly corner: number;
  /** How far before that lies the input of the next tap. */
  readonly step: number;
  readonly taps: number;
  /** Taps of the phases before this one. */
  readonly before: number;
  readonly period: number;
}

/** Phase `index` starts with tap `index`; those past the period have none. */
export function phasesAlong(
  { count: stride, period, step }: Phases,
  dilation: number,
  kernel: number,
  pad: number,
  size: number,
): readonly Phase[] {
  return Array.from({ length: stride }, (_, index) => {
    // From the period on: residues that no tap has, each once.
    const residue = (index * dilation + Math.floor(index / period)) % stride;
    const first = (residue + stride - (pad % stride)) % stride;
    return {
      first,
      count: Math.floor((size + stride - 1 - first) / stride),
      corner:
        (first + pad - residue) / stride -
        Math.floor((index * dilation) / stride),
      step,
      taps:
        index < period ? Math.ceil(Math.max(0, kernel - index) / period) : 0,
      before:
        index * Math.floor(kernel / period) + Math.min(index, kernel % period),
      period,
    };
  });
}

/** Zeros that the phases read before the first input and past the last. */
export function marginsOf(
  phases: readonly Phase[],
  size: number,
): readonly [before: number, after: number] {
  const reading = phases.filter(({ count, taps }) => count > 0 && taps > 0);
  const first = reading.map((p) => p.corner - (p.taps - 1) * p.step);
  const last = reading.map((p) => p.corner + p.count - 1);
  return [
    Math.max(0, -Math.min(...first)),
    Math.max(0, Math.max(...last) + 1 - size),
  ];
}

/**
 * Phases that read the same inputs have one view; views count up from 0 in
 * the order of the phases.
 */
export function viewsOf(phases: readonly Phase[]): readonly number[] {
  const views = new Map<string, number>();
  return phases.map(({ corner, count, taps }) => {
    const key = `${corner} ${count} ${taps}`;
    if (!views.has(key)) views.set(key, views.size);
    return views.get(key)!;
  });
}

/** In the order of the fields of `Phase` in the assembly. */
export function phaseInts(
  phases: readonly Phase[],
  margin: number,
): readonly number[] {
  const views = viewsOf(phases);
  return phases.flatMap((phase, index) => [
    phase.first,
    phase.count,
    phase.corner + margin,
    phase.step,
    phase.taps,
    phase.before,
    phase.period,
    views[index],
  ]);
}
