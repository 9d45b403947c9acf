import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { PointEvent } from './events';
import type { Raster } from './pixels';
import type { Point } from './plane-canvas';
import './thumbnail';

/** One picture under the loupe: the pixel's surroundings and its values. */
export interface LoupeView {
  readonly title: string;
  readonly raster: Raster | null;
  /** Red, green, blue, or one number. */
  readonly values: readonly string[];
}

/** Pixels across; odd, so that there is a middle one. */
const side = 11;

@customElement('rp-loupe')
export class Loupe extends LitElement {
  static override styles = [
    shared,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 6px 14px;
      }
      .views {
        display: grid;
        grid-template-columns: repeat(4, auto);
        justify-content: space-between;
        gap: 14px;
        margin: 12px 0 10px;
      }
      .view {
        display: grid;
        grid-template-columns: 76px minmax(0, max-content);
        gap: 2px 12px;
        align-content: start;
      }
      .patch {
        position: relative;
        grid-row: span 5;
        align-self: start;
      }
      .patch::after {
        content: '';
        position: absolute;
        inset: calc(50% - 50% / 11);
        border: 1px solid #fff;
        outline: 1px solid rgb(0 0 0 / 60%);
      }
      .value {
        font-size: 13px;
        text-align: right;
        white-space: nowrap;
      }
      .title {
        text-align: right;
      }
      @container (max-width: 760px) {
        .views {
          grid-template-columns: repeat(2, auto);
          justify-content: start;
          column-gap: 32px;
        }
      }
      @container (max-width: 400px) {
        .views {
          column-gap: 10px;
          justify-content: space-between;
        }
        .view {
          grid-template-columns: 54px minmax(0, max-content);
          column-gap: 8px;
        }
        .value {
          font-size: 12px;
        }
      }
      :host {
        container-type: inline-size;
      }
    `,
  ];

  @property({ attribute: false }) point: Point | null = null;
  @property({ attribute: false }) views: readonly LoupeView[] = [];
  @property({ attribute: false }) worst: Point | null = null;

  override render() {
    const { point, worst } = this;
    if (!point) return nothing;
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">Pixel ${point.x}, ${point.y}</h2>
        ${
          worst
            ? html`<button
                ?disabled=${worst.x === point.x && worst.y === point.y}
                @click=${() =>
                  this.dispatchEvent(new PointEvent(worst.x, worst.y))}
              >
                Largest difference
              </button>`
            : nothing
        }
      </header>
      <div class="views">
        ${this.views.map(
          ({ title, raster, values }) =>
            html`<div class="view">
              <div class="patch">
                <rp-thumbnail
                  .raster=${raster}
                  .crop=${{ ...point, side }}
                ></rp-thumbnail>
              </div>
              <span class="title small">${title}</span>
              ${values.map(
                (value) => html`<span class="value number">${value}</span>`,
              )}
            </div>`,
        )}
      </div>
      <p class="small">
        Point at a picture, or focus it and use the arrow keys (with Shift, ten
        pixels at a time).
      </p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-loupe': Loupe;
  }
}
