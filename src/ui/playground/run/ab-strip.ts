/** Two spreads of times on one axis: where each lies, and how far apart. */
import { html, svg } from 'lit';
import type { Comparison, Stats } from '../../../engine/api';
import { formatDuration } from '../../units';

const width = 320;
const rowHeight = 30;
const edge = 8;

/** From just below the least to just above the most that is shown. */
export function stripScale(all: readonly Stats[]): (ms: number) => number {
  const low = Math.min(
    ...all.map(({ minMs, p20Ms }) => Math.min(minMs, p20Ms)),
  );
  const high = Math.max(...all.map(({ p80Ms }) => p80Ms));
  const span = high - low;
  return (ms) =>
    span > 0 ? edge + ((width - 2 * edge) * (ms - low)) / span : width / 2;
}

export function abStrip({ original, edited }: Comparison) {
  const x = stripScale([original, edited]);
  const rows = [
    { name: 'original', stats: original },
    { name: 'edited', stats: edited },
  ];
  const said = rows
    .map(
      ({ name, stats }) =>
        `${name} ${formatDuration(stats.medianMs)}, middle 60 % ` +
        `${formatDuration(stats.p20Ms)} to ${formatDuration(stats.p80Ms)}`,
    )
    .join('; ');
  return html`<svg
    class="strip"
    viewBox="0 0 ${width} ${2 * rowHeight}"
    role="img"
    aria-label="Times per run: ${said}"
  >
    ${rows.map(({ name, stats }, i) => stripRow(name, stats, x, i * rowHeight))}
  </svg>`;
}

/** A line from the least, a bar over the middle 60 %, a tick at the median. */
function stripRow(
  name: string,
  { minMs, p20Ms, medianMs, p80Ms }: Stats,
  x: (ms: number) => number,
  top: number,
) {
  const middle = top + rowHeight / 2;
  const barWidth = Math.max(2, x(p80Ms) - x(p20Ms));
  return svg`<g class=${name}>
    <path class="rule" d="M0 ${middle}H${width}" />
    <path class="reach" d="M${x(minMs)} ${middle - 4}v8m0 -4H${x(p20Ms)}" />
    <rect class="middle" x=${x(p20Ms)} y=${middle - 7} width=${barWidth}
      height="14" rx="3" />
    <path class="median" d="M${x(medianMs)} ${middle - 10}v20" />
  </g>`;
}
