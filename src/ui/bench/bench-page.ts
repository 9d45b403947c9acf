import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { RidgepointError } from '../../errors';
import { ops } from '../../ops';
import { guessedConstants } from '../../ops/op';
import { formatHash, workloadToQuery } from '../../state/url';
import { roofsOf } from '../../roofline/ceiling-roofs';
import { noCeilings, type CeilingsView } from '../roofline/ceilings-view';
import type { DotSelectEvent } from '../roofline/events';
import '../copy-link';
import { shared } from '../shared.styles';
import { benchPageStyles } from './bench-page.styles';
import { BenchRunner, raceBudgetMs, type Effort } from './bench-runner';
import { readState, writeState, type BenchState } from './bench-state';
import './cost-card';
import './detail-tabs';
import type { TabId } from './detail-tabs';
import {
  RunLandedEvent,
  TimingEvent,
  type RaceEvent,
  type OpChangeEvent,
  type RowSelectEvent,
  type TabSelectEvent,
  type WorkloadChangeEvent,
} from './events';
import './export-menu';
import './hero-card';
import './kernel-table';
import { landed } from './landed';
import { notices } from './notices';
import { isAsPreset, pose, type Posed } from './posed';
import { fastest, rowsFor, type KernelRow } from './rows';
import type { RaceView } from './tuner-view';
import './workload-form';

/** A first look must stand within a second: it races nothing. */
const first: Effort = { budgetMs: 30, rowTuneMs: 0, raceMs: 0 };
const full: Effort = {
  budgetMs: 200,
  rowTuneMs: 250,
  raceMs: raceBudgetMs,
};
/** Larger layers wait for a click: their oracle alone takes a second. */
const automaticMacs = 20e6;

@customElement('rp-bench-page')
export class BenchPage extends LitElement {
  static override styles = [shared, benchPageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  /** The device's ceilings, as far as they are known. */
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;

  @state() view: BenchState = readState(ops, this.query);
  #posed!: Posed;
  /** Why the form's values do not fit each other; #posed keeps the last fit. */
  #misfit = '';
  #runner = new BenchRunner(this, (posed, report) =>
    this.dispatchEvent(new RunLandedEvent(landed(posed, report))),
  );
  #started = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('query')) this.#follow();
    if (changed.has('view')) this.#pose();
    if (this.#started || !this.engine || !this.device) return;
    this.#started = true;
    if (!this.#misfit && this.#posed.cost.macs <= automaticMacs)
      void this.#run(first);
    else this.dispatchEvent(new TimingEvent(false));
  }

  protected override firstUpdated() {
    // Below the first answer, so it need not be in the first bundle.
    void import('../roofline/roofline-card');
  }

  #pose() {
    const { op, workload, presetId } = this.view;
    const posed = pose(op, workload, presetId);
    this.#misfit = posed instanceof RidgepointError ? posed.message : '';
    if (!(posed instanceof RidgepointError)) this.#posed = posed;
    else this.#posed ??= pose(op, op.presets[0].workload, null) as Posed;
  }

  #follow() {
    const own = new URLSearchParams(writeState(this.view)).toString();
    if (this.query.toString() !== own) this.view = readState(ops, this.query);
  }

  #change(change: Partial<BenchState>) {
    this.view = { ...this.view, ...change };
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(
      new CustomEvent('rp-query', { detail: writeState(this.view) }),
    );
  }

  #run = (effort: Effort) =>
    this.#time((engine, device) =>
      this.#runner.run(engine, device, this.#posed, effort),
    );

  #race = ({ backend }: RaceEvent) =>
    this.#time((engine, device) =>
      this.#runner.race(engine, device, this.#posed, backend),
    );

  /** Nothing else should use the device meanwhile. */
  async #time(use: (engine: Engine, device: DeviceReport) => Promise<void>) {
    if (!this.engine || !this.device) return;
    this.dispatchEvent(new TimingEvent(true));
    await use(this.engine, this.device);
    if (this.#runner.state !== 'running')
      this.dispatchEvent(new TimingEvent(false));
  }

  /** A dot's id begins with its row's. */
  #pick = ({ dotId }: DotSelectEvent) =>
    this.#change({ kernel: dotId.split(' ')[0] });

  override render() {
    const { view, device } = this;
    const runner = this.#runner;
    const shown = runner.posed ?? this.#posed;
    const rows = runner.posed
      ? runner.rows
      : device
        ? rowsFor(shown.op, shown.problem, device)
        : [];
    const selected = this.#selected(rows);
    const running = runner.state === 'running' || !this.#started;
    const stale = this.#misfit !== '' || shown.key !== this.#posed.key;
    return html`
      ${this.#head(running)}
      ${notices({
        problems: view.problems,
        rows,
        state: runner.state,
        stale: stale && runner.posed ? runner.posed.description : null,
        misfit: this.#misfit !== '',
        onRun: () => void this.#run(full),
      })}
      <div class="columns">
        <div class="side">
          <rp-workload-form
            .op=${view.op}
            .workload=${view.workload}
            .presetId=${view.presetId}
            .problem=${this.#misfit}
            .output=${Object.values(this.#posed.outputs)
              .map((shape) => shape.join(' × '))
              .join(', ')}
            .changed=${!isAsPreset(this.#posed)}
            @rp-workload-change=${({
              workload,
              presetId,
            }: WorkloadChangeEvent) =>
              this.#change({ workload, presetId, problems: [] })}
            @rp-op-change=${({ opId }: OpChangeEvent) =>
              this.#change(readState(ops, new URLSearchParams({ op: opId })))}
          ></rp-workload-form>
          <rp-cost-card
            .formulas=${this.#posed.formulas}
            .cost=${this.#posed.cost}
          ></rp-cost-card>
        </div>
        <div class="results">
          <rp-hero-card
            .rows=${rows}
            .device=${device}
            .running=${running}
            .stale=${stale}
            @rp-run=${() => this.#run(full)}
          ></rp-hero-card>
          <rp-kernel-table
            .rows=${rows}
            .selected=${selected?.id ?? ''}
            .roofs=${this.roofs.ceilings ? roofsOf(this.roofs.ceilings) : []}
            .stale=${stale}
            @rp-row-select=${({ rowId }: RowSelectEvent) =>
              this.#change({ kernel: rowId })}
          ></rp-kernel-table>
          <div class="below">
            <rp-roofline-card
              .runs=${runner.posed ? runner.reports.map((report) => landed(shown, report)) : []}
              .roofs=${this.roofs}
              .selected=${selected?.id ?? ''}
              @rp-dot-select=${this.#pick}
            ></rp-roofline-card>
            <rp-detail-tabs
              .row=${selected}
              .passes=${this.#passes(shown, selected)}
              .edit=${editLink(shown, selected)}
              .rows=${rows}
              .races=${this.#races(running || stale)}
              @rp-race=${this.#race}
              @rp-stop=${() => runner.cancel()}
              .tab=${view.tab}
              @rp-tab-select=${({ tab }: TabSelectEvent) =>
                this.#change({ tab: tab as TabId })}
            ></rp-detail-tabs>
          </div>
        </div>
      </div>
    `;
  }

  #head(running: boolean) {
    const { op, description, preset } = this.#posed;
    const { progress, reports } = this.#runner;
    return html`
      <header>
        <h1>${op.title}</h1>
        <p class="muted">
          ${description}${preset ? ` · ${preset.group}` : nothing}
        </p>
        <div class="actions">
          <rp-copy-link
            .of=${this.view}
            .tell=${() => this.#tell()}
          ></rp-copy-link>
          <rp-export-menu
            .reports=${reports}
            .device=${this.device}
          ></rp-export-menu>
          ${
            this.#runner.state === 'running'
              ? html`<button
                  class="primary"
                  @click=${() => this.#runner.cancel()}
                >
                  Cancel
                </button>`
              : html`<button
                  class="primary"
                  ?disabled=${running || this.#misfit !== ''}
                  @click=${() => this.#run(full)}
                >
                  Run all
                </button>`
          }
        </div>
      </header>
      <div class="progress" ?data-on=${this.#runner.state === 'running'}>
        ${
          this.#runner.state === 'running'
            ? html`<progress
                  aria-label="Progress of the run"
                  .value=${progress.done}
                ></progress>
                <small>${progress.label}</small>`
            : nothing
        }
      </div>
    `;
  }

  /** The link's row, or the fastest, or the first that could run. */
  #selected(rows: readonly KernelRow[]): KernelRow | null {
    return (
      rows.find(({ id }) => id === this.view.kernel) ??
      fastest(rows, 'webgpu') ??
      fastest(rows, 'wasm') ??
      rows.find(({ state }) => state !== 'unsupported') ??
      null
    );
  }

  #races(busy: boolean): RaceView {
    const { tunings, racing, progress, raceFailure } = this.#runner;
    return { tunings, racing, progress, failure: raceFailure, busy };
  }

  #passes({ op, problem }: Posed, row: KernelRow | null) {
    const kernel = op.kernels.find(
      ({ id, backend }) => id === row?.kernel && backend === row.backend,
    );
    if (!kernel || !this.device || row?.state === 'unsupported') return [];
    const { shapes, options } = problem;
    const constants =
      row?.report?.constants ??
      guessedConstants(kernel, shapes, options, this.device);
    return kernel.plan(shapes, options, this.device, constants).passes;
  }
}

/** To the same kernel on the same workload in the Playground. */
const editLink = ({ op, workload, preset }: Posed, row: KernelRow | null) =>
  row?.backend === 'webgpu'
    ? formatHash('playground', {
        ...workloadToQuery(op, workload, preset?.id ?? null),
        kernel: row.kernel,
      })
    : '';

declare global {
  interface HTMLElementTagNameMap {
    'rp-bench-page': BenchPage;
  }
}
