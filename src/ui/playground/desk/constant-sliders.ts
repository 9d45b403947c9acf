import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ConstantSource } from '../../../engine/api';
import { constantIn } from '../../../state/draft-edits';
import { shared } from '../../shared.styles';

export interface ConstantChange {
  readonly constant: ConstantSource;
  readonly value: number;
}

/**
 * The text's constants: a slider over what the tuner would race, a number
 * otherwise. Fires `rp-constant` (detail: {@link ConstantChange}).
 */
@customElement('rp-constant-sliders')
export class ConstantSliders extends LitElement {
  static override styles = [
    shared,
    css`
      h3 {
        margin-bottom: 6px;
        font-size: 13px;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 104px 44px;
        align-items: center;
        gap: 4px 10px;
        min-height: 34px;
      }
      label {
        overflow-wrap: anywhere;
        font: 12px var(--mono);
        color: var(--text-2);
      }
      input {
        width: 100%;
        min-width: 0;
        accent-color: var(--gpu-text);
      }
      input[type='number'] {
        grid-column: 2 / 4;
      }
      output {
        text-align: right;
        font: 13px var(--mono);
      }
      .gone {
        grid-column: 2 / 4;
      }
      small {
        display: block;
        margin-top: 6px;
      }
    `,
  ];

  @property({ attribute: false }) constants: readonly ConstantSource[] = [];
  /** As it stands: its values are shown, not the shipped ones. */
  @property() text = '';

  #change(constant: ConstantSource, value: number) {
    if (!Number.isFinite(value)) return;
    this.dispatchEvent(
      new CustomEvent<ConstantChange>('rp-constant', {
        detail: { constant, value },
      }),
    );
  }

  override render() {
    if (this.constants.length === 0) return nothing;
    return html`
      <h3>Constants</h3>
      ${this.constants.map((constant) => this.#row(constant))}
      <small>
        ${
          this.constants.some(({ variants = [] }) => variants.length > 1)
            ? `A slider steps through what the tuner would race; each change is
              made in the text, and what is dispatched follows.`
            : 'A change is made in the text.'
        }
      </small>
    `;
  }

  #row(constant: ConstantSource) {
    const { name } = constant;
    const value = constantIn(this.text, name);
    return html`<div class="row">
      <label for=${name}
        >${name.split('_').map((part, i) => (i ? html`_<wbr />${part}` : part))}</label
      >
      ${
        value === null
          ? html`<small class="gone">not in the text any more</small>`
          : (constant.variants?.length ?? 0) > 1
            ? this.#slider(constant, value)
            : html`<input
                type="number"
                id=${name}
                step="any"
                .value=${live(String(value))}
                @change=${(event: Event) =>
                  this.#change(
                    constant,
                    (event.target as HTMLInputElement).valueAsNumber,
                  )}
              />`
      }
    </div>`;
  }

  #slider(constant: ConstantSource, value: number) {
    // A value of one's own gets a stop too.
    const stops = [...new Set([...(constant.variants ?? []), value])].sort(
      (a, b) => a - b,
    );
    return html`<input
        type="range"
        id=${constant.name}
        min="0"
        max=${stops.length - 1}
        step="1"
        aria-valuetext=${value}
        .value=${live(String(stops.indexOf(value)))}
        @input=${(event: Event) =>
          this.#change(
            constant,
            stops[(event.target as HTMLInputElement).valueAsNumber],
          )}
      /><output for=${constant.name}>${value}</output>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-constant-sliders': ConstantSliders;
  }
}
