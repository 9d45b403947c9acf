import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../../shared.styles';
import { formatCount } from '../../units';
import type { Picture } from './pixels';

/** A buffer drawn as a picture, its pixels left as they are. */
@customElement('rp-pixel-view')
export class PixelView extends LitElement {
  static override styles = [
    shared,
    css`
      canvas {
        display: block;
        width: 100%;
        max-height: 560px;
        border-radius: 6px;
        background: var(--inset);
        object-fit: contain;
        object-position: left top;
        image-rendering: pixelated;
      }
      p {
        margin-top: 6px;
      }
    `,
  ];

  @property({ attribute: false }) picture!: Picture;
  @property() name = '';
  @query('canvas') canvas!: HTMLCanvasElement;

  override updated(changed: Map<string, unknown>) {
    if (!changed.has('picture')) return;
    const { width, height, data } = this.picture;
    this.canvas.width = width;
    this.canvas.height = height;
    this.canvas
      .getContext('2d')
      ?.putImageData(new ImageData(data, width, height), 0, 0);
  }

  override render() {
    const { width, height, caption } = this.picture;
    const size = `${formatCount(width)} × ${formatCount(height)} pixels`;
    // Small pictures are drawn larger, never by part of a pixel.
    const scale = Math.max(1, Math.floor(Math.min(512 / width, 512 / height)));
    return html`
      <canvas
        role="img"
        aria-label="${this.name} as a picture, ${size}, ${caption}"
        .style="max-width: ${width * scale}px"
      ></canvas>
      <p class="small">${size}: ${caption}.</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-pixel-view': PixelView;
  }
}
