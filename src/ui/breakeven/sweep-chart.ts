import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { curveLayer, gridLayer, zoneLayer } from './chart-layers';
import { chartOf, type Chart } from './geometry';
import { rowText } from './row-text';
import { analyse, notesOf, sideNames, type SweepRow } from './rows';
import { sweepChartStyles } from './sweep-chart.styles';

/** The card's padding and border, left and right. */
const frameWidth = 34;

/** Both curves on log-log axes; each size answers pointer and focus. */
@customElement('rp-sweep-chart')
export class SweepChart extends LitElement {
  static override styles = [shared, sweepChartStyles];

  @property({ attribute: false }) rows: readonly SweepRow[] = [];
  /** What the x axis counts: "height = width, pixels". */
  @property() axis = '';
  /** What a size is a number of, in the readout. */
  @property() unit = 'MACs';
  /** The size at the crossing, for its label. */
  @property() meeting = '';
  @state() width = 720;
  @state() active = -1;
  #resize = new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width === 0) return;
    // A new width changes the height, which is for the next frame to observe.
    requestAnimationFrame(() => {
      this.width = Math.round(contentRect.width) - frameWidth;
    });
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  override render() {
    const { rows } = this;
    const analysis = analyse(rows);
    if (analysis.series.every(({ samples }) => samples.length === 0))
      return nothing;
    const chart = chartOf(rows, analysis, this.width);
    const { width, height } = chart.frame;
    const { result } = analysis.endToEnd;
    return html`
      <section class="card" aria-labelledby="title">
        <header>
          <h2 id="title">Time by size</h2>
          <small>
            solid: end to end, with upload and readback · dashed: kernel alone
          </small>
        </header>
        <svg
          viewBox="0 0 ${width} ${height}"
          role="group"
          aria-label="Time of a call on the CPU and on the GPU by size"
        >
          ${result.kind === 'crossing' ? zoneLayer(chart, result.below) : nothing}
          ${gridLayer(chart, this.axis)} ${this.#bands(chart)}
          ${chart.curves.map(curveLayer)}
          ${chart.names.map(
            ({ x, y, text, series }) => svg`<text
              class="name ${series.side} ${series.measure}" x=${x + 6}
              y=${y + 4}>${text}</text>`,
          )}
          ${chart.crossing ? this.#meet(chart, chart.crossing) : nothing}
        </svg>
        <p class="readout">
          ${
            rows[this.active]
              ? rowText(rows[this.active], this.unit)
              : 'Point at a size to read it.'
          }
        </p>
        ${notesOf(rows, 'too-long').map(
          ({ side, size, note }) =>
            html`<p class="small">
              The ${sideNames[side]}'s curve ends before ${size}: ${note}.
            </p>`,
        )}
      </section>
    `;
  }

  #bands({ bands, frame }: Chart) {
    const { top, bottom, height } = frame;
    return bands.map(({ x, width }, index) => {
      const enter = () => (this.active = index);
      const leave = (event: Event) => {
        // A finger leaves as soon as it has tapped: then the focus holds.
        const touched =
          event instanceof PointerEvent && event.pointerType !== 'mouse';
        // A size that was read by keyboard since is not the pointer's to hide.
        if (!touched && this.active === index) this.active = -1;
      };
      return svg`<rect class="band" x=${x} y=${top} width=${width}
        height=${height - bottom - top} tabindex="0" role="img"
        aria-label=${rowText(this.rows[index], this.unit)}
        ?data-on=${index === this.active}
        @pointerenter=${enter} @pointerleave=${leave}
        @focus=${enter} @blur=${leave} />`;
    });
  }

  #meet({ frame }: Chart, { x, y }: { x: number; y: number }) {
    const late = x > (frame.width - frame.right + frame.left) / 2;
    return svg`<g class="meet" pointer-events="none">
      <path d="M${x} ${frame.top}V${frame.height - frame.bottom}" />
      <circle cx=${x} cy=${y} r="6" />
      <text x=${x + (late ? -11 : 11)} y=${y - 12}
        text-anchor=${late ? 'end' : 'start'}>${this.meeting}</text>
    </g>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-sweep-chart': SweepChart;
  }
}
