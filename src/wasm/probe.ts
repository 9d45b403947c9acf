/** The CPU probe on this thread; src/engine/ceilings runs it on several. */
import plain from './assembly/probe.ts?wasm';
import relaxed from './assembly/probe.ts?wasm-relaxed';
import { instantiate, PAGE_BYTES } from './binary';

/** The largest working set: a copy of 32 MiB, far beyond a core's caches. */
export const largestProbeBytes = 2 ** 26;

export interface CpuProbe {
  readonly relaxed: boolean;
  readonly multiplyAddsPerTrip: number;
  /** Milliseconds for so many trips of the multiply-add chains. */
  peakMs(trips: number): number;
  /** Milliseconds to sum or copy a working set of so many bytes. */
  streamMs(kind: 'read' | 'copy', bytes: number, rounds: number): number;
}

interface ProbeExports {
  multiplyAddsPerTrip(): number;
  peak(trips: number, scale: number, offset: number): number;
  read(bytes: number, rounds: number): number;
  copy(bytes: number, rounds: number): void;
}

export async function createCpuProbe(): Promise<CpuProbe> {
  const instance = await instantiate({ plain, relaxed }, false);
  const { memory } = instance;
  const wasm = instance.exports as unknown as ProbeExports;
  memory.grow(largestProbeBytes / PAGE_BYTES + 1);
  // Pages count only once they have been touched.
  new Uint8Array(memory.buffer).fill(1);
  const timed = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  checkPeak(wasm);
  return {
    relaxed: instance.relaxed,
    multiplyAddsPerTrip: wasm.multiplyAddsPerTrip(),
    peakMs: (trips) => timed(() => wasm.peak(trips, 0.75, 0.25)),
    streamMs: (kind, size, rounds) =>
      timed(() =>
        kind === 'read' ? wasm.read(size, rounds) : wasm.copy(size / 2, rounds),
      ),
  };
}

/** The chains did their work: the same arithmetic in float64. */
function checkPeak(wasm: ProbeExports): void {
  const trips = 16;
  let expected = 0;
  for (let chain = 0; chain < wasm.multiplyAddsPerTrip() / 4; chain++) {
    let x = 0.25 + chain;
    for (let i = 0; i < trips; i++) x = x * 0.75 + 0.25;
    expected += 4 * x;
  }
  const value = wasm.peak(trips, 0.75, 0.25);
  if (Math.abs(value - expected) > 1e-4 * expected)
    throw new Error(
      `the CPU probe computed ${value} instead of ${expected}: its rate ` +
        `would mean nothing`,
    );
}
