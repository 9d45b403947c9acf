/** What measurements say about each other. Pure. */
import type { Stats } from '../../engine/api';
import type { Side, StageResult } from './compute';

/** Kernel time, or time per run in a row where the clock is too coarse. */
export function timeOf(side: Side): Stats | null {
  if (side.status !== 'done' || !side.report) return null;
  return side.report.kernelMs ?? side.report.throughputMs;
}

/** How many times faster the GPU is; both by the same kind of clock. */
export function speedUp({ cpu, gpu }: StageResult): number | null {
  if (cpu.status !== 'done' || gpu.status !== 'done') return null;
  if (!cpu.report || !gpu.report) return null;
  const both = cpu.report.kernelMs && gpu.report.kernelMs;
  const [c, g] = both
    ? [cpu.report.kernelMs, gpu.report.kernelMs]
    : [cpu.report.throughputMs, gpu.report.throughputMs];
  return c && g && g.medianMs > 0 ? c.medianMs / g.medianMs : null;
}

/** Time of the last stage over the first, on one side. */
export function growth(
  results: readonly StageResult[],
  side: 'cpu' | 'gpu',
): number | null {
  const first = results.at(0);
  const last = results.at(-1);
  const from = first && timeOf(first[side]);
  const to = last && timeOf(last[side]);
  return from && to && from.medianMs > 0 ? to.medianMs / from.medianMs : null;
}

/** In units of one step of an 8-bit picture, as shown. */
export function inSteps(difference: number, scale: number): number {
  return difference * scale * 255;
}
