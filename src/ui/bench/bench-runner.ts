import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  Backend,
  BenchReport,
  DeviceReport,
  Engine,
  Tuning,
} from '../../engine/api';
import { RidgepointError } from '../../errors';
import type { Posed } from './posed';
import { failureOf, rowsFor, runOrder, type KernelRow } from './rows';

export type RunState = 'idle' | 'running' | 'done' | 'cancelled';

/** How long a run may take. */
export interface Effort {
  /** For each of a row's three measurements. */
  readonly budgetMs: number;
  /** For the race of a row's constants. */
  readonly rowTuneMs: number;
  /** For the race of all kernels at the end; 0 asks only what is remembered. */
  readonly raceMs: number;
}
export const raceBudgetMs = 1000;

/** Measures every kernel of a workload, one after the other. */
export class BenchRunner implements ReactiveController {
  state: RunState = 'idle';
  /** The workload the rows belong to, which the form may have left since. */
  posed: Posed | null = null;
  rows: readonly KernelRow[] = [];
  progress = { done: 0, label: '' };
  /** The races of this workload; null where there was nothing to race. */
  tunings: Readonly<Partial<Record<Backend, Tuning | null>>> = {};
  /** Whose kernels race at the moment. */
  racing: Backend | null = null;
  /** Why the last race came to nothing. */
  raceFailure = '';

  #host: ReactiveControllerHost;
  #abort: AbortController | null = null;
  #onReport: (posed: Posed, report: BenchReport) => void;

  constructor(
    host: ReactiveControllerHost,
    onReport: (posed: Posed, report: BenchReport) => void = () => {},
  ) {
    this.#host = host;
    this.#onReport = onReport;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  get reports(): BenchReport[] {
    return this.rows.flatMap(({ report }) => report ?? []);
  }

  cancel() {
    this.#abort?.abort();
  }

  async run(
    engine: Engine,
    device: DeviceReport,
    posed: Posed,
    { budgetMs, rowTuneMs, raceMs }: Effort,
  ): Promise<void> {
    const abort = this.#begin(posed);
    const { op, problem } = posed;
    const planned = rowsFor(op, problem, device);
    const order = runOrder(planned, op, problem, device);
    this.rows = planned.map((row) =>
      row.state === 'ready' ? { ...row, state: 'waiting' } : row,
    );

    for (const [index, row] of order.entries()) {
      const report = (done: number, label: string) =>
        this.#tell(abort, (index + done) / (order.length + 1), label);
      report(0, row.title);
      this.#set(row.id, { state: 'running' });
      try {
        const result = await engine.bench(op.id, {
          ...callOf(posed, row.backend),
          ...(row.backend === 'reference' ? {} : { kernel: row.kernel }),
          check: row.backend !== 'reference',
          budgetMs: row.backend === 'reference' ? 1 : budgetMs,
          tuneMs: rowTuneMs,
          signal: abort.signal,
          onProgress: ({ done, label }) =>
            report(done, `${row.title}: ${label}`),
        });
        if (this.#abort !== abort) return;
        this.#set(row.id, { state: 'done', report: result });
        this.#onReport(posed, result);
      } catch (error) {
        if (this.#abort !== abort) return;
        if (abort.signal.aborted || isCancelled(error)) break;
        this.#set(row.id, { state: 'failed', ...failureOf(error) });
      }
      if (abort.signal.aborted) break;
    }
    if (!abort.signal.aborted)
      await this.#race(abort, engine, posed, device.gpu ? 'webgpu' : 'wasm', {
        tuneMs: raceMs,
      });
    this.#finish(abort);
  }

  /** Again, where there was one; the table is left as it is. */
  async race(
    engine: Engine,
    device: DeviceReport,
    posed: Posed,
    backend: Backend,
  ): Promise<void> {
    const rows =
      this.posed?.key === posed.key
        ? this.rows
        : rowsFor(posed.op, posed.problem, device);
    const abort = this.#begin(posed);
    this.rows = rows;
    await this.#race(abort, engine, posed, backend, {
      tuneMs: raceBudgetMs,
      retune: true,
    });
    this.#finish(abort);
  }

  /** What it shows is the race; the kernel itself is timed in its own row. */
  async #race(
    abort: AbortController,
    engine: Engine,
    posed: Posed,
    backend: Backend,
    call: { tuneMs: number; retune?: boolean },
  ): Promise<void> {
    const asks = call.tuneMs > 0;
    if (asks) this.racing = backend;
    const start = performance.now();
    try {
      const { tuning } = await engine.bench(posed.op.id, {
        ...callOf(posed, backend),
        ...call,
        check: false,
        budgetMs: 1,
        signal: abort.signal,
        onProgress: ({ label }) => {
          const done = (performance.now() - start) / call.tuneMs;
          if (asks) this.#tell(abort, Math.min(1, done), label);
        },
      });
      if (this.#abort !== abort || (!asks && !tuning)) return;
      this.tunings = { ...this.tunings, [backend]: tuning };
    } catch (error) {
      if (this.#abort === abort && asks && !isCancelled(error))
        this.raceFailure = failureOf(error).note;
    }
  }

  #begin(posed: Posed): AbortController {
    this.cancel();
    if (this.posed?.key !== posed.key) this.tunings = {};
    this.posed = posed;
    this.raceFailure = '';
    this.racing = null;
    this.progress = { done: 0, label: '' };
    this.state = 'running';
    this.#host.requestUpdate();
    return (this.#abort = new AbortController());
  }

  #finish(abort: AbortController) {
    if (this.#abort !== abort) return;
    this.state = abort.signal.aborted ? 'cancelled' : 'done';
    this.racing = null;
    this.#abort = null;
    this.rows = this.rows.map((row) =>
      row.state === 'waiting' || row.state === 'running'
        ? { ...row, state: 'ready' }
        : row,
    );
    this.#host.requestUpdate();
  }

  #tell(abort: AbortController, done: number, label: string) {
    if (this.#abort !== abort) return;
    this.progress = { done, label };
    this.#host.requestUpdate();
  }

  #set(id: string, change: Partial<KernelRow>) {
    this.rows = this.rows.map((row) =>
      row.id === id ? { ...row, ...change } : row,
    );
    this.#host.requestUpdate();
  }
}

const callOf = ({ problem: { shapes, options } }: Posed, backend: Backend) => ({
  shapes: shapes as Record<string, number[]>,
  options,
  backend,
  seed: 1,
});

const isCancelled = (error: unknown) =>
  error instanceof RidgepointError && error.code === 'cancelled';
