import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { ops } from '../../ops';
import type { Sweep } from '../../ops/op';
import { shared } from '../shared.styles';
import { TimingEvent } from '../bench/events';
import { answerOf } from './answer';
import './answer-card';
import { breakevenPageStyles } from './breakeven-page.styles';
import type { SweepChangeEvent } from './events';
import './fit-card';
import { notices } from './notices';
import type { SweepRow } from './rows';
import {
  planOf,
  readState,
  writeState,
  type BreakevenState,
  type SweepPlan,
} from './state';
import './sweep-chart';
import './sweep-form';
import './sweep-head';
import { SweepRunner } from './sweep-runner';
import './sweep-table';

/** From which size on is a layer faster on the GPU than on the CPU? */
@customElement('rp-breakeven-page')
export class BreakevenPage extends LitElement {
  static override styles = [shared, breakevenPageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @state() plan: SweepPlan = planOf(readState(ops, this.query));
  #runner = new SweepRunner(this);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('query')) {
      const told = readState(ops, this.query);
      if (told.problems.length > 0 || planOf(told).key !== this.plan.key)
        this.#take(told);
    }
    // A page that is hidden leaves the processor to the one in view.
    if (changed.has('hidden') && this.hidden) this.#runner.cancel();
  }

  /** What was measured before stays; what is being measured ends here. */
  #take(told: BreakevenState) {
    this.#runner.cancel();
    this.plan = planOf(told);
  }

  #tell() {
    this.dispatchEvent(
      new CustomEvent('rp-query', { detail: writeState(this.plan) }),
    );
  }

  #change({ change }: SweepChangeEvent) {
    this.#take(change);
    this.#tell();
  }

  async #start() {
    const { engine, device, plan } = this;
    if (!engine || !device) return;
    this.dispatchEvent(new TimingEvent(true));
    await this.#runner.run(engine, device, plan);
    this.dispatchEvent(new TimingEvent(false));
  }

  override render() {
    const { plan, device } = this;
    const run = this.#runner.runOf(plan);
    return html`
      <rp-sweep-head
        .plan=${plan}
        .run=${run}
        .device=${device}
        .progress=${this.#runner.progress}
        ?ready=${
          this.engine !== null && device !== null && plan.points.length > 0
        }
        @rp-sweep-start=${this.#start}
        @rp-sweep-cancel=${() => this.#runner.cancel()}
        @rp-sweep-tell=${this.#tell}
      ></rp-sweep-head>
      ${notices(plan.problems, run)}
      <div class="columns">
        <div class="side">
          <rp-sweep-form
            .plan=${plan}
            @rp-sweep-change=${this.#change}
          ></rp-sweep-form>
          ${run ? html`<rp-fit-card .rows=${run.rows}></rp-fit-card>` : nothing}
        </div>
        <div class="results">
          <rp-answer-card
            .plan=${plan}
            .run=${run}
            .device=${device}
            @rp-sweep-start=${this.#start}
          ></rp-answer-card>
          ${run && device ? this.#details(run.rows, device) : nothing}
        </div>
      </div>
    `;
  }

  #details(rows: readonly SweepRow[], device: DeviceReport) {
    return html`
      <rp-sweep-chart
        .rows=${rows}
        .axis=${axisName(this.plan.sweep)}
        .meeting=${answerOf(this.plan, rows, device)?.big ?? ''}
      ></rp-sweep-chart>
      <rp-sweep-table .rows=${rows}></rp-sweep-table>
    `;
  }
}

function axisName({ label, unit }: Sweep): string {
  const size = label.toLowerCase();
  const counted = size.includes(unit) ? size : `${size}, ${unit}`;
  return `${counted}; below, the MACs of the layer`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-breakeven-page': BreakevenPage;
  }
}
