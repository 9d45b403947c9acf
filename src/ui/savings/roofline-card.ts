import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { svg } from 'lit';
import { chartLabels } from '../../roofline/chart-labels';
import { axesFor, type Axes } from '../../roofline/geometry';
import { attainable, type Roof } from '../../roofline/roof';
import { percent } from '../../roofline/verdict';
import { noCeilings, type CeilingsView } from '../roofline/ceilings-view';
import { gridLayer, labelLayer, roofLayer } from '../roofline/chart-layers';
import { measureBar, measureBarStyles } from '../roofline/measure-bar';
import { rooflineChartStyles } from '../roofline/roofline-chart.styles';
import { formatRate } from '../roofline/words';
import { shared } from '../shared.styles';
import { formatBytes, formatDuration, formatNumber } from '../units';
import { WidthController } from '../width-controller';
import { SettingsChangeEvent } from './events';
import { labelled, radiusOf } from './mark-labels';
import { extentOf, marksOf, type Mark, type Marks } from './marks';
import { outcomeOf, type SavingsRun } from './outcome';
import { chosenId, type Plan } from './plan';
import { rooflineCardStyles } from './roofline-card.styles';
import { isFusable } from './settings';

/** The card's padding and border, left and right. */
const frameWidth = 34;

/** Dense, layers and block under this device's roof; fusing moves the block. */
@customElement('rp-savings-roofline')
export class SavingsRoofline extends LitElement {
  static override styles = [
    shared,
    rooflineChartStyles,
    measureBarStyles,
    rooflineCardStyles,
  ];

  @property({ attribute: false }) plan!: Plan;
  @property({ attribute: false }) run: SavingsRun | null = null;
  @property({ attribute: false }) roof: Roof | null = null;
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @state() active = '';
  #size = new WidthController(this, 720);

  override render() {
    const { plan, roof } = this;
    return html`
      <section class="card" aria-labelledby="title">
        <header>
          <h2 id="title">On your measured roofline</h2>
          ${isFusable(plan.settings.kind) ? this.#switch() : nothing}
        </header>
        ${roof ? this.#chart(roof) : this.#empty()}
      </section>
    `;
  }

  #switch() {
    const { settings, savedBytes } = this.plan;
    const change = (event: Event) =>
      this.dispatchEvent(
        new SettingsChangeEvent({
          fused: (event.target as HTMLInputElement).checked,
        }),
      );
    return html`<label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${live(settings.fused)}
        @change=${change}
      />
      <span>Fused kernel</span>
      <small>keeps ${formatBytes(savedBytes)} out of memory</small>
    </label>`;
  }

  #empty() {
    return html`<div class="empty">
      <p>
        A layer can be no faster than the device's multiply-adds, nor than its
        memory. Both are measured here; then it shows which of the two a layer
        runs into.
      </p>
      ${measureBar(this, this.roofs, 'Measure the roofs')}
    </div>`;
  }

  #chart(roof: Roof) {
    const { plan, run, roofs } = this;
    const outcome = run && outcomeOf(plan, run, chosenId(plan));
    const marks = marksOf(plan, outcome, roof);
    const width = Math.max(240, this.#size.width - frameWidth);
    const height = width < 560 ? (width * 11) / 16 : Math.min(400, width * 0.5);
    const axes = axesFor(
      { width, height, left: 50, right: 12, top: 16, bottom: 36 },
      [roof],
      [],
      extentOf(marks, roof),
    );
    const { ladders, radii } = labelled(marks, roof);
    const labels = chartLabels(axes, [roof], ladders, radii);
    const active = marks.marks.find(({ id }) => id === this.active);
    return html`
      <svg
        viewBox="0 0 ${width} ${height}"
        role="group"
        aria-label="Roofline with the dense form, each layer and the block"
      >
        ${gridLayer(axes)} ${roofLayer([roof], axes)}
        ${trailLayer(marks, axes, roof)} ${labelLayer(labels)}
        ${repeat(
          marks.marks,
          ({ id }) => id,
          (mark) => this.#mark(mark, axes, roof),
        )}
      </svg>
      <p class="readout" aria-live="polite">
        ${
          active
            ? markText(active, roof)
            : outcome
              ? 'Point at a dot to read it.'
              : 'Not measured yet: the dots lie on the roof, where they could be at best.'
        }
      </p>
      ${roofs.state === 'idle' ? nothing : measureBar(this, roofs, 'Try again')}
    `;
  }

  #mark(mark: Mark, axes: Axes, roof: Roof) {
    const { id, size, isMeasured, intensity, gflops } = mark;
    const show = () => (this.active = id);
    const hide = () => {
      if (this.active === id) this.active = '';
    };
    const [x, y] = [axes.x(intensity), axes.y(gflops)];
    const kind = id === 'dense' ? 'reference' : roof.backend;
    return svg`<g
      class="dot ${kind} ${size} ${isMeasured ? '' : 'open'} ${id === 'block' ? 'block' : ''}"
      role="img" tabindex="0" aria-label=${markText(mark, roof)}
      @pointerenter=${show} @pointerleave=${hide} @focus=${show} @blur=${hide}
    >
      <circle class="hit" cx=${x} cy=${y} r="13" />
      <circle class="ring" cx=${x} cy=${y} r=${radiusOf(mark) + 3.5} />
      <circle class="mark" cx=${x} cy=${y} r=${radiusOf(mark)} />
    </g>`;
  }
}

/** From each measured dot up to its roof, and from two kernels to one. */
function trailLayer({ marks, trail }: Marks, axes: Axes, roof: Roof) {
  const gaps = marks
    .filter(({ isMeasured, size }) => isMeasured && size === 'form')
    .map(({ intensity, gflops }) => {
      const top = attainable(roof, intensity);
      return top > gflops
        ? svg`<path class="gap" d="M${axes.x(intensity)} ${axes.y(gflops)}V${axes.y(top)}" />`
        : nothing;
    });
  if (!trail)
    return svg`<g class=${roof.backend} aria-hidden="true">${gaps}</g>`;
  const [from, to] = trail.map(({ intensity, gflops }) => ({
    x: axes.x(intensity),
    y: axes.y(gflops),
  }));
  return svg`<g class=${roof.backend} aria-hidden="true">
    ${gaps}
    <circle class="before" cx=${from.x} cy=${from.y} r="6" />
    <path class="trail" d="M${from.x} ${from.y}L${to.x} ${to.y}" />
  </g>`;
}

function markText(mark: Mark, roof: Roof): string {
  const { label, intensity, gflops, ms, isMeasured } = mark;
  const share = gflops / attainable(roof, intensity);
  return isMeasured
    ? `${label}: ${formatDuration(ms)}, ${formatRate(gflops, 'FLOP/s')} at ` +
        `${formatNumber(intensity)} FLOP/byte, ${percent(share)} of the roof`
    : `${label}: at best ${formatDuration(ms)}, at ` +
        `${formatNumber(intensity)} FLOP/byte`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-roofline': SavingsRoofline;
  }
}
