import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BenchReport, DeviceReport, Engine } from '../../engine/api';
import { RidgepointError } from '../../errors';
import type { Posed } from './posed';
import { failureOf, rowsFor, runOrder, type KernelRow } from './rows';

export type RunState = 'idle' | 'running' | 'done' | 'cancelled';

/** Measures every kernel of a workload, one after the other. */
export class BenchRunner implements ReactiveController {
  state: RunState = 'idle';
  /** The workload the rows belong to, which the form may have left since. */
  posed: Posed | null = null;
  rows: readonly KernelRow[] = [];
  progress = { done: 0, label: '' };

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
    budgetMs: number,
  ): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    const { op, problem } = posed;
    const planned = rowsFor(op, problem, device);
    const order = runOrder(planned, op, problem, device);
    this.posed = posed;
    this.rows = planned.map((row) =>
      row.state === 'ready' ? { ...row, state: 'waiting' } : row,
    );
    this.state = 'running';

    for (const [index, row] of order.entries()) {
      const report = (done: number, label: string) => {
        if (this.#abort !== abort) return;
        this.progress = { done: (index + done) / order.length, label };
        this.#host.requestUpdate();
      };
      report(0, row.title);
      this.#set(row.id, { state: 'running' });
      try {
        const result = await engine.bench(op.id, {
          shapes: problem.shapes as Record<string, number[]>,
          options: problem.options,
          backend: row.backend,
          ...(row.backend === 'reference' ? {} : { kernel: row.kernel }),
          check: row.backend !== 'reference',
          budgetMs: row.backend === 'reference' ? 1 : budgetMs,
          seed: 1,
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
    this.#finish(abort.signal.aborted ? 'cancelled' : 'done');
  }

  #finish(state: RunState) {
    this.state = state;
    this.#abort = null;
    this.rows = this.rows.map((row) =>
      row.state === 'waiting' || row.state === 'running'
        ? { ...row, state: 'ready' }
        : row,
    );
    this.#host.requestUpdate();
  }

  #set(id: string, change: Partial<KernelRow>) {
    this.rows = this.rows.map((row) =>
      row.id === id ? { ...row, ...change } : row,
    );
    this.#host.requestUpdate();
  }
}

const isCancelled = (error: unknown) =>
  error instanceof RidgepointError && error.code === 'cancelled';
