import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DeviceReport } from '../engine/api';
import { hasRelaxedSimd } from '../wasm/features';
import { missingOf } from './missing';
import { shared } from './shared.styles';

/** What is not here, each with what it costs; nothing where nothing is. */
@customElement('rp-missing-card')
export class MissingCard extends LitElement {
  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(120px, max-content) 1fr;
        gap: 6px 18px;
        margin: 10px 0 0;
      }
      dd {
        margin: 0;
        color: var(--text-2);
      }
      @media (max-width: 820px) {
        dl {
          grid-template-columns: 1fr;
          gap: 0;
        }
        dd {
          margin-bottom: 10px;
        }
      }
    `,
  ];

  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ type: Boolean }) relaxedSimd = hasRelaxedSimd();

  override render() {
    if (!this.device) return nothing;
    const missing = missingOf(this.device, this.relaxedSimd);
    return html`<section class="card" aria-labelledby="missing">
      <h2 id="missing">Missing here</h2>
      ${
        missing.length === 0
          ? html`<p class="muted">Nothing that the kernels could use.</p>`
          : html`<dl>
              ${missing.map(
                ({ name, cost }) =>
                  html`<dt>${name}</dt>
                    <dd>${cost}</dd>`,
              )}
            </dl>`
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-missing-card': MissingCard;
  }
}
