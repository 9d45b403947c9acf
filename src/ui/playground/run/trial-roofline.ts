import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TrialReport } from '../../../engine/api';
import { roofFor, roofsOf } from '../../../roofline/ceiling-roofs';
import { chartLabels } from '../../../roofline/chart-labels';
import { axesFor, dotPoint, type Axes } from '../../../roofline/geometry';
import type { Roof } from '../../../roofline/roof';
import { percent, verdictOf } from '../../../roofline/verdict';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import {
  gapLayer,
  gridLayer,
  labelLayer,
  ladderLayer,
  roofLayer,
} from '../../roofline/chart-layers';
import { measureBar, measureBarStyles } from '../../roofline/measure-bar';
import { rooflineChartStyles } from '../../roofline/roofline-chart.styles';
import { formatRate } from '../../roofline/words';
import { shared } from '../../shared.styles';
import { formatDuration } from '../../units';
import { WidthController } from '../../width-controller';
import { ladderOf, rungsOf, type Rung } from './trial-dots';
import { trialRooflineStyles } from './trial-roofline.styles';
import type { TrialEntry } from './trial-state';

/** Original and edited under the measured roof, and the runs between them. */
@customElement('rp-trial-roofline')
export class TrialRoofline extends LitElement {
  static override styles = [
    shared,
    rooflineChartStyles,
    measureBarStyles,
    trialRooflineStyles,
  ];

  @property({ attribute: false }) report: TrialReport | null = null;
  @property({ attribute: false }) history: readonly TrialEntry[] = [];
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  /** The rung under the pointer or with the focus. */
  @state() active = -1;
  #size = new WidthController(this, 640);

  override render() {
    const { report, history, roofs } = this;
    if (!report) return nothing;
    const { ceilings } = roofs;
    const roof = ceilings && roofFor(roofsOf(ceilings), 'webgpu');
    const rungs = rungsOf(report, history, roof);
    if (rungs.length === 0) return nothing;
    if (!ceilings) return this.#empty();
    return roof
      ? this.#chart(roof, rungs)
      : html`<p class="muted">No roof of a GPU was measured here.</p>`;
  }

  #empty() {
    return html`<div class="empty">
      <p>
        No kernel is faster than the device's multiply-adds, nor than its
        memory. Measure both, and it shows how far from them the original and
        your text stay.
      </p>
      ${measureBar(this, this.roofs, 'Measure the roofs')}
    </div>`;
  }

  #chart(roof: Roof, rungs: readonly Rung[]) {
    const ladder = ladderOf(rungs);
    const { fastest: now } = ladder;
    const { width } = this.#size;
    const height = width < 560 ? (width * 11) / 16 : Math.min(380, width * 0.5);
    const axes = axesFor(
      { width, height, left: 50, right: 12, top: 16, bottom: 36 },
      [roof],
      ladder.rungs,
    );
    const radii = new Map(
      ladder.rungs.map(({ id }, i) => [id, radiusOf(i, rungs)]),
    );
    const { finding, next } = verdictOf(now, roof);
    return html`
      <svg
        viewBox="0 0 ${width} ${height}"
        role="group"
        aria-label="Roofline with the original, the runs of this visit and the newest"
      >
        ${gridLayer(axes)} ${roofLayer([roof], axes)}
        ${ladderLayer([ladder], axes)} ${gapLayer(now, roof, axes)}
        ${labelLayer(chartLabels(axes, [roof], [ladder], radii))}
        ${rungs.map((_, i) => this.#mark(rungs, i, axes))}
      </svg>
      <p class="readout" aria-live="polite">
        ${rungText(rungs.find(({ id }) => id === this.active) ?? rungs[rungs.length - 1], rungs)}
      </p>
      <p class="verdict">
        <strong>${finding}</strong> ${next} ${pathText(rungs)}
      </p>
      ${
        this.roofs.state === 'idle'
          ? nothing
          : measureBar(this, this.roofs, 'Try again')
      }
    `;
  }

  #mark(rungs: readonly Rung[], index: number, axes: Axes) {
    const one = rungs[index];
    const { x, y } = dotPoint(one.dot, axes);
    const radius = radiusOf(index, rungs);
    const show = () => (this.active = one.id);
    const hide = () => {
      if (this.active === one.id) this.active = -1;
    };
    return svg`<g
      class="dot webgpu ${kindOf(index, rungs)}"
      role="img" tabindex="0" aria-label=${rungText(one, rungs)}
      @pointerenter=${show} @pointerleave=${hide} @focus=${show} @blur=${hide}
    >
      <circle class="hit" cx=${x} cy=${y} r=${radius + 5} />
      <circle class="ring" cx=${x} cy=${y} r=${radius + 3} />
      <circle class="mark" cx=${x} cy=${y} r=${radius} />
    </g>`;
  }
}

const kindOf = (index: number, rungs: readonly Rung[]) =>
  index === 0 ? 'original' : index === rungs.length - 1 ? 'now' : 'before';

const radiusOf = (index: number, rungs: readonly Rung[]): number =>
  ({ original: 6, before: 3.5, now: 6 })[kindOf(index, rungs)];

const nameOf = ({ id, dot }: Rung, rungs: readonly Rung[]): string =>
  id === 0
    ? dot.kernel
    : id === rungs[rungs.length - 1].id
      ? 'now'
      : `run ${id}`;

function rungText(one: Rung, rungs: readonly Rung[]): string {
  const { ms, gflops, share } = one.dot;
  return (
    `${nameOf(one, rungs)}: ${formatDuration(ms)}, ` +
    formatRate(gflops, 'FLOP/s') +
    (share === null ? '' : `, ${percent(share)} of the roof`)
  );
}

/** "So far: naive 2.10 ms → run 1 1.80 ms → now 1.62 ms." */
function pathText(rungs: readonly Rung[]): string {
  if (rungs.length < 3) return '';
  const steps = rungs.map(
    (one) => `${nameOf(one, rungs)} ${formatDuration(one.dot.ms)}`,
  );
  return `So far: ${steps.join(' → ')}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-trial-roofline': TrialRoofline;
  }
}
