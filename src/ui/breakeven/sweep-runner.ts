import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BenchReport, DeviceReport, Engine } from '../../engine/api';
import { fitLine, timeAt } from '../../roofline/fit';
import {
  backendOf,
  sideNames,
  sides,
  type Cell,
  type Side,
  type SweepRow,
  type SweepRun,
} from './rows';
import type { SweepPlan } from './state';

/** For each of a size's three measurements. */
const budgetMs = 60;
/** The oracle's plain loops take some 10 ms for as many. */
const checkedMacs = 2e6;
/** At the smallest size it is worth a little longer. */
const checkedAtFirst = 2e7;
/** A curve ends before a size that would take longer than that. */
const mostMs = 1000;
/** First run, warm-up and one of each measurement. */
const leastRuns = 5;

const waiting: Cell = { state: 'waiting', report: null, note: '' };

/** Measures every size on both sides; keeps each sweep that was begun. */
export class SweepRunner implements ReactiveController {
  progress = { done: 0, label: '' };
  readonly #host: ReactiveControllerHost;
  readonly #runs = new Map<string, SweepRun>();
  #abort: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  runOf({ key }: SweepPlan): SweepRun | null {
    return this.#runs.get(key) ?? null;
  }

  cancel() {
    this.#abort?.abort();
  }

  /** Ends the sweep before it, if there is one. */
  async run(
    engine: Engine,
    device: DeviceReport,
    plan: SweepPlan,
  ): Promise<void> {
    this.cancel();
    const before = this.#ended;
    this.#ended = before.then(() => this.#sweep(engine, device, plan));
    await this.#ended;
  }

  async #sweep(engine: Engine, device: DeviceReport, plan: SweepPlan) {
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    const begun = plan.points.map((point): SweepRow => ({
      point,
      cpu: waiting,
      gpu: device.gpu ? waiting : { ...waiting, state: 'left-out' },
    }));
    this.#keep(plan, { state: 'running', rows: begun });
    const steps = plan.points.flatMap((_, index) =>
      sides.map((side) => ({ index, side })),
    );
    for (const [step, { index, side }] of steps.entries()) {
      if (signal.aborted) break;
      if (this.runOf(plan)!.rows[index][side].state !== 'waiting') continue;
      const label = `${sideNames[side]} at ${plan.points[index].size}`;
      this.progress = { done: step / steps.length, label };
      await this.#measure(engine, plan, index, side, signal);
    }
    const rows = this.runOf(plan)!.rows.map(settled);
    this.#keep(plan, { state: signal.aborted ? 'cancelled' : 'done', rows });
  }

  async #measure(
    engine: Engine,
    plan: SweepPlan,
    index: number,
    side: Side,
    signal: AbortSignal,
  ) {
    const { problem, cost, size } = plan.points[index];
    this.#set(plan, index, side, { ...waiting, state: 'running' });
    try {
      const report = await engine.bench(plan.op.id, {
        shapes: problem.shapes as Record<string, number[]>,
        options: problem.options,
        backend: backendOf[side],
        check: cost.macs <= (index === 0 ? checkedAtFirst : checkedMacs),
        budgetMs,
        tuneMs: 0,
        seed: 1,
        signal,
      });
      if (report.check?.ok === false) throw new Error(wrong(report));
      this.#set(plan, index, side, { state: 'done', report, note: '' });
      if (this.#expectedMs(plan, index + 1, side) * leastRuns > mostMs)
        this.#leaveOut(plan, index + 1, side, {
          ...waiting,
          state: 'too-long',
          note: 'measuring it would take longer than a second',
        });
    } catch (error) {
      if (signal.aborted) return;
      const note = error instanceof Error ? error.message : String(error);
      this.#set(plan, index, side, { ...waiting, state: 'failed', note });
      this.#leaveOut(plan, index + 1, side, {
        ...waiting,
        state: 'left-out',
        note: `${size} failed`,
      });
    }
  }

  /** By the line through what is measured: one late sample ends no curve. */
  #expectedMs(plan: SweepPlan, index: number, side: Side): number {
    const work = plan.points.at(index)?.cost.macs ?? 0;
    const samples = this.runOf(plan)!.rows.flatMap(({ point, ...row }) => {
      const { report } = row[side];
      return report
        ? [{ work: point.cost.macs, ms: report.endToEndMs.minMs }]
        : [];
    });
    const fit = fitLine(samples);
    return fit ? timeAt(fit, work) : 0;
  }

  #leaveOut(plan: SweepPlan, from: number, side: Side, cell: Cell) {
    plan.points.forEach((_, index) => {
      if (index >= from) this.#set(plan, index, side, cell);
    });
  }

  #set(plan: SweepPlan, index: number, side: Side, cell: Cell) {
    const run = this.runOf(plan)!;
    const rows = run.rows.with(index, { ...run.rows[index], [side]: cell });
    this.#keep(plan, { ...run, rows });
  }

  #keep({ key }: SweepPlan, run: SweepRun) {
    this.#runs.set(key, run);
    this.#host.requestUpdate();
  }
}

const wrong = ({ kernel, check }: BenchReport) =>
  `${kernel} gives wrong results for ${check?.failures} of ` +
  `${check?.elements} elements; its times are not used.`;

/** Nothing runs or waits any more. */
function settled(row: SweepRow): SweepRow {
  const end = (cell: Cell): Cell =>
    cell.state === 'waiting' || cell.state === 'running'
      ? { ...waiting, state: 'left-out', note: 'cancelled' }
      : cell;
  return { ...row, cpu: end(row.cpu), gpu: end(row.gpu) };
}
