import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DeviceReport, Engine, Progress } from '../../engine/api';
import {
  compare,
  compute,
  measure,
  type Computed,
  type Side,
  type StageResult,
  type Target,
} from './compute';
import type { Stage } from './filters';
import type { Raster } from './pixels';

export interface Job {
  readonly engine: Engine;
  /** null while the browser is still being asked. */
  readonly device: DeviceReport | null;
  readonly raster: Raster;
  readonly stages: readonly Stage[];
  readonly cpu: Target;
  /** One frame of many: shown, not measured. */
  readonly live?: boolean;
}

export type Phase = 'idle' | 'computing' | 'timing' | 'done' | 'cancelled';

/** Sliders fire faster than any kernel; wait for the hand to rest. */
const debounceMs = 120;

/**
 * Runs the newest job only: a newer one aborts the older, and nothing that an
 * aborted job still delivers is ever shown.
 */
export class Runner implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #abort = new AbortController();
  #timer = 0;

  results: readonly StageResult[] = [];
  /** The picture that the results were made from. */
  raster: Raster | null = null;
  phase: Phase = 'idle';
  progress: Progress = { done: 0, label: '' };
  /** Frames come one after the other and are not measured. */
  live = false;
  /** The results on show belong to an older job. */
  stale = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  get busy(): boolean {
    return this.phase === 'computing' || this.phase === 'timing';
  }

  /** Starts as soon as no newer job has come for a moment. */
  schedule(job: Job): void {
    this.#supersede();
    this.phase = 'computing';
    this.live = job.live ?? false;
    this.stale = !job.live;
    this.progress = { done: 0, label: 'Starting' };
    const wait = this.results.length > 0 && !job.live ? debounceMs : 0;
    this.#timer = window.setTimeout(() => void this.#run(job), wait);
    this.#host.requestUpdate();
  }

  /** Stops and keeps what was finished. */
  stop(): void {
    if (!this.busy) return;
    this.#supersede();
    this.phase = 'cancelled';
    this.#host.requestUpdate();
  }

  #supersede(): void {
    window.clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #run(job: Job): Promise<void> {
    const { signal } = this.#abort;
    const sides = job.device?.gpu
      ? (['cpu', 'gpu'] as const)
      : ['cpu' as const];
    const results: StageResult[] = job.stages.map((stage) => ({
      stage,
      cpu: { status: 'waiting' },
      gpu: gpuAtFirst(job.device),
      difference: null,
    }));
    const show = (index: number, side: 'cpu' | 'gpu', value: Side) => {
      const next = { ...results[index], [side]: value };
      results[index] = { ...next, difference: compare(next.cpu, next.gpu) };
      // Half a frame would flicker; a still shows what it has.
      if (!job.live || --missing === 0) publish();
    };
    const publish = () => {
      this.results = [...results];
      this.raster = job.raster;
      this.stale = false;
      this.#host.requestUpdate();
    };
    const steps = job.stages.flatMap((stage, index) =>
      sides.map((side) => ({ stage, index, side })),
    );
    const total = steps.length * (job.live ? 1 : 2);
    let missing = steps.length;
    const control = (step: number, label: string) => {
      const report = (done: number) => {
        if (signal.aborted) return;
        this.progress = { done: (step + done) / total, label };
        this.#host.requestUpdate();
      };
      report(0);
      return { signal, onProgress: ({ done }: Progress) => report(done) };
    };

    this.phase = 'computing';
    for (const [at, { stage, index, side }] of steps.entries()) {
      const target: Target = side === 'cpu' ? job.cpu : { backend: 'webgpu' };
      const watch = control(at, `${stage.title} on the ${names[side]}`);
      const value = await settle(() =>
        compute(job.engine, stage, job.raster, target, watch),
      );
      if (signal.aborted) return;
      show(index, side, value);
    }
    if (!job.live) {
      this.phase = 'timing';
      for (const [at, { stage, index, side }] of steps.entries()) {
        const before = results[index][side];
        if (before.status !== 'done') continue;
        const watch = control(
          steps.length + at,
          `Timing ${stage.title} on the ${names[side]}`,
        );
        const value = await settle(async () => ({
          ...before,
          report: await measure(job.engine, stage, job.raster, before, watch),
        }));
        if (signal.aborted) return;
        // A measurement that failed does not take the picture away.
        const problem = value.status === 'failed' ? value.message : undefined;
        show(
          index,
          side,
          problem ? { ...before, timingProblem: problem } : value,
        );
      }
    }
    this.phase = 'done';
    this.#host.requestUpdate();
  }
}

const names = { cpu: 'CPU', gpu: 'GPU' } as const;

function gpuAtFirst(device: DeviceReport | null): Side {
  if (!device || device.gpu) return { status: 'waiting' };
  return {
    status: 'failed',
    message:
      device.reason ??
      'No WebGPU here; use a current Chrome, Edge, Firefox or Safari.',
  };
}

async function settle(work: () => Promise<Computed>): Promise<Side> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: 'failed', message };
  }
}
