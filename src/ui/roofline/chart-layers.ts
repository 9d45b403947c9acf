/** The chart's parts from back to front, as SVG. Numbers come in as pixels. */
import { nothing, svg } from 'lit';
import type { IntensityPoint } from '../../engine/api';
import { labelSize } from '../../roofline/chart-labels';
import type { Dot } from '../../roofline/dots';
import {
  cachePoints,
  dotPoint,
  linePath,
  ridgePoint,
  roofPoints,
  whisker,
  type Axes,
} from '../../roofline/geometry';
import type { PlacedLabel } from '../../roofline/labels';
import type { Ladder } from '../../roofline/ladder';
import { attainable, isOtherRoof, type Roof } from '../../roofline/roof';

export function gridLayer({ frame, x, y, xTicks, yTicks }: Axes) {
  const right = frame.width - frame.right;
  const floor = frame.height - frame.bottom;
  const middle = (frame.left + right) / 2;
  return svg`
    <g class="grid" aria-hidden="true">
      ${xTicks.map(
        ({ value, text }) => svg`
          <path d="M${x(value)} ${frame.top}V${floor}" />
          <text x=${x(value)} y=${floor + 15} text-anchor="middle">${text}</text>`,
      )}
      ${yTicks.map(
        ({ value, text }) => svg`
          <path d="M${frame.left} ${y(value)}H${right}" />
          <text x=${frame.left - 7} y=${y(value) + 4} text-anchor="end">${text}</text>`,
      )}
      <text x=${middle} y=${frame.height - 4} text-anchor="middle">
        arithmetic intensity, FLOP per logical byte
      </text>
      <text
        text-anchor="middle"
        transform="translate(10 ${(frame.top + floor) / 2}) rotate(-90)"
      >GFLOP/s</text>
    </g>`;
}

export function roofLayer(roofs: readonly Roof[], axes: Axes) {
  return roofs.map((roof, index) => {
    const isFirst = !isOtherRoof(roofs, index);
    const { x, y } = ridgePoint(roof, axes);
    return svg`
      <g class="roof ${roof.backend} ${isFirst ? '' : 'other'}" aria-hidden="true">
        ${isFirst ? cacheLine(roof, axes) : nothing}
        <path class="line" d=${linePath(roofPoints(roof, axes))} />
        <circle class="ridge" cx=${x} cy=${y} r="3.5" />
      </g>`;
  });
}

function cacheLine(roof: Roof, axes: Axes) {
  const points = cachePoints(roof, axes);
  return points.length === 0
    ? nothing
    : svg`<path class="cache" d=${linePath(points)} />`;
}

/** Small crosses: one kernel family, measured at each intensity. */
export const sweepLayer = (
  sweep: readonly IntensityPoint[],
  { x, y }: Axes,
) => svg`
  <g class="sweep" aria-hidden="true">
    ${sweep.map(
      ({ intensity, gflops }) => svg`<path
        d="M${x(intensity) - 3.5} ${y(gflops) - 3.5}l7 7m0 -7l-7 7"
      />`,
    )}
  </g>`;

export const ladderLayer = (ladders: readonly Ladder[], axes: Axes) => svg`
  <g class="ladders" aria-hidden="true">
    ${ladders
      .filter(({ rungs }) => rungs.length > 1)
      .map(
        ({ rungs }) =>
          svg`<path d=${linePath(rungs.map((dot) => dotPoint(dot, axes)))} />`,
      )}
  </g>`;

export function whiskerLayer(dots: readonly Dot[], axes: Axes) {
  return svg`
    <g class="whiskers" aria-hidden="true">
      ${dots.map((dot) => {
        const { from, to } = whisker(dot, axes);
        const { y } = dotPoint(dot, axes);
        return svg`<path class=${dot.backend}
          d="M${from} ${y - 4}v8m0 -4H${to}" />`;
      })}
    </g>`;
}

/** From the dot up to what its roof allows. */
export function gapLayer(dot: Dot | undefined, roof: Roof | null, axes: Axes) {
  if (!dot || !roof || dot.share === null || dot.share >= 1) return nothing;
  const { x, y } = dotPoint(dot, axes);
  const top = axes.y(attainable(roof, dot.intensity));
  return svg`<path class="gap ${dot.backend}" aria-hidden="true"
    d="M${x} ${y}V${top}m-4 0h8" />`;
}

export const labelLayer = (labels: readonly PlacedLabel[]) => svg`
  <g class="labels" aria-hidden="true">
    ${labels.map(
      ({ id, text, x, y }) =>
        svg`<text class=${colourOf(id)} x=${x} y=${y + labelSize}>${text}</text>`,
    )}
  </g>`;

/** A roof's name has its colour, for it may have to stand away from it. */
const colourOf = (labelId: string): string =>
  /^roof (webgpu|wasm)/.exec(labelId)?.[1] ?? '';
