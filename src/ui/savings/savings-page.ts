import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { roofFor, roofsOf } from '../../roofline/ceiling-roofs';
import { TimingEvent } from '../bench/events';
import { noCeilings, type CeilingsView } from '../roofline/ceilings-view';
import { shared } from '../shared.styles';
import './answer-card';
import type { FamilyEvent, SettingsChangeEvent } from './events';
import type { FamilyAxis } from './family';
import './family-card';
import './layer-table';
import './paper-card';
import { planOf, type Plan } from './plan';
import './roofline-card';
import './savings-form';
import './savings-head';
import { savingsPageStyles } from './savings-page.styles';
import { SavingsRunner } from './savings-runner';
import {
  initialSettings,
  readLink,
  writeLink,
  type Settings,
} from './settings';
import type { Backend } from './subject';

/** What a cheaper block promises, and what of it this device delivers. */
@customElement('rp-savings-page')
export class SavingsPage extends LitElement {
  static override styles = [shared, savingsPageStyles];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) query = new URLSearchParams();
  @property({ attribute: false }) roofs: CeilingsView | null = null;
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @state() settings: Settings = initialSettings;
  /** Of the last numbers that fit each other. */
  @state() plan: Plan = planOf(initialSettings);
  /** Why the numbers do not fit. */
  @state() problem = '';
  @state() linkProblems: readonly string[] = [];
  @state() axis: FamilyAxis = 'width';
  #runner = new SavingsRunner(this);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('query')) {
      const { settings, problems } = readLink(this.query);
      if (problems.length > 0 || linkOf(settings) !== linkOf(this.settings)) {
        this.linkProblems = problems;
        this.#take(settings);
      }
    }
    // A page that is hidden leaves the processor to the one in view.
    if (changed.has('hidden') && this.hidden) this.#runner.cancel();
  }

  /** What was measured before stays; what is being measured ends here. */
  #take(settings: Settings) {
    this.settings = settings;
    try {
      const plan = planOf(settings);
      // Fused and not are measured together: the switch only shows another.
      if (plan.key !== this.plan.key) this.#runner.cancel();
      this.plan = plan;
      this.problem = '';
    } catch (error) {
      this.#runner.cancel();
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  #change({ change }: SettingsChangeEvent) {
    this.linkProblems = [];
    this.#take({ ...this.settings, ...change });
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(
      new CustomEvent('rp-query', { detail: writeLink(this.settings) }),
    );
  }

  get #backend(): Backend {
    const { on } = this.settings;
    const { device } = this;
    if (device?.gpu === false) return 'wasm';
    if (on !== 'auto') return on;
    return device?.software ? 'wasm' : 'webgpu';
  }

  get #ready() {
    return this.engine !== null && this.device !== null && this.problem === '';
  }

  async #time(work: Promise<void> | undefined) {
    this.dispatchEvent(new TimingEvent(true));
    await work;
    if (this.#runner.doing === 'nothing')
      this.dispatchEvent(new TimingEvent(false));
  }

  #start() {
    const { engine, device, plan } = this;
    if (!engine || !device || this.problem) return;
    void this.#time(this.#runner.compare(engine, device, plan, this.#backend));
  }

  #family({ axis, run }: FamilyEvent) {
    const { engine, device, plan } = this;
    this.axis = axis;
    if (!run || !engine || !device || this.problem) return;
    void this.#time(
      this.#runner.family(engine, device, plan, this.#backend, axis),
    );
  }

  override render() {
    const { plan, device, axis } = this;
    const { doing, progress } = this.#runner;
    const backend = this.#backend;
    const run = this.#runner.runOf(plan, backend);
    const roofs = this.roofs ?? noCeilings;
    const { ceilings } = roofs;
    const roof = ceilings && roofFor(roofsOf(ceilings), backend);
    const ready = this.#ready && doing === 'nothing';
    return html`
      <rp-savings-head
        .plan=${plan}
        .run=${run}
        .device=${device}
        .progress=${progress}
        .doing=${doing}
        ?ready=${ready}
        @rp-savings-start=${this.#start}
        @rp-savings-cancel=${() => this.#runner.cancel()}
        @rp-savings-tell=${this.#tell}
      ></rp-savings-head>
      ${this.linkProblems.map(
        (problem) => html`<p class="notice" role="status">${problem}</p>`,
      )}
      ${
        run?.state === 'cancelled'
          ? html`<p class="notice" role="status">
              Cancelled. The rounds until then are kept; Measure again starts
              anew.
            </p>`
          : nothing
      }
      ${
        run?.state === 'failed'
          ? html`<p class="notice bad lines" role="alert">${run.note}</p>`
          : nothing
      }
      <div class="columns" @rp-settings-change=${this.#change}>
        <div class="side">
          <rp-savings-form
            .settings=${this.settings}
            .device=${device}
            .backend=${backend}
            .problem=${this.problem}
          ></rp-savings-form>
          <rp-savings-paper .plan=${plan} .roof=${roof}></rp-savings-paper>
        </div>
        <div class="results">
          <rp-savings-answer
            .plan=${plan}
            .run=${run}
            .roof=${roof}
            .roofs=${roofs}
            .device=${device}
            .backend=${backend}
            ?ready=${ready}
            @rp-savings-start=${this.#start}
          ></rp-savings-answer>
          <rp-savings-roofline
            .plan=${plan}
            .run=${run}
            .roof=${roof}
            .roofs=${roofs}
          ></rp-savings-roofline>
          <rp-savings-table
            .plan=${plan}
            .run=${run}
            .roof=${roof}
          ></rp-savings-table>
          <rp-savings-family
            .plan=${plan}
            .run=${this.#runner.familyOf(plan, backend, axis)}
            .axis=${axis}
            .backend=${backend}
            ?ready=${ready}
            ?busy=${doing === 'family'}
            @rp-family=${this.#family}
          ></rp-savings-family>
        </div>
      </div>
    `;
  }
}

const linkOf = (settings: Settings) =>
  new URLSearchParams(writeLink(settings)).toString();

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-page': SavingsPage;
  }
}
