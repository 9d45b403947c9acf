import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FreePlot } from '../../../state/draft';
import { shared } from '../../shared.styles';
import { WidthController } from '../../width-controller';
import type { Plot } from './plot';
import { formatValue } from './summary';

const margin = { top: 10, right: 12, bottom: 24, left: 70 };
const shares = [0, 0.25, 0.5, 0.75, 1];

/** A line over the index, or bars over the values. */
@customElement('rp-plot-view')
export class PlotView extends LitElement {
  static override styles = [
    shared,
    css`
      svg {
        display: block;
        width: 100%;
        height: auto;
      }
      .grid {
        stroke: var(--line);
      }
      .line {
        fill: none;
        stroke: var(--gpu);
        stroke-width: 1.6px;
        stroke-linejoin: round;
        vector-effect: non-scaling-stroke;
      }
      .bars {
        fill: var(--gpu);
      }
      text {
        font: 11px var(--mono);
        fill: var(--text-3);
      }
    `,
  ];

  @property({ attribute: false }) plot!: Plot;
  @property() kind: FreePlot = 'line';
  @property() name = '';
  readonly #width = new WidthController(this, 640);

  override render() {
    const { plot, kind, name } = this;
    const { width } = this.#width;
    const height = Math.round(Math.min(360, Math.max(200, 0.45 * width)));
    const inner = {
      width: Math.max(1, width - margin.left - margin.right),
      height: height - margin.top - margin.bottom,
    };
    const [xs, ys] = [plot.xRange, plot.yRange];
    const at = ([low, high]: readonly [number, number], share: number) =>
      low + share * (high - low);
    const what =
      kind === 'line'
        ? `${name} over its index`
        : `How often the values of ${name} occur`;
    return html`<svg
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="${what}, from ${tick(ys[0])} to ${tick(ys[1])}"
    >
      ${shares.map((share) => {
        const y = margin.top + (1 - share) * inner.height;
        return svg`
          <line class="grid" x1=${margin.left} x2=${width - margin.right} y1=${y} y2=${y} />
          <text x=${margin.left - 8} y=${y + 4} text-anchor="end">${tick(at(ys, share))}</text>`;
      })}
      ${[0, 0.5, 1].map(
        (share) =>
          svg`<text
            x=${margin.left + share * inner.width}
            y=${height - 6}
            text-anchor=${share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
          >${tick(kind === 'line' ? Math.round(at(xs, share)) : at(xs, share))}</text>`,
      )}
      <g
        transform="translate(${margin.left} ${margin.top + inner.height}) scale(${inner.width} ${-inner.height})"
      >
        ${svg`<path class=${kind === 'line' ? 'line' : 'bars'} d=${plot.path} />`}
      </g>
    </svg>`;
  }
}

/** Four digits say where one is. */
const tick = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 1e6
    ? formatValue(value)
    : formatValue(Number(value.toPrecision(4)));

declare global {
  interface HTMLElementTagNameMap {
    'rp-plot-view': PlotView;
  }
}
