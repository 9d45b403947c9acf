import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { roofsOf } from '../../roofline/ceiling-roofs';
import type { Dot } from '../../roofline/dots';
import { sentences, verdictOf } from '../../roofline/verdict';
import { noCeilings, type CeilingsView } from '../roofline/ceilings-view';
import type { DotSelectEvent } from '../roofline/events';
import { measureBar, measureBarStyles } from '../roofline/measure-bar';
import '../roofline/roofline-chart';
import { shared } from '../shared.styles';
import { LayerSelectEvent } from './events';
import type { Figures } from './figures';
import { layerDots } from './layer-dots';

/** Every layer under this device's roof: large and low is where to begin. */
@customElement('rp-layers-roofline')
export class LayersRoofline extends LitElement {
  static override styles = [
    shared,
    measureBarStyles,
    css`
      h2 {
        margin-bottom: 12px;
      }
      .verdict {
        margin-top: 10px;
        padding: 10px 14px;
        border-left: 3px solid var(--gpu);
        border-radius: 0 var(--radius-control) var(--radius-control) 0;
        background: var(--inset);
        color: var(--text-2);
      }
      .verdict.wasm {
        border-color: var(--wasm);
      }
      .verdict strong {
        color: var(--text);
      }
      .empty {
        display: grid;
        gap: 12px;
        justify-items: start;
        max-width: 60ch;
        color: var(--text-2);
      }
    `,
  ];

  @property({ attribute: false }) figures!: Figures;
  @property({ attribute: false }) roofs: CeilingsView | null = null;
  @property() selected = '';

  override render() {
    const view = this.roofs ?? noCeilings;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Layers on your measured roofline</h2>
      ${view.ceilings ? this.#chart(view) : empty(this, view)}
    </section>`;
  }

  #chart(view: CeilingsView) {
    const { roof, promise, result } = this.figures;
    const { backend } = promise.subject;
    const all = view.ceilings ? roofsOf(view.ceilings) : [];
    const own = all.filter((one) => one.backend === backend);
    const dots = layerDots(this.figures);
    const dot = dots.find(({ id }) => id === this.selected) ?? heaviest(dots);
    return html`
      <rp-roofline-chart
        .roofs=${own}
        .dots=${dots}
        .selected=${dot?.id ?? ''}
        @rp-dot-select=${(event: DotSelectEvent) => {
          event.stopPropagation();
          this.dispatchEvent(new LayerSelectEvent(event.dotId, event.open));
        }}
      ></rp-roofline-chart>
      ${
        dot
          ? html`<p class="verdict ${backend}" role="status">
              <strong>${dot.label}:</strong> ${sentences(verdictOf(dot, roof))}
            </p>`
          : html`<p class="verdict ${backend}">
              ${
                result
                  ? 'No layer could be timed by itself; the whole run was.'
                  : 'Run the network to see where each of its layers lands.'
              }
            </p>`
      }
      ${view.state === 'idle' ? nothing : measureBar(this, view, 'Try again')}
    `;
  }
}

/** Where to begin. */
const heaviest = (dots: readonly Dot[]): Dot | undefined =>
  dots.toSorted((a, b) => b.ms - a.ms)[0];

const empty = (host: HTMLElement, view: CeilingsView) =>
  html`<div class="empty">
    <p>
      A layer can be no faster than the device's multiply-adds, nor than its
      memory. Neither is measured yet, so nothing can be predicted: the table
      shows work and bytes only.
    </p>
    ${measureBar(host, view, 'Measure the roofs')}
  </div>`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-layers-roofline': LayersRoofline;
  }
}
