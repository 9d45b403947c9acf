import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import type { Raster } from './pixels';
import './plane-canvas';
import type { Point } from './plane-canvas';

/** One picture with its heading, or why there is none. */
@customElement('rp-pane')
export class Pane extends LitElement {
  static override styles = [
    shared,
    css`
      figure {
        display: flex;
        flex-direction: column;
        height: 100%;
        margin: 0;
      }
      figcaption {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 8px;
        padding: 8px 2px 6px;
        border-top: 3px solid var(--line);
        white-space: nowrap;
      }
      .wasm figcaption {
        border-color: var(--wasm);
      }
      .webgpu figcaption {
        border-color: var(--gpu);
      }
      .reference figcaption {
        border-color: var(--oracle);
      }
      .about {
        flex: 1 1 0;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .figure {
        margin-left: auto;
        font-size: 13px;
      }
      .message {
        flex: 1;
        display: grid;
        align-content: center;
        min-height: 140px;
        padding: 16px;
        border-radius: 6px;
        background: var(--inset);
        color: var(--text-2);
        overflow-wrap: anywhere;
      }
      @media (max-width: 820px) {
        .about {
          display: none;
        }
        .message {
          padding: 12px;
          font-size: 13px;
        }
      }
    `,
  ];

  @property() heading = '';
  /** The backend whose colour it carries. */
  @property() tone = '';
  @property() about = '';
  /** A number with its unit. */
  @property() figure = '';
  /** Shown in place of the picture. */
  @property() message = '';
  @property({ attribute: false }) raster: Raster | null = null;
  @property({ attribute: false }) point: Point | null = null;

  override render() {
    return html`<figure class=${this.tone}>
      <figcaption>
        <strong>${this.heading}</strong>
        <span class="about number small">${this.about}</span>
        <span class="figure number">${this.figure}</span>
      </figcaption>
      ${
        this.message
          ? html`<p class="message">${this.message}</p>`
          : html`<rp-plane-canvas
              label=${this.heading}
              .raster=${this.raster}
              .point=${this.point}
            ></rp-plane-canvas>`
      }
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-pane': Pane;
  }
}
