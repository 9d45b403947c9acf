import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Stats } from '../../../engine/api';
import { formatDuration } from '../../units';
import { shared } from '../../shared.styles';

export interface Bar {
  readonly label: string;
  readonly kind: 'original' | 'edited';
  readonly stats: Stats;
}

const width = 640;
const rowHeight = 44;
const left = 12;
const plotWidth = 480;

/** Medians as bars from zero, the 20th to the 80th percentile across them. */
@customElement('rp-compare-chart')
export class CompareChart extends LitElement {
  static override styles = [
    shared,
    css`
      svg {
        display: block;
        width: 100%;
        max-width: 640px;
        height: auto;
        background: var(--card);
      }
      text {
        font-family: system-ui, sans-serif;
        font-size: 13px;
        fill: var(--text-2);
      }
      text.time {
        font-family: var(--mono);
        fill: var(--text);
      }
      .original {
        fill: var(--oracle);
      }
      .edited {
        fill: var(--gpu);
      }
      line {
        stroke: var(--text);
        stroke-width: 2px;
      }
    `,
  ];

  @property({ attribute: false }) bars: readonly Bar[] = [];

  /** The drawing, for exports. */
  get drawing(): SVGSVGElement | null {
    return this.renderRoot.querySelector('svg');
  }

  override render() {
    const { bars } = this;
    const longest = Math.max(...bars.map(({ stats }) => stats.p80Ms), 0);
    const x = (ms: number) =>
      left + (longest > 0 ? ms / longest : 0) * plotWidth;
    const said = bars
      .map((bar) => `${bar.label} ${formatDuration(bar.stats.medianMs)}`)
      .join(', ');
    return html`<svg
      viewBox="0 0 ${width} ${bars.length * rowHeight + 8}"
      role="img"
      aria-label="Median times: ${said}"
    >
      ${bars.map(({ label, kind, stats }, i) => {
        const top = i * rowHeight + 4;
        const middle = top + 28;
        return svg`
          <text x=${left} y=${top + 14}>${label}</text>
          <rect class=${kind} x=${left} y=${top + 20} rx="2" height="16"
            width=${Math.max(1, x(stats.medianMs) - left)}></rect>
          <line x1=${x(stats.p20Ms)} x2=${x(stats.p80Ms)}
            y1=${middle} y2=${middle}></line>
          <line x1=${x(stats.p20Ms)} x2=${x(stats.p20Ms)}
            y1=${middle - 5} y2=${middle + 5}></line>
          <line x1=${x(stats.p80Ms)} x2=${x(stats.p80Ms)}
            y1=${middle - 5} y2=${middle + 5}></line>
          <text class="time" x=${x(stats.p80Ms) + 10} y=${middle + 5}
            >${formatDuration(stats.medianMs)}</text>`;
      })}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-compare-chart': CompareChart;
  }
}
