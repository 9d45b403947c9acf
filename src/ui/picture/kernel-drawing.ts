/** Kernels as small drawings. */
import { html, nothing, svg } from 'lit';
import { receptiveField, type Stage } from './filters';
import type { Taps } from './taps';

const cell = 34;
/** From here on numbers no longer fit their cells. */
const readableSize = 7;

/** Ink by size, blue below zero, the number where it fits. */
export function coefficientGrid({ size, values }: Taps) {
  const side = size * cell;
  const largest = Math.max(...values.map(Math.abs));
  const rows = Array.from({ length: size }, (_, y) =>
    values
      .slice(y * size, (y + 1) * size)
      .map(coefficient)
      .join(' '),
  );
  return html`<figure>
    <svg
      class="coefficients"
      viewBox="-1 -1 ${side + 2} ${side + 2}"
      role="img"
      aria-label="${size} by ${size} kernel: ${rows.join('; ')}"
    >
      <g>
        ${values.map((value, i) => {
          const x = (i % size) * cell;
          const y = Math.floor(i / size) * cell;
          const ink = (0.42 * Math.abs(value)) / largest;
          return svg`
            <rect class=${value < 0 ? 'negative' : 'positive'}
              x=${x + 1} y=${y + 1} width=${cell - 2} height=${cell - 2} rx="4"
              fill-opacity=${ink.toFixed(3)} />
            ${
              size <= readableSize
                ? svg`<text x=${x + cell / 2} y=${y + cell / 2}
                    >${coefficient(value)}</text>`
                : nothing
            }`;
        })}
      </g>
    </svg>
    <figcaption class="small">
      sum <span class="number">${coefficient(sum(values))}</span>
    </figcaption>
  </figure>`;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** −4, 0, .075: short enough for a cell. */
function coefficient(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  const text = String(Math.abs(rounded)).replace(/^0\./, '.');
  return rounded < 0 ? `−${text}` : text;
}

/** Where the nine weights fall when they are spread apart. */
export function spread(stage: Stage) {
  const { rate, taps } = stage;
  const field = receptiveField(stage);
  const dots = taps[0].values.map((_, i) => ({
    x: (i % taps[0].size) * rate,
    y: Math.floor(i / taps[0].size) * rate,
  }));
  return html`<figure>
    <svg
      class="spread"
      viewBox="-0.5 -0.5 ${field + 1} ${field + 1}"
      role="img"
      aria-label="Nine weights spread over ${field} by ${field} pixels"
    >
      <g>
        ${svg`<rect class="field" width=${field} height=${field} rx="0.4" />`}
        ${dots.map(
          ({ x, y }) =>
            svg`<rect class="tap" x=${x + 0.06} y=${y + 0.06}
                width="0.88" height="0.88" rx="0.15" />`,
        )}
      </g>
    </svg>
    <figcaption class="small">
      sees <span class="number">${field} × ${field}</span>
    </figcaption>
  </figure>`;
}
