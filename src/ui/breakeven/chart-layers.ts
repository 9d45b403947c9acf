/** The parts of the chart, back to front, as SVG. */
import { svg } from 'lit';
import type { Chart, Curve } from './geometry';
import { sideNames, type Side } from './rows';

export function gridLayer(
  { frame, yTicks, sizes, works }: Chart,
  axis: string,
) {
  const { width, height, left, right, top, bottom } = frame;
  const [floor, end] = [height - bottom, width - right];
  return svg`<g class="grid" pointer-events="none">
    ${yTicks.map(
      ({ at, text }) => svg`<path d="M${left} ${at}H${end}" />
        <text x=${left - 6} y=${at + 4} text-anchor="end">${text}</text>`,
    )}
    ${sizes.map(
      ({ at, text }) => svg`<path d="M${at} ${top}V${floor}" />
        <text x=${at} y=${floor + 16} text-anchor="middle">${text}</text>`,
    )}
    ${works.map(
      ({ at, text }) => svg`<text x=${at} y=${floor + 31}
        text-anchor="middle">${text}</text>`,
    )}
    <text x=${(left + end) / 2} y=${floor + 50} text-anchor="middle">${axis}</text>
  </g>`;
}

export function zoneLayer({ frame, crossing }: Chart, below: Side) {
  const { width, height, left, right, top, bottom } = frame;
  const middle = crossing?.x ?? left;
  const [y, tall] = [top, height - bottom - top];
  const above = below === 'cpu' ? 'gpu' : 'cpu';
  return (
    [
      [below, left, middle],
      [above, middle, width - right],
    ] as const
  ).map(
    ([side, from, to]) => svg`<g class=${side} pointer-events="none">
      <rect class="zone ${side}" x=${from} y=${y} width=${to - from}
        height=${tall} />
      <text class="word" x=${(from + to) / 2} y=${top - 8}
        text-anchor="middle">${to - from > 60 ? `${sideNames[side]} wins` : ''}</text>
    </g>`,
  );
}

export const curveLayer = ({ series, line, points }: Curve) => {
  const r = series.measure === 'kernel' ? 3.25 : 4.5;
  return svg`<g class="${series.side} ${series.measure}" pointer-events="none">
    <path class="line" d=${line} />
    ${points.map(({ x, y }) =>
      series.side === 'gpu'
        ? svg`<circle class="mark" cx=${x} cy=${y} r=${r} />`
        : svg`<rect class="mark" x=${x - r} y=${y - r} width=${2 * r}
            height=${2 * r} />`,
    )}
  </g>`;
};
