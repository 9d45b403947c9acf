/** The CPU's roofs through WASM SIMD: on one thread, and on all of them. */
import { releaseProxy, wrap, type Remote } from 'comlink';
import {
  createCpuProbe,
  largestProbeBytes,
  type CpuProbe,
} from '../../wasm/probe';
import { throwIfCancelled } from '../../errors';
import { scriptUrl } from '../../trusted';
import type { BandwidthProbe, ComputeProbe, Rate, Roofs } from '../api';
import { stats } from '../stats';
import { sharedNow, timedOn, workOf } from './cpu-job';
import type { CpuJob, CpuSpan } from './cpu-job';
import probeUrl from './probe-worker.ts?worker&url';
import { calibrate, type Effort } from './rate';

export interface CpuCeilings {
  readonly oneThread: Roofs;
  readonly allThreads: Roofs;
  readonly threads: number;
  readonly compute: ComputeProbe[];
  readonly bandwidth: BandwidthProbe[];
}

/** Fits in the L2 cache of any core of the last ten years. */
const cacheBytes = 2 ** 17;

interface Thread {
  run(job: CpuJob, startAt: number): Promise<CpuSpan>;
  stop(): void;
}

export async function measureCpu(
  wantedThreads: number,
  effort: Effort,
  signal: AbortSignal | undefined,
): Promise<CpuCeilings> {
  const probe = await createCpuProbe();
  const jobs = await calibratedJobs(probe, effort.batchMs);
  const here: Thread = {
    run: async (job, startAt) => timedOn(probe, job, startAt),
    stop: () => {},
  };
  const threads = await startThreads(here, wantedThreads);
  try {
    const one = await rates(probe, jobs, [here], effort, signal);
    const all =
      threads.length === 1
        ? one
        : await rates(probe, jobs, threads, effort, signal);
    return {
      oneThread: roofs(one),
      allThreads: roofs(all),
      threads: threads.length,
      ...evidence(one, probe.relaxed),
    };
  } finally {
    for (const thread of threads) thread.stop();
  }
}

type JobName = 'peak' | 'cache' | 'read' | 'copy';
type Named<T> = Record<JobName, T>;
const jobNames: readonly JobName[] = ['peak', 'cache', 'read', 'copy'];

/** Each long enough for one batch on this thread. */
async function calibratedJobs(
  probe: CpuProbe,
  batchMs: number,
): Promise<Named<CpuJob>> {
  const stream = async (
    kind: 'read' | 'copy',
    bytes: number,
  ): Promise<CpuJob> => ({
    kind,
    bytes,
    rounds: await calibrate(
      async (rounds) => probe.streamMs(kind, bytes, rounds),
      batchMs,
    ),
  });
  const trips = await calibrate(
    async (amount) => probe.peakMs(amount),
    batchMs,
    2 ** 16,
  );
  return {
    peak: { kind: 'peak', trips },
    cache: await stream('read', cacheBytes),
    read: await stream('read', largestProbeBytes),
    copy: await stream('copy', largestProbeBytes),
  };
}

async function rates(
  probe: CpuProbe,
  jobs: Named<CpuJob>,
  threads: readonly Thread[],
  { samples }: Effort,
  signal: AbortSignal | undefined,
): Promise<Named<Rate>> {
  const found: Partial<Named<Rate>> = {};
  for (const name of jobNames) {
    const times: number[] = [];
    for (let i = 0; i < samples; i++) {
      throwIfCancelled(signal);
      // Far enough ahead for the message to have reached every thread.
      const startAt = sharedNow() + (threads.length > 1 ? 2 : 0);
      const [first, ...others] = threads;
      const running = others.map((thread) => thread.run(jobs[name], startAt));
      const spans = [await first.run(jobs[name], startAt)];
      spans.push(...(await Promise.all(running)));
      times.push(
        Math.max(...spans.map(({ endMs }) => endMs)) -
          Math.min(...spans.map(({ startMs }) => startMs)),
      );
    }
    const { medianMs, p20Ms, p80Ms, n } = stats(times);
    const work = threads.length * workOf(probe, jobs[name]);
    found[name] = {
      median: work / medianMs / 1e6,
      p20: work / p80Ms / 1e6,
      p80: work / p20Ms / 1e6,
      n,
    };
  }
  return found as Named<Rate>;
}

const roofs = ({ peak, cache, read, copy }: Named<Rate>): Roofs => ({
  gflops: { f32: peak.median },
  gbps: {
    memory: Math.max(read.median, copy.median),
    cache: cache.median,
    copy: copy.median,
  },
});

function evidence({ peak, cache, read, copy }: Named<Rate>, relaxed: boolean) {
  const backend = 'wasm' as const;
  const variant = `f32x4 × 10 chains, ${relaxed ? 'fused' : 'mul + add'}`;
  const band = (
    kind: 'read' | 'copy',
    workingSetBytes: number,
    gbps: Rate,
  ): BandwidthProbe => ({ backend, kind, workingSetBytes, gbps });
  return {
    compute: [{ backend, variant, gflops: peak }],
    bandwidth: [
      band('read', cacheBytes, cache),
      band('read', largestProbeBytes, read),
      band('copy', largestProbeBytes, copy),
    ],
  };
}

/** This thread and workers; this thread alone where there are no workers. */
async function startThreads(here: Thread, wanted: number): Promise<Thread[]> {
  if (typeof Worker === 'undefined') return [here];
  const others = Array.from({ length: wanted - 1 }, () => {
    const worker = new Worker(scriptUrl(probeUrl), {
      type: 'module',
      name: 'ridgepoint probe',
    });
    const remote: Remote<{
      ready(): Promise<void>;
      run: Thread['run'];
    }> = wrap(worker);
    return {
      ready: remote.ready(),
      run: (job: CpuJob, startAt: number) => remote.run(job, startAt),
      stop: () => {
        remote[releaseProxy]();
        worker.terminate();
      },
    };
  });
  await Promise.all(others.map(({ ready }) => ready));
  return [here, ...others];
}
