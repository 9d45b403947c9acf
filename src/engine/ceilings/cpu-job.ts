/** What one thread is asked to do, and when it began and ended. */
import type { CpuProbe } from '../../wasm/probe';

export type CpuJob =
  | { readonly kind: 'peak'; readonly trips: number }
  | {
      readonly kind: 'read' | 'copy';
      readonly bytes: number;
      readonly rounds: number;
    };

export interface CpuSpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** A clock that all threads of the page share. */
export const sharedNow = (): number =>
  performance.timeOrigin + performance.now();

/** Starts at `startAt`, so that the threads run beside each other. */
export function timedOn(
  probe: CpuProbe,
  job: CpuJob,
  startAt: number,
): CpuSpan {
  while (sharedNow() < startAt);
  const startMs = sharedNow();
  if (job.kind === 'peak') probe.peakMs(job.trips);
  else probe.streamMs(job.kind, job.bytes, job.rounds);
  return { startMs, endMs: sharedNow() };
}

/** Operations or bytes of one such job. */
export const workOf = (probe: CpuProbe, job: CpuJob): number =>
  job.kind === 'peak'
    ? 2 * probe.multiplyAddsPerTrip * job.trips
    : job.bytes * job.rounds;
