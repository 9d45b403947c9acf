import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatCount, formatNumber } from '../units';
import type { StageResult } from './compute';
import { SettingsEvent } from './events';
import { maxAmplification } from './pixels';
import { inSteps } from './timing';

/** How far the difference is turned up, and how large it really is. */
@customElement('rp-amplifier')
export class Amplifier extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 28px;
      }
      div {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      label {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 32px;
      }
      input[type='range'] {
        width: 150px;
        padding: 0;
        accent-color: var(--text-2);
      }
      input[type='checkbox'] {
        width: 18px;
        height: 18px;
        min-height: 18px;
        margin: 0;
        accent-color: var(--text-2);
      }
      p {
        flex: 1 1 300px;
        font-size: 13px;
        color: var(--text-2);
      }
      .number {
        white-space: nowrap;
      }
      @media (max-width: 820px) {
        label {
          min-height: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) setting: number | 'auto' = 'auto';
  /** What `auto` came to. */
  @property({ attribute: false }) exponent = 0;
  @property({ attribute: false }) result: StageResult | null = null;

  #set(amplification: number | 'auto') {
    this.dispatchEvent(new SettingsEvent({ amplification }));
  }

  override render() {
    return html`
      <div>
        <label>
          Amplify
          <input
            type="range"
            min="0"
            max=${maxAmplification}
            aria-valuetext="times ${2 ** this.exponent}"
            .value=${String(this.exponent)}
            @input=${(event: Event) =>
              this.#set(Number((event.target as HTMLInputElement).value))}
          />
        </label>
        <label>
          <input
            type="checkbox"
            .checked=${this.setting === 'auto'}
            @change=${(event: Event) =>
              this.#set(
                (event.target as HTMLInputElement).checked
                  ? 'auto'
                  : this.exponent,
              )}
          />
          auto
        </label>
      </div>
      ${this.#largest()}
    `;
  }

  #largest() {
    const { result } = this;
    if (!result?.difference) return nothing;
    const { max, differing, count } = result.difference;
    if (max === 0)
      return html`<p>No difference: every value agrees to the last bit.</p>`;
    const steps = inSteps(max, result.stage.look.scale);
    return html`<p>
      Largest difference
      <span class="number">${max.toExponential(2).replace('-', '−')}</span>, as
      shown <span class="number">${formatNumber(steps)}</span> of a 1/255 step;
      <span class="number">${formatCount(differing)}</span> of
      <span class="number">${formatCount(count)}</span> values differ at all.
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-amplifier': Amplifier;
  }
}
