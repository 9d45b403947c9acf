/** Direct labels instead of a legend: what each says and where it fits. */
import type { Dot } from './dots';
import { dotPoint, ridgePoint, roofPoints, type Axes } from './geometry';
import {
  placeLabels,
  textWidth,
  type Box,
  type LabelWish,
  type PlacedLabel,
} from './labels';
import type { Ladder } from './ladder';
import type { Roof } from './roof';

export const labelSize = 11;
const lineHeight = 14;

/** How the page writes a rate: "3.6 TFLOP/s". */
export type RateText = (giga: number, unit: 'FLOP/s' | 'B/s') => string;

export const roofText = (roof: Roof, rate: RateText): string =>
  `${roof.label} · ${rate(roof.gflops, 'FLOP/s')} · ${rate(roof.gbps, 'B/s')}`;

export function chartLabels(
  axes: Axes,
  roofs: readonly Roof[],
  ladders: readonly Ladder[],
  radii: ReadonlyMap<string, number>,
  rate: RateText,
): PlacedLabel[] {
  const { width, height, left, right, top, bottom } = axes.frame;
  const plot: Box = {
    x: left,
    y: top - lineHeight,
    width: width - left - right,
    height: height - top - bottom + lineHeight,
  };
  const dots = ladders.flatMap(({ rungs }) => rungs);
  const taken = [
    ...roofs.flatMap((roof) => alongRoof(roof, axes)),
    ...dots.map((dot) => around(dotPoint(dot, axes), radii.get(dot.id) ?? 4)),
  ];
  const wishes = [
    ...roofs.map((roof) => roofWish(roof, axes, roofText(roof, rate))),
    ...named(ladders).map(({ dot, text }) =>
      dotWish(dot, text, axes, radii.get(dot.id) ?? 4),
    ),
  ];
  return placeLabels(wishes, taken, plot);
}

/** One problem names its kernels; several are told apart by their titles. */
function named(ladders: readonly Ladder[]): { dot: Dot; text: string }[] {
  const problems = new Set(ladders.map(({ problem }) => problem));
  return ladders.flatMap(({ fastest, simplest }) =>
    problems.size > 1
      ? [{ dot: fastest, text: fastest.label }]
      : [...new Set([fastest, simplest])].map((dot) => ({
          dot,
          text: dot.kernel,
        })),
  );
}

function roofWish(roof: Roof, axes: Axes, text: string): LabelWish {
  const size = { width: textWidth(text, labelSize), height: lineHeight };
  const edge = axes.frame.width - axes.frame.right - 4;
  const corner = ridgePoint(roof, axes);
  const end = edge - size.width;
  const above = corner.y - lineHeight - 2;
  const below = corner.y + 3;
  const places = [
    { x: end, y: above },
    { x: end, y: below },
    { x: Math.min(end, corner.x + 8), y: above },
    { x: Math.min(end, corner.x + 8), y: below },
    { x: end, y: above - lineHeight },
    { x: end, y: below + lineHeight },
  ];
  return {
    id: `roof ${roof.label}`,
    text,
    places: places.map((place) => ({ ...place, ...size })),
    needed: true,
  };
}

function dotWish(dot: Dot, text: string, axes: Axes, radius: number) {
  const size = { width: textWidth(text, labelSize), height: lineHeight };
  const { x, y } = dotPoint(dot, axes);
  const gap = radius + 5;
  const middle = y - lineHeight / 2;
  const places = [
    { x: x + gap, y: middle },
    { x: x - gap - size.width, y: middle },
    { x: x - size.width / 2, y: y + gap },
    { x: x - size.width / 2, y: y - gap - lineHeight },
    { x: x + gap, y: y + radius },
    { x: x - gap - size.width, y: y + radius },
  ].map((place) => ({ ...place, ...size }));
  return { id: `dot ${dot.id}`, text, places };
}

/** Small boxes along the line, so that labels do not lie across it. */
function alongRoof(roof: Roof, axes: Axes): Box[] {
  const points = roofPoints(roof, axes);
  return points.slice(1).flatMap((end, i) => {
    const start = points[i];
    const count = Math.max(1, Math.ceil(Math.abs(end.y - start.y) / 3));
    return Array.from({ length: count }, (_, step) => {
      const x = start.x + ((end.x - start.x) * step) / count;
      const y = start.y + ((end.y - start.y) * step) / count;
      return { x, y: y - 1, width: (end.x - start.x) / count, height: 2 };
    });
  });
}

const around = ({ x, y }: { x: number; y: number }, radius: number): Box => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});
