import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  BenchReport,
  CallData,
  DeviceReport,
  Engine,
  PassTime,
} from '../../engine/api';

export interface Side {
  readonly report: BenchReport | null;
  readonly problem: string;
}

export interface Times {
  /** Of these boxes under these thresholds: a new answer makes it stale. */
  readonly of: unknown;
  readonly count: number;
  readonly cpu: Side | null;
  readonly gpu: Side | null;
  /** Mean of the GPU's passes over several runs; empty where none ran. */
  readonly passes: readonly PassTime[];
}

/** For each of a side's three measurements. */
const budgetMs = 150;
/** The oracle meets every pair in plain loops. */
const mostChecked = 3000;
/** One run's passes are short beside the clock's step. */
const passRuns = 12;
const passBudgetMs = 400;

/** CPU, then GPU, then the GPU's passes; one measurement at a time. */
export class TimesRunner implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #abort: AbortController | null = null;

  times: Times | null = null;
  progress = { done: 0, label: '' };

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  get busy(): boolean {
    return this.#abort !== null;
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async measure(
    engine: Engine,
    device: DeviceReport,
    of: unknown,
    { op, call }: { op: string; call: CallData },
  ): Promise<void> {
    if (this.busy) return;
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    const count = call.inputs.boxes.shape[0];
    this.times = { of, count, cpu: null, gpu: null, passes: [] };
    const sides = device.gpu ? (['cpu', 'gpu'] as const) : (['cpu'] as const);
    for (const [step, side] of sides.entries()) {
      const name = side === 'cpu' ? 'CPU' : 'GPU';
      const tell = (done: number, label: string) => {
        if (signal.aborted) return;
        this.progress = { done: (step + done) / sides.length, label };
        this.#host.requestUpdate();
      };
      tell(0, `${name}: preparing`);
      const backend = side === 'cpu' ? 'wasm' : 'webgpu';
      const measured = await settled(() =>
        engine.bench(op, {
          ...call,
          backend,
          signal,
          budgetMs,
          tuneMs: 0,
          check: count <= mostChecked,
          onProgress: ({ done, label }) => tell(done, `${name}: ${label}`),
        }),
      );
      if (signal.aborted) break;
      this.times = { ...this.times, [side]: measured };
    }
    if (!signal.aborted && this.times.gpu?.report)
      await this.#passes(engine, op, call, signal);
    this.#abort = null;
    this.#host.requestUpdate();
  }

  async #passes(
    engine: Engine,
    op: string,
    call: CallData,
    signal: AbortSignal,
  ) {
    this.progress = { done: 0.97, label: 'GPU: each pass by itself' };
    this.#host.requestUpdate();
    try {
      const prepared = await engine.prepare(op, {
        ...call,
        backend: 'webgpu',
        tuneMs: 0,
        signal,
      });
      const runs: PassTime[][] = [];
      const start = performance.now();
      do runs.push(await prepared.passTimes());
      while (
        !signal.aborted &&
        runs.length < passRuns &&
        performance.now() - start < passBudgetMs
      );
      await prepared.dispose();
      this.times = { ...this.times!, passes: meanOf(runs) };
    } catch {
      // The timings stand without their parts; the page leaves the list out.
    }
  }
}

async function settled(work: () => Promise<BenchReport>): Promise<Side> {
  try {
    return { report: await work(), problem: '' };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { report: null, problem };
  }
}

export function meanOf(runs: readonly (readonly PassTime[])[]): PassTime[] {
  return runs[0].map((pass, index) => {
    const times = runs.flatMap((run) => run[index].ms ?? []);
    const sum = times.reduce((total, ms) => total + ms, 0);
    return { ...pass, ms: times.length > 0 ? sum / times.length : null };
  });
}
