import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../../engine/api';
import { heroCardStyles } from '../bench/hero-card.styles';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import { answerOf, type Answer } from './answer';
import { answerCardStyles } from './answer-card.styles';
import type { SweepRun } from './rows';
import type { SweepPlan } from './state';

/** From which size on does the GPU pay? */
@customElement('rp-answer-card')
export class AnswerCard extends LitElement {
  static override styles = [shared, heroCardStyles, answerCardStyles];

  @property({ attribute: false }) plan!: SweepPlan;
  @property({ attribute: false }) run: SweepRun | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;

  override render() {
    const { plan, run, device } = this;
    const answer = run && device && answerOf(plan, run.rows, device);
    return html`
      <section
        class="card"
        aria-label="Result"
        aria-live=${run?.state === 'running' ? 'off' : 'polite'}
      >
        ${
          answer
            ? this.#answer(answer)
            : run
              ? this.#unknown(run)
              : this.#invitation()
        }
      </section>
    `;
  }

  #answer({ big, word, sentence, kernels, who, next }: Answer) {
    return html`
      <p class="figure">
        <span class="big ${big}">${big}</span> <span class="word">${word}</span>
      </p>
      <div class="sentence">
        <p class="main">${coloured(sentence)}</p>
        ${kernels ? html`<p>${coloured(kernels)}</p>` : nothing}
        <p class="next">
          ${this.#badge()}
          <span>${who}.</span>
          ${next ? html`<span>${next}</span>` : nothing}
        </p>
      </div>
    `;
  }

  #unknown({ state }: SweepRun) {
    return html`
      <p class="figure">
        <span class="big quiet">${state === 'running' ? '…' : '–'}</span>
      </p>
      <div class="sentence">
        <p class="main">
          ${
            state === 'running'
              ? 'Measuring from the smallest size up; the answer stands after two.'
              : 'Too little was measured for an answer: a line needs two sizes.'
          }
        </p>
        <p class="next">${this.#badge()}</p>
      </div>
    `;
  }

  #invitation() {
    const { plan, device } = this;
    const count = plan.points.length;
    return html`
      <div class="sentence">
        <p class="question">
          From which size on is the ${coloured('GPU faster than the CPU')}?
        </p>
        <p>
          ${
            device && !device.gpu
              ? html`${device.reason} Until then the ${coloured("CPU's")} curve
                can be measured alone.`
              : html`Every call to a ${coloured('GPU')} costs something before
                the first multiply; small work does not earn it back. Nothing
                measured yet: a sweep times ${count} sizes of this layer on both
                sides, in a few seconds.`
          }
        </p>
        <p class="start">
          <button
            class="primary"
            ?disabled=${count === 0 || !device}
            @click=${() => this.dispatchEvent(new Event('rp-sweep-start'))}
          >
            Sweep ${count} sizes
          </button>
        </p>
        <p class="next">${this.#badge()}</p>
      </div>
    `;
  }

  #badge() {
    return this.device?.gpu && this.device.software
      ? html`<span class="badge">${softwareNote}</span>`
      : nothing;
  }
}

/** The two sides' names in their colours. */
const coloured = (text: string) =>
  text
    .split(/\b(CPU|GPU)\b/)
    .map((part) =>
      part === 'CPU'
        ? html`<b class="wasm">CPU</b>`
        : part === 'GPU'
          ? html`<b class="webgpu">GPU</b>`
          : part,
    );

declare global {
  interface HTMLElementTagNameMap {
    'rp-answer-card': AnswerCard;
  }
}
