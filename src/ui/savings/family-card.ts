import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { formatDuration, formatSpread } from '../units';
import { WidthController } from '../width-controller';
import { FamilyEvent } from './events';
import {
  familyAxes,
  familyLabels,
  familyPoints,
  familySentence,
  roundTicks,
  type FamilyAxis,
  type FamilyPoint,
  type FamilyRun,
} from './family';
import { familyCardStyles } from './family-card.styles';
import type { Plan } from './plan';
import type { Backend } from './subject';

const frameWidth = 34;
const titles = { width: 'Width', resolution: 'Resolution' };

/** The same form narrower or smaller: promised and measured time. */
@customElement('rp-savings-family')
export class SavingsFamily extends LitElement {
  static override styles = [shared, familyCardStyles];

  @property({ attribute: false }) plan!: Plan;
  @property({ attribute: false }) run: FamilyRun | null = null;
  @property() axis: FamilyAxis = 'width';
  @property() backend: Backend = 'webgpu';
  @property({ type: Boolean }) ready = false;
  /** This card's own run is going on. */
  @property({ type: Boolean }) busy = false;
  #size = new WidthController(this, 480);

  #tell(axis: FamilyAxis, run: boolean) {
    this.dispatchEvent(new FamilyEvent(axis, run));
  }

  override render() {
    const { plan, axis, run } = this;
    const points = run?.rounds.length ? familyPoints(plan, axis, run) : [];
    const isTimed = points.length > 0 && points.every(({ ms }) => ms !== null);
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">Narrower, smaller</h2>
        <div class="axes" role="group" aria-label="What is scaled">
          ${familyAxes.map(
            (each) =>
              html`<button
                aria-pressed=${each === axis}
                @click=${() => this.#tell(each, false)}
              >
                ${titles[each]}
              </button>`,
          )}
        </div>
      </header>
      ${isTimed ? this.#chart(points) : this.#empty(familyLabels(plan, axis))}
      ${
        run?.state === 'failed'
          ? html`<p class="notice bad" role="alert">${run.note}</p>`
          : nothing
      }
    </section>`;
  }

  #empty(labels: readonly string[]) {
    const { busy, axis, run } = this;
    return html`<div class="empty">
      <p>
        ${
          axis === 'width'
            ? 'Half the channels promise about a quarter of the multiply-adds.'
            : 'Half the side promises a quarter of the multiply-adds.'
        }
        How much of the time goes with them? Times ${axis} ${labels.join(', ')}
        in turn.
      </p>
      ${
        run?.state === 'cancelled'
          ? html`<p class="small">Cancelled before every size had a round.</p>`
          : nothing
      }
      ${
        busy
          ? html`<p class="small" role="status">
              Measuring; the progress is at the top.
            </p>`
          : this.#button(`Measure ${labels.length} sizes`)
      }
    </div>`;
  }

  #button = (title: string) =>
    html`<button
      ?disabled=${!this.ready}
      @click=${() => this.#tell(this.axis, true)}
    >
      ${title}
    </button>`;

  #chart(points: readonly FamilyPoint[]) {
    const width = Math.max(220, this.#size.width - frameWidth);
    const height = Math.min(260, Math.max(180, width * 0.5));
    return html`
      <p class="small">
        bars: measured median with p20–p80 · dashed: what the multiply-adds
        promise
      </p>
      ${chart(points, this.backend, width, height)}
      <p class="sentence">${familySentence(points, this.axis)}</p>
      ${this.busy ? nothing : this.#button('Measure again')}
    `;
  }
}

const margins = { left: 58, right: 8, top: 10, bottom: 26 };

/** Both from zero: what is saved is a height. */
function chart(
  points: readonly FamilyPoint[],
  backend: Backend,
  width: number,
  height: number,
) {
  const { left, right, top, bottom } = margins;
  const ticks = roundTicks(
    Math.max(
      ...points.map(({ ms, promisedMs }) => Math.max(ms!.p80Ms, promisedMs!)),
    ),
  );
  const most = ticks[ticks.length - 1];
  const step = (width - left - right) / points.length;
  const x = (i: number) => left + step * (i + 0.5);
  const y = (ms: number) =>
    height - bottom - (ms / most) * (height - top - bottom);
  const promised = points.map(
    ({ promisedMs }, i) => `${i ? 'L' : 'M'}${x(i)} ${y(promisedMs!)}`,
  );
  const bar = Math.min(40, step * 0.45);
  return html`<svg
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${points.map(pointText).join('; ')}
  >
    ${ticks.map(
      (ms) => svg`<path class="grid" d="M${left} ${y(ms)}H${width - right}" />
        <text x=${left - 8} y=${y(ms) + 4} text-anchor="end">${formatDuration(ms)}</text>`,
    )}
    ${points.map((point, i) => {
      const { medianMs, p20Ms, p80Ms } = point.ms!;
      return svg`<g class=${backend}>
        <rect class="bar" x=${x(i) - bar / 2} width=${bar} y=${y(medianMs)}
          height=${Math.max(1, y(0) - y(medianMs))} rx="3" />
        <path class="spread" d="M${x(i)} ${y(p80Ms)}V${y(p20Ms)}" />
        <text class="label" x=${x(i)} y=${height - bottom + 17}
          text-anchor="middle">${point.label}</text>
        <title>${pointText(point)}</title>
      </g>`;
    })}
    <path class="promised" d=${promised.join('')} />
    ${points.map(
      ({ promisedMs }, i) =>
        svg`<circle class="dot" cx=${x(i)} cy=${y(promisedMs!)} r="3.5" />`,
    )}
  </svg>`;
}

const pointText = ({ label, ms, promisedMs }: FamilyPoint): string =>
  `${label}: ${formatDuration(ms!.medianMs)} measured, ` +
  `${formatSpread(ms!.p20Ms, ms!.p80Ms)}; ${formatDuration(promisedMs!)} promised`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-savings-family': SavingsFamily;
  }
}
