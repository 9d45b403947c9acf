import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BandwidthProbe } from '../../engine/api';
import { linePath, type Point } from '../../roofline/geometry';
import { enclosing, logScale, ticks } from '../../roofline/scale';
import { shared } from '../shared.styles';
import { WidthController } from '../width-controller';
import { formatBinaryBytes } from '../units';

const edges = { left: 46, right: 74, top: 22, bottom: 38 };
const labelHeight = 13;

/** Bandwidth over the size of what is moved: two plateaus, where they end. */
@customElement('rp-working-set-chart')
export class WorkingSetChart extends LitElement {
  static override styles = [
    shared,
    css`
      svg {
        display: block;
        width: 100%;
        height: auto;
      }
      text {
        font:
          11px system-ui,
          sans-serif;
        fill: var(--text-3);
      }
      .grid path {
        stroke: var(--line);
      }
      .webgpu {
        --colour: var(--gpu);
      }
      .wasm {
        --colour: var(--wasm);
      }
      path {
        fill: none;
      }
      .line path {
        stroke: var(--colour);
        stroke-width: 1.75px;
      }
      .line.write path {
        stroke-dasharray: 7 3;
      }
      .line.copy path {
        stroke-dasharray: 2 3;
      }
      .line.triad path {
        stroke-dasharray: 7 3 2 3;
      }
      .line circle {
        fill: var(--colour);
      }
      .line text {
        fill: var(--text-2);
      }
      .plateau {
        fill: var(--text-2);
      }
    `,
  ];

  @property({ attribute: false }) probes: readonly BandwidthProbe[] = [];
  #size = new WidthController(this, 480);

  override render() {
    const { width } = this.#size;
    const height = Math.round(Math.min(340, width * 0.6));
    const plot = {
      left: edges.left,
      right: width - edges.right,
      top: edges.top,
      bottom: height - edges.bottom,
    };
    const sizes = this.probes.map(({ workingSetBytes }) => workingSetBytes);
    const rates = this.probes.map(({ gbps }) => gbps.median);
    const xDomain = enclosing(sizes, 2);
    const yDomain = enclosing(rates, 2);
    const x = logScale(xDomain, plot.left, plot.right);
    const y = logScale(yDomain, plot.bottom, plot.top);
    const lines = linesOf(this.probes, x, y);
    return html`<svg
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="Bandwidth by working set: ${lines
        .map(({ name }) => name)
        .join(', ')}"
    >
      <g class="grid">
        ${ticks(xDomain, 2, width / 70).map(
          ({ value }) => svg`
            <path d="M${x(value)} ${plot.top}V${plot.bottom}" />
            <text x=${x(value)} y=${plot.bottom + 15} text-anchor="middle">
              ${formatBinaryBytes(value)}</text>`,
        )}
        ${ticks(yDomain, 2, 8).map(
          ({ value, text }) => svg`
            <path d="M${plot.left} ${y(value)}H${plot.right}" />
            <text x=${plot.left - 6} y=${y(value) + 4} text-anchor="end">
              ${text}</text>`,
        )}
        <text
          x=${(plot.left + plot.right) / 2}
          y=${height - 4}
          text-anchor="middle"
        >
          working set
        </text>
        <text
          text-anchor="middle"
          transform="translate(10 ${(plot.top + plot.bottom) / 2}) rotate(-90)"
        >
          GB/s
        </text>
      </g>
      ${lines.map(
        ({ name, backend, kind, points, labelY }) => svg`
          <g class="line ${backend} ${kind}">
            <path d=${linePath(points)} />
            ${points.map((p) => svg`<circle cx=${p.x} cy=${p.y} r="2.5" />`)}
            <text x=${plot.right + 5} y=${labelY}>${name}</text>
          </g>`,
      )}
      ${plateauNames(lines).map(
        ({ text, x, y, anchor }) =>
          svg`<text class="plateau" x=${x} y=${y} text-anchor=${anchor}>${text}</text>`,
      )}
    </svg>`;
  }
}

/** Above the GPU's lines at either end: what fits, and what does not. */
function plateauNames(lines: ReturnType<typeof linesOf>) {
  const gpu = lines.filter(({ backend }) => backend === 'webgpu');
  const ends = (at: 0 | -1) => gpu.flatMap(({ points }) => points.at(at) ?? []);
  const highest = (points: readonly Point[]) =>
    points.reduce((a, b) => (b.y < a.y ? b : a));
  if (gpu.every(({ points }) => points.length < 2)) return [];
  const [first, last] = [highest(ends(0)), highest(ends(-1))];
  // Without a step down there is no cache to be told from memory.
  if (first.y >= last.y) return [];
  return [
    { text: 'fits in cache', x: first.x, y: first.y - 10, anchor: 'start' },
    { text: 'memory', x: last.x, y: last.y - 10, anchor: 'end' },
  ];
}

function linesOf(
  probes: readonly BandwidthProbe[],
  x: (bytes: number) => number,
  y: (gbps: number) => number,
) {
  const names = [...new Set(probes.map(nameOf))];
  const lines = names.map((name) => {
    const own = probes
      .filter((probe) => nameOf(probe) === name)
      .toSorted((a, b) => a.workingSetBytes - b.workingSetBytes);
    const points = own.map(({ workingSetBytes, gbps }): Point => ({
      x: x(workingSetBytes),
      y: y(gbps.median),
    }));
    const { backend, kind } = own[0];
    return { name, backend, kind, points, last: points[points.length - 1] };
  });
  // Lines that end close together still need their names one below another.
  let free = -Infinity;
  return lines
    .toSorted((a, b) => a.last.y - b.last.y)
    .map((line) => {
      free = Math.max(line.last.y + 4, free + labelHeight);
      return { ...line, labelY: free };
    });
}

const nameOf = ({ backend, kind }: BandwidthProbe): string =>
  backend === 'wasm' ? `WASM ${kind}` : kind;

declare global {
  interface HTMLElementTagNameMap {
    'rp-working-set-chart': WorkingSetChart;
  }
}
