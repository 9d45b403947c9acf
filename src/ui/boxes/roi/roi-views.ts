/** The parts of the ROI card: pictures as canvases, cuts as SVG over them. */
import { svg } from 'lit';
import { rasterOf, type Planes, type Raster } from '../../picture/pixels';
import type { Grid, Region } from './grid';

export function paint(
  canvas: HTMLCanvasElement,
  { width, height, data }: Raster,
) {
  [canvas.width, canvas.height] = [width, height];
  canvas
    .getContext('2d')
    ?.putImageData(new ImageData(data, width, height), 0, 0);
}

export const greyOf = (planes: Planes): Raster =>
  rasterOf(planes, { scale: 1, offset: 0 });

/** Both from the darkest of their values, black, to the brightest, white. */
export function stretched(all: readonly Planes[]): Raster[] {
  const values = all.flatMap((planes) => [...planes.values]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = high > low ? 1 / (high - low) : 1;
  return all.map((planes) => rasterOf(planes, { scale, offset: -low * scale }));
}

/** Solid: where the box is. Dashed: what ROI pool takes for it. */
export function cutsLayer({ x, y, rounded }: Grid, box: Region) {
  const ends = <T>(list: readonly T[]) => list.slice(1, -1);
  return svg`
    <g class="rounded" pointer-events="none">
      ${rect(rounded)}
      ${x.rounded.slice(1).map(([at]) => line(at, rounded.y1, at, rounded.y2))}
      ${y.rounded.slice(1).map(([at]) => line(rounded.x1, at, rounded.x2, at))}
    </g>
    <g class="exact" pointer-events="none">
      ${rect(box)}
      ${ends(x.exact).map((at) => line(at, box.y1, at, box.y2))}
      ${ends(y.exact).map((at) => line(box.x1, at, box.x2, at))}
    </g>`;
}

/** What of the box ROI pool leaves out, and what it takes from outside. */
export function lossLayer({ rounded }: Grid, box: Region) {
  const shared = {
    x1: Math.max(box.x1, rounded.x1),
    y1: Math.max(box.y1, rounded.y1),
    x2: Math.min(box.x2, rounded.x2),
    y2: Math.min(box.y2, rounded.y2),
  };
  // One outline inside another: what lies between is filled.
  const between = (outer: Region) => `${outline(outer)}${outline(shared)}`;
  return svg`<g pointer-events="none" fill-rule="evenodd">
    <path class="lost" d=${between(box)} />
    <path class="foreign" d=${between(rounded)} />
  </g>`;
}

const outline = ({ x1, y1, x2, y2 }: Region) =>
  `M${x1} ${y1}H${x2}V${y2}H${x1}Z`;

const rect = ({ x1, y1, x2, y2 }: Region) =>
  svg`<rect x=${x1} y=${y1} width=${x2 - x1} height=${y2 - y1} />`;

const line = (x1: number, y1: number, x2: number, y2: number) =>
  svg`<path d="M${x1} ${y1}L${x2} ${y2}" />`;
