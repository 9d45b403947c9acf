import { LitElement, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { IntensityPoint } from '../../engine/api';
import { ops } from '../../ops';
import { roofFor } from '../../roofline/ceiling-roofs';
import { chartLabels } from '../../roofline/chart-labels';
import type { Dot } from '../../roofline/dots';
import { axesFor, dotPoint, type Axes } from '../../roofline/geometry';
import { laddersOf, timeShares, type Ladder } from '../../roofline/ladder';
import { markerPath, markerRadius, shapeOf } from '../../roofline/markers';
import type { Roof } from '../../roofline/roof';
import { shared } from '../shared.styles';
import { WidthController } from '../width-controller';
import {
  gapLayer,
  gridLayer,
  labelLayer,
  ladderLayer,
  roofLayer,
  sweepLayer,
  whiskerLayer,
} from './chart-layers';
import { dotName, dotTip } from './dot-tip';
import { DotSelectEvent } from './events';
import { rooflineChartStyles } from './roofline-chart.styles';

const opIds = ops.map(({ id }) => id);
/** With more problems than these the whiskers would hide the dots. */
const fewLadders = 3;

/** Roofs, runs and ladders on log-log axes; arrow keys walk the dots. */
@customElement('rp-roofline-chart')
export class RooflineChart extends LitElement {
  static override styles = [shared, rooflineChartStyles];

  @property({ attribute: false }) roofs: readonly Roof[] = [];
  @property({ attribute: false }) dots: readonly Dot[] = [];
  @property({ attribute: false }) sweep: readonly IntensityPoint[] = [];
  @property() selected = '';

  /** The dot under the pointer or with the focus. */
  @state() active = '';
  #size = new WidthController(this, 640);
  #axes!: Axes;
  #ladders: readonly Ladder[] = [];
  #radii: ReadonlyMap<string, number> = new Map();
  /** The order of the arrow keys: along the intensity, then upwards. */
  #order: readonly Dot[] = [];

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('dots')) {
      this.#order = this.dots.toSorted(
        (a, b) => a.intensity - b.intensity || a.gflops - b.gflops,
      );
      this.#ladders = laddersOf(this.dots);
      const shares = timeShares(this.#ladders);
      this.#radii = new Map(
        this.dots.map(({ id }) => [id, markerRadius(shares.get(id))]),
      );
    }
    const { width } = this.#size;
    const height =
      width < 560 ? (width * 11) / 16 : Math.min(540, width * 0.56);
    this.#axes = axesFor(
      { width, height, left: 50, right: 12, top: 16, bottom: 36 },
      this.roofs,
      this.dots,
      this.sweep,
    );
  }

  protected override updated() {
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    const dot = this.#dot(this.active);
    if (!tip || !dot) return;
    const { x, y } = dotPoint(dot, this.#axes);
    const { offsetWidth, offsetHeight } = tip;
    const { width, height } = this.#axes.frame;
    const right = x + 18;
    const left = right + offsetWidth > width ? x - 18 - offsetWidth : right;
    const highest = Math.min(y - offsetHeight / 2, height - offsetHeight);
    // Without room beside the dot the card goes below the chart.
    const [cardX, cardY] = left < 0 ? [0, height + 4] : [left, highest];
    tip.style.setProperty('--x', `${cardX}px`);
    tip.style.setProperty('--y', `${Math.max(0, cardY)}px`);
  }

  #dot = (id: string) => this.dots.find((dot) => dot.id === id);

  #select(dot: Dot, open: boolean) {
    this.dispatchEvent(new DotSelectEvent(dot.id, open));
  }

  #key(event: KeyboardEvent, dot: Dot) {
    const { key } = event;
    const order = this.#order;
    const at = order.indexOf(dot);
    const next = {
      ArrowRight: (at + 1) % order.length,
      ArrowUp: (at + 1) % order.length,
      ArrowLeft: (at + order.length - 1) % order.length,
      ArrowDown: (at + order.length - 1) % order.length,
      Home: 0,
      End: order.length - 1,
    }[key];
    if (next !== undefined) this.#focus(order[next]);
    else if (key === 'Enter' || key === ' ') this.#select(dot, key === 'Enter');
    else if (key === 'Escape') this.active = '';
    else return;
    event.preventDefault();
  }

  #focus({ id }: Dot) {
    this.renderRoot
      .querySelector<SVGElement>(`[data-dot="${CSS.escape(id)}"]`)
      ?.focus();
  }

  override render() {
    const { roofs, dots, sweep } = this;
    const axes = this.#axes;
    const { width, height } = axes.frame;
    const active = this.#dot(this.active);
    const focus = active ?? this.#dot(this.selected);
    const few = this.#ladders.length <= fewLadders;
    const whiskers = dots.filter(
      (dot) =>
        dot === focus ||
        (few &&
          dot.backend !== 'reference' &&
          this.#ladders.some(({ fastest }) => fastest === dot)),
    );
    const labels = chartLabels(
      axes,
      roofs,
      this.#ladders,
      this.#radii,
      whiskers,
    );
    return html`
      <svg
        viewBox="0 0 ${width} ${height}"
        role="group"
        aria-label="Roofline: ${roofs.length} roofs, ${dots.length} runs. Arrow keys move from run to run, Enter opens one."
      >
        ${gridLayer(axes)} ${roofLayer(roofs, axes)} ${sweepLayer(sweep, axes)}
        ${ladderLayer(this.#ladders, axes)} ${whiskerLayer(whiskers, axes)}
        ${gapLayer(focus, focus ? roofFor(roofs, focus.backend) : null, axes)}
        ${labelLayer(labels)} ${this.#marks()}
      </svg>
      ${active ? dotTip(active, roofFor(roofs, active.backend)) : nothing}
    `;
  }

  #marks() {
    const stop = this.#dot(this.selected) ?? this.#order[0];
    return this.#order.map((dot) => {
      const { x, y } = dotPoint(dot, this.#axes);
      const radius = this.#radii.get(dot.id) ?? 4;
      const shape = shapeOf(opIds, dot.op);
      const show = () => (this.active = dot.id);
      const hide = () => {
        if (this.active === dot.id) this.active = '';
      };
      return svg`
        <g
          class="dot ${dot.backend} ${dot.verified === false ? 'wrong' : ''}"
          role="button"
          tabindex=${dot === stop ? 0 : -1}
          data-dot=${dot.id}
          aria-pressed=${dot.id === this.selected}
          aria-label=${dotName(dot)}
          @click=${() => this.#select(dot, false)}
          @keydown=${(event: KeyboardEvent) => this.#key(event, dot)}
          @focus=${show} @blur=${hide}
          @pointerenter=${show} @pointerleave=${hide}
        >
          <circle class="hit" cx=${x} cy=${y} r=${Math.max(12, radius + 4)} />
          <path class="ring" d=${markerPath('circle', x, y, radius + 3.5)} />
          <path class="mark" d=${markerPath(shape, x, y, radius)} />
        </g>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-roofline-chart': RooflineChart;
  }
}
