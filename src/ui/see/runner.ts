import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DeviceReport, Engine, Progress } from '../../engine/api';
import type { Pixels } from '../../networks/trained/preprocess';
import type { Task } from '../../networks/trained/tasks';
import { scaled } from '../../engine/progress';
import type { Side } from './link';
import { measure, type Measured } from './measure';
import { see, type Seen, type Session } from './pipeline';
import type { Sessions } from './sessions';

export interface SideResult {
  readonly status: 'waiting' | 'done' | 'failed';
  readonly seen: Seen | null;
  readonly prepareMs: number;
  readonly measured: Measured | null;
  /** Why there is no answer, or no measurement. */
  readonly problem: string;
}

export interface Job<Picture extends Pixels = Pixels> {
  readonly engine: Engine;
  readonly device: DeviceReport;
  readonly task: Task;
  readonly pixels: Picture;
}

export const sides = ['wasm', 'webgpu'] as const;
export const sideNames = { wasm: 'CPU', webgpu: 'GPU' } as const;

const waiting: SideResult = {
  ...{ status: 'waiting', seen: null, prepareMs: 0 },
  ...{ measured: null, problem: '' },
};

/** The newest still picture, first on the CPU, then on the GPU, then timed. */
export class Runner<Picture extends Pixels> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #sessions: Sessions;
  readonly #timing: (busy: boolean) => void;
  #abort = new AbortController();

  /** What the results are of. */
  job: Job<Picture> | null = null;
  results: Readonly<Record<Side, SideResult>> = {
    wasm: waiting,
    webgpu: waiting,
  };
  phase: 'idle' | 'busy' | 'done' | 'cancelled' = 'idle';
  progress: Progress = { done: 0, label: '' };

  /** `timing` hears when nothing else should use the device. */
  constructor(
    host: ReactiveControllerHost,
    sessions: Sessions,
    timing: (busy: boolean) => void,
  ) {
    this.#host = host;
    this.#sessions = sessions;
    this.#timing = timing;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  get busy(): boolean {
    return this.phase === 'busy';
  }

  /** Stops and keeps what was finished. */
  stop(): void {
    if (!this.busy) return;
    this.#abort.abort();
    this.#settle('cancelled');
  }

  /** A newer job replaces the older. */
  async run(job: Job<Picture>): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    const { engine, device, task, pixels } = job;
    this.job = job;
    this.phase = 'busy';
    this.results = {
      wasm: waiting,
      webgpu: device.gpu ? waiting : { ...waiting, ...missing(device) },
    };
    this.#timing(true);
    const here = device.gpu ? sides : (['wasm'] as const);
    const total = 2 * here.length;
    const watch = (step: number, side: Side) => (progress: Progress) => {
      if (signal.aborted) return;
      const label = `${sideNames[side]}: ${progress.label}`;
      this.progress = { done: (step + progress.done) / total, label };
      this.#host.requestUpdate();
    };
    const show = (side: Side, change: Partial<SideResult>) => {
      if (signal.aborted) return;
      const result = { ...this.results[side], ...change };
      this.results = { ...this.results, [side]: result };
      this.#host.requestUpdate();
    };

    const sessions = new Map<Side, Session>();
    for (const [step, side] of here.entries()) {
      const tell = watch(step, side);
      tell({ done: 0, label: 'preparing the network' });
      const control = { signal, onProgress: scaled(tell, 0, 0.7) };
      try {
        await this.#sessions.use(
          engine,
          task,
          side,
          control,
          async (session) => {
            tell({ done: 0.7, label: 'running' });
            const seen = await see(engine, session, pixels, {
              ...{ signal, onProgress: scaled(tell, 0.7, 1) },
            });
            sessions.set(side, session);
            const { prepareMs } = session;
            show(side, { status: 'done', seen, prepareMs });
          },
        );
      } catch (error) {
        show(side, { status: 'failed', problem: wordsOf(error) });
      }
      if (signal.aborted) return;
    }
    for (const [step, side] of here.entries()) {
      const session = sessions.get(side);
      const { seen } = this.results[side];
      if (!session || !seen) continue;
      const tell = watch(here.length + step, side);
      try {
        const control = { signal, onProgress: tell };
        const measured = await measure(
          ...([engine, session, pixels, seen] as const),
          ...([
            side === 'wasm' ? null : this.results.wasm.measured,
            control,
          ] as const),
        );
        show(side, { measured });
      } catch (error) {
        show(side, { problem: wordsOf(error) });
      }
      if (signal.aborted) return;
    }
    this.#settle('done');
  }

  #settle(phase: 'done' | 'cancelled'): void {
    this.phase = phase;
    this.#timing(false);
    this.#host.requestUpdate();
  }
}

const missing = (device: DeviceReport) => ({
  status: 'failed' as const,
  problem:
    device.reason ??
    'No WebGPU here; use a current Chrome, Edge, Firefox or Safari.',
});

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
