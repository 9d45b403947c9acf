import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../copy-link';
import { shared } from '../shared.styles';
import { filters, receptiveField, type Stage } from './filters';
import type { PictureSettings } from './link';
import type { LoadedPicture } from './raster';

/** What is on the page in one line, and the button that measures it again. */
@customElement('rp-picture-header')
export class PictureHeader extends LitElement {
  static override styles = [
    shared,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
      }
      p {
        flex: 1 1 240px;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .actions {
        display: flex;
        gap: 8px;
      }
      @media (max-width: 560px) {
        h1 {
          flex: 1;
        }
        p {
          order: 1;
          flex-basis: 100%;
        }
        button {
          padding: 0 10px;
        }
      }
    `,
  ];

  @property({ attribute: false }) settings!: PictureSettings;
  @property({ attribute: false }) stage!: Stage;
  @property({ attribute: false }) picture: LoadedPicture | null = null;
  @property({ type: Boolean }) busy = false;

  #measure() {
    this.dispatchEvent(new Event('measure', { bubbles: true, composed: true }));
  }

  override render() {
    const { settings, stage, picture } = this;
    const [{ size }] = stage.taps;
    const rate = stage.rate > 1 ? `, rate ${stage.rate}` : '';
    const field = receptiveField(stage);
    return html`<header>
      <h1>Picture</h1>
      <p class="muted">
        ${filters[settings.filter].title},
        ${size}×${size}${rate}${
          rate ? html` (sees ${field}×${field})` : nothing
        }${picture ? html` · ${picture.title}` : nothing}
      </p>
      <div class="actions">
        <rp-copy-link .of=${this.settings}></rp-copy-link>
        <button
          class="primary"
          ?disabled=${this.busy}
          @click=${() => this.#measure()}
        >
          Measure again
        </button>
      </div>
    </header>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-picture-header': PictureHeader;
  }
}
