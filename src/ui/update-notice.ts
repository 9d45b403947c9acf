import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from './shared.styles';

/** Offers the version that waits; fires `rp-update` when it is wanted. */
@customElement('rp-update-notice')
export class UpdateNotice extends LitElement {
  static override styles = [
    shared,
    css`
      .card {
        position: fixed;
        z-index: 5;
        right: 24px;
        bottom: 24px;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 14px;
        max-width: calc(100vw - 48px);
        padding: 10px 10px 10px 16px;
        box-shadow: 0 4px 24px rgb(0 0 0 / 18%);
      }
      p {
        flex: 1 1 auto;
      }
      @media (max-width: 820px) {
        .card {
          right: 16px;
          bottom: 84px;
          left: 16px;
          max-width: none;
        }
      }
    `,
  ];

  @property({ type: Boolean }) ready = false;

  override render() {
    // The region stands before its text comes, or nobody hears it read.
    return html`<div role="status">
      ${
        this.ready
          ? html`<div class="card">
              <p>A new version is ready.</p>
              <button class="primary" @click=${this.#update}>
                Reload to update
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #update = () => this.dispatchEvent(new Event('rp-update'));
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-update-notice': UpdateNotice;
  }
}
