import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { DeviceReport } from '../../engine/api';
import type { Roof } from '../../roofline/roof';
import { softwareNote } from '../device-facts';
import { noCeilings, type CeilingsView } from '../roofline/ceilings-view';
import { MeasureRoofsEvent } from '../roofline/events';
import { shared } from '../shared.styles';
import { formatDuration, formatRatio, formatSpread } from '../units';
import { answerCardStyles } from './answer-card.styles';
import { explain, predictedRatio, spreadText } from './explain';
import { roofMs } from './layers';
import { outcomeOf, type Outcome, type SavingsRun } from './outcome';
import { chosenId, variantOf, type Plan } from './plan';
import type { Backend } from './subject';

/** Promised, predicted, measured: three ratios and why they differ. */
@customElement('rp-savings-answer')
export class SavingsAnswer extends LitElement {
  static override styles = [shared, answerCardStyles];

  @property({ attribute: false }) plan!: Plan;
  @property({ attribute: false }) run: SavingsRun | null = null;
  @property({ attribute: false }) roof: Roof | null = null;
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property() backend: Backend = 'webgpu';
  @property({ type: Boolean }) ready = false;

  override render() {
    const { plan, run, roof, backend } = this;
    const outcome = run && outcomeOf(plan, run, chosenId(plan));
    const predicted = predictedRatio(plan, chosenId(plan), roof);
    const { promise } = plan;
    const longest = Math.max(
      1,
      promise.ratio,
      predicted ?? 0,
      outcome?.ratio.p80 ?? 0,
    );
    return html`
      <section
        class="card ${backend}"
        aria-label="Result"
        aria-live=${run?.state === 'running' ? 'off' : 'polite'}
      >
        <dl class="figures">
          ${this.#figure('Promised', promise.ratio, longest, this.#promise())}
          ${this.#figure(
            'Roofline predicts',
            predicted,
            longest,
            this.#prediction(),
          )}
          ${this.#figure(
            'Measured',
            outcome?.ratio.median ?? null,
            longest,
            this.#measurement(outcome),
            outcome,
          )}
        </dl>
        <div class="sentence">
          ${outcome ? this.#explanation(outcome) : this.#waiting()}
        </div>
      </section>
    `;
  }

  #figure(
    name: string,
    ratio: number | null,
    longest: number,
    how: unknown,
    outcome?: Outcome | null,
  ) {
    const isOwn = outcome !== undefined;
    const share = ((ratio ?? 0) / longest) * 100;
    const big = { big: true, quiet: ratio === null, measured: isOwn };
    return html`<div class="figure">
      <dt>${name}</dt>
      <dd class="value">
        <span class=${classMap(big)}
          >${ratio === null ? '–' : formatRatio(ratio)}</span
        >
      </dd>
      <dd>
        <svg
          class="track ${isOwn ? 'own' : ''}"
          viewBox="0 0 100 8"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <rect class="all" width="100" height="8" />
          <rect class="part" width=${share} height="8" />
          ${
            outcome
              ? svg`<path class="spread" vector-effect="non-scaling-stroke"
                  d="M${(outcome.ratio.p20 / longest) * 100} 4H${
                    (outcome.ratio.p80 / longest) * 100
                  }" />`
              : nothing
          }
        </svg>
      </dd>
      <dd class="how">${how}</dd>
    </div>`;
  }

  #promise() {
    const { symbols, numbers, meaning } = this.plan.promise;
    return html`<span class="symbols">${symbols}</span>
      <span class="numbers">${numbers}</span> → ${meaning}`;
  }

  #prediction() {
    const { plan, roof } = this;
    if (!roof)
      return this.roofs.state === 'measuring'
        ? 'The roofs are being measured.'
        : html`It takes the roofs of this device, which are not measured yet.
            <button @click=${() => this.dispatchEvent(new MeasureRoofsEvent())}>
              Measure the roofs
            </button>`;
    const least = (id: 'dense' | 'cheap' | 'fused') =>
      formatDuration(roofMs(roof, variantOf(plan, id).layers));
    return html`At best <b>${least('dense')}</b> dense and
      <b>${least(chosenId(plan))}</b> instead, if each layer ran at its roof`;
  }

  #measurement(outcome: Outcome | null) {
    if (!outcome)
      return this.run?.state === 'running'
        ? 'Being measured: both forms in turn.'
        : 'Not measured yet.';
    const { dense, chosen, ratio, basis } = outcome;
    const time = ({ ms }: typeof dense) =>
      html`<b>${formatDuration(ms.medianMs)}</b>
        <small>${formatSpread(ms.p20Ms, ms.p80Ms)}</small>`;
    return html`${time(dense)} dense, ${time(chosen)} instead; ratio
      <b>${spreadText(ratio)}</b>, p20–p80 of ${dense.ms.n} rounds,
      ${basis === 'kernels' ? 'kernels alone' : 'whole runs'}`;
  }

  #explanation(outcome: Outcome) {
    const { plan, roof, device } = this;
    const software = this.backend === 'webgpu' && device?.software === true;
    const { lead, reason, more, next } = explain(plan, outcome, roof, software);
    return html`
      <p class="main"><strong>${lead}</strong> ${reason}</p>
      <ul class="more">
        ${more.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      <p class="next">${this.#badge()}<span>${next}</span></p>
    `;
  }

  #waiting() {
    const { run, plan, backend } = this;
    if (run?.state === 'running')
      return html`<p class="main">
        Kernels are chosen and compiled first, then the forms are timed in turn.
      </p>`;
    if (run?.state === 'failed')
      return html`<p class="main">The run failed before a first round.</p>`;
    const what = plan.settings.kind === 'network' ? 'network' : 'block';
    return html`
      <p class="main">
        Fewer multiply-adds are not less time: a layer also has to read and
        write. How much of the promise does this device keep?
      </p>
      <p>
        One run times this ${what} in ${plan.variants.length} forms, in turn, on
        ${backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'}; some seconds.
      </p>
      <p class="start">
        <button
          class="primary"
          ?disabled=${!this.ready}
          @click=${() => this.dispatchEvent(new Event('rp-savings-start'))}
        >
          Measure this ${what}
        </button>
      </p>
      <p class="next">${this.#badge()}</p>
    `;
  }

  #badge() {
    return this.backend === 'webgpu' && this.device?.software
      ? html`<span class="badge">${softwareNote}</span>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-answer': SavingsAnswer;
  }
}
