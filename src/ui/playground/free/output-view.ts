import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TypedArray } from '../../../ops/tensor';
import type { FreePixels, FreePlot, FreeView } from '../../../state/draft';
import { shared } from '../../shared.styles';
import { formatCount } from '../../units';
import './number-table';
import './pixel-view';
import { pictureOf } from './pixels';
import { histogramOf, lineOf } from './plot';
import './plot-view';
import { formatValue, summaryOf, type Summary } from './summary';

/** One buffer after a run: its extremes, then as it was asked for. */
@customElement('rp-output-view')
export class OutputView extends LitElement {
  static override styles = [
    shared,
    css`
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        margin: 0 0 12px;
      }
      dl div {
        display: flex;
        gap: 6px;
        align-items: baseline;
      }
      dt {
        font-size: 12px;
        color: var(--text-3);
      }
      dd {
        margin: 0;
        font-size: 13px;
      }
      .odd {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) data: TypedArray = new Float32Array();
  @property() name = '';
  @property() view: FreeView = 'numbers';
  @property({ type: Number }) imageWidth = 64;
  @property() pixels: FreePixels = 'grey';
  @property() plot: FreePlot = 'line';
  #summary: Summary = summaryOf(new Float32Array());

  protected override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('data')) this.#summary = summaryOf(this.data);
  }

  override render() {
    // Packed bytes are numbers by accident.
    const packed = this.view === 'image' && this.pixels === 'packed';
    return html`${packed ? nothing : this.#facts()}${this.#view()}`;
  }

  #facts() {
    const { min, max, mean, nan, infinite, zeros } = this.#summary;
    const fact = (name: string, value: string, odd = false) =>
      html`<div>
        <dt>${name}</dt>
        <dd class="number ${odd ? 'odd' : ''}">${value}</dd>
      </div>`;
    const value = (one: number | null) =>
      one === null ? '–' : formatValue(one);
    return html`<dl>
      ${fact('least', value(min))} ${fact('greatest', value(max))}
      ${fact('mean', value(mean))} ${fact('zeros', formatCount(zeros))}
      ${fact('NaN', formatCount(nan), nan > 0)}
      ${infinite > 0 ? fact('infinite', formatCount(infinite), true) : nothing}
    </dl>`;
  }

  #view() {
    const { data, name, view } = this;
    if (view === 'numbers')
      return html`<rp-number-table
        .data=${data}
        name=${name}
      ></rp-number-table>`;
    return view === 'image' ? this.#picture() : this.#plot();
  }

  #picture() {
    const { data, name, pixels, imageWidth } = this;
    try {
      const picture = pictureOf(data, pixels, imageWidth, this.#summary);
      return html`<rp-pixel-view
        .picture=${picture}
        name=${name}
      ></rp-pixel-view>`;
    } catch (error) {
      return html`<p class="notice" role="status">
        ${(error as Error).message}
      </p>`;
    }
  }

  #plot() {
    const { data, name, plot: kind } = this;
    const plotOf = kind === 'line' ? lineOf : histogramOf;
    const plot = plotOf(data, this.#summary);
    return plot
      ? html`<rp-plot-view
          .plot=${plot}
          kind=${kind}
          name=${name}
        ></rp-plot-view>`
      : html`<p class="notice" role="status">
          There is no finite number in ${name}: nothing to plot.
        </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-output-view': OutputView;
  }
}
