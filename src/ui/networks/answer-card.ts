import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../../engine/api';
import { heroCardStyles } from '../bench/hero-card.styles';
import { softwareNote } from '../device-facts';
import { shared } from '../shared.styles';
import type { Answer } from './answer';
import type { Step } from './answer-steps';
import { bar, barStyles } from './bar';
import { wish } from './events';

/** Promised, predicted, measured; and why they differ. */
@customElement('rp-networks-answer')
export class NetworksAnswer extends LitElement {
  static override styles = [
    shared,
    heroCardStyles,
    barStyles,
    css`
      .main {
        font-size: 16px;
        color: var(--text);
      }
      .sentence p + p {
        margin-top: 4px;
      }
      .figure {
        flex-direction: column;
        gap: 0;
        max-width: 240px;
        white-space: normal;
      }
      .word {
        font-size: 15px;
        line-height: 1.3;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 8px 22px;
        width: 100%;
        margin: 6px 0 0;
        padding: 12px 0 0;
        border-top: 1px solid var(--line);
        list-style: none;
      }
      li {
        display: grid;
        gap: 2px;
        align-content: start;
      }
      li b {
        font: 650 19px var(--mono);
        font-variant-numeric: tabular-nums;
        color: var(--text);
      }
      li .title {
        font-size: 13px;
        color: var(--text-2);
      }
      li .bar {
        margin: 2px 0;
      }
      .next {
        align-items: center;
      }
      @media (max-width: 560px) {
        .figure {
          max-width: none;
        }
        ol {
          grid-template-columns: minmax(0, 1fr);
        }
        li {
          grid-template-columns: minmax(0, 1fr) auto;
          align-items: baseline;
          gap: 2px 10px;
        }
        li b {
          order: 1;
        }
        li .bar {
          order: 2;
          grid-column: 1 / -1;
        }
        li small {
          order: 3;
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer: Answer | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property() backend = 'webgpu';
  @property({ type: Boolean }) measured = false;
  @property({ type: Boolean }) running = false;
  @property({ type: Boolean }) ready = false;
  /** "Run both networks". */
  @property() action = 'Run';

  override render() {
    const { answer, running } = this;
    return html`<section
      class="card"
      aria-label="Result"
      aria-live=${running ? 'off' : 'polite'}
    >
      ${answer ? this.#answer(answer) : html`<p class="word">Building …</p>`}
    </section>`;
  }

  #answer({ big, word, main, why, steps }: Answer) {
    return html`
      <p class="figure">
        <span class="big">${big}</span> <span class="word">${word}</span>
      </p>
      <div class="sentence">
        <p class="main">${together(main)}</p>
        ${why ? html`<p>${together(why)}</p>` : nothing} ${this.#next()}
      </div>
      <ol aria-label="Promised, predicted and measured">
        ${steps.map((step, i) => this.#step(step, i === 2))}
      </ol>
    `;
  }

  #step({ title, text, size, detail }: Step, isMeasured: boolean) {
    return html`<li>
      <span class="title">${title}</span>
      <b>${text}</b>
      ${bar(size, isMeasured ? this.backend : '')}
      <small>${detail}</small>
    </li>`;
  }

  #next() {
    const { device, measured, running, ready } = this;
    const software =
      this.backend === 'webgpu' && device?.gpu && device.software;
    if (!software && (measured || running)) return nothing;
    return html`<p class="next">
      ${software ? html`<span class="badge">${softwareNote}</span>` : nothing}
      ${
        measured || running
          ? nothing
          : html`<button
              class="primary"
              ?disabled=${!ready}
              @click=${() => this.dispatchEvent(wish('rp-networks-run'))}
            >
              ${this.action}
            </button>`
      }
    </p>`;
  }
}

/** A number and its per cent stay on one line. */
const together = (text: string) => text.replaceAll(' %', '\u00a0%');

declare global {
  interface HTMLElementTagNameMap {
    'rp-networks-answer': NetworksAnswer;
  }
}
