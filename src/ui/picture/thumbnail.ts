import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import type { Raster } from './pixels';

/** A raster, or a part of it with every pixel large. Decorative. */
@customElement('rp-thumbnail')
export class Thumbnail extends LitElement {
  static override styles = [
    shared,
    css`
      canvas {
        display: block;
        width: 100%;
        height: auto;
        border-radius: 4px;
        background: var(--inset);
        image-rendering: var(--rendering, auto);
      }
      .cropped {
        image-rendering: pixelated;
      }
    `,
  ];

  @property({ attribute: false }) raster: Raster | null = null;
  /** Centre and side of the part to show; the whole when null. */
  @property({ attribute: false }) crop: {
    readonly x: number;
    readonly y: number;
    readonly side: number;
  } | null = null;
  @query('canvas') canvas!: HTMLCanvasElement;

  override updated() {
    const { raster, crop, canvas } = this;
    if (!raster) return;
    const { data, width, height } = raster;
    canvas.width = crop?.side ?? width;
    canvas.height = crop?.side ?? height;
    const half = crop ? (crop.side - 1) / 2 : 0;
    canvas
      .getContext('2d')
      ?.putImageData(
        new ImageData(data, width, height),
        crop ? half - crop.x : 0,
        crop ? half - crop.y : 0,
      );
  }

  override render() {
    return html`<canvas
      class=${this.crop ? 'cropped' : ''}
      width="4"
      height="3"
      aria-hidden="true"
    ></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-thumbnail': Thumbnail;
  }
}
