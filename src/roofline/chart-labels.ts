/** Direct labels instead of a legend: what each says and where it fits. */
import type { Dot } from './dots';
import {
  cachePoints,
  dotPoint,
  ridgePoint,
  roofPoints,
  whisker,
  type Axes,
} from './geometry';
import {
  placeLabels,
  textWidth,
  type Box,
  type LabelWish,
  type PlacedLabel,
} from './labels';
import type { Ladder } from './ladder';
import { isOtherRoof, type Roof } from './roof';
import { roughly } from '../words';

export const labelSize = 11;
const lineHeight = 14;
/** How far a roof's label moves along its roof to find a free place. */
const roofStep = 45;

/** Charts narrower than these say less of each roof. */
const wide = 560;
const medium = 380;

/**
 * "WASM, 1 thread · 26 GFLOP/s · 18 GB/s"; on less room "WASM · 26 GFLOP/s ·
 * 18 GB/s", then without the bandwidth; a second roof is "8 threads · …".
 */
export function roofText(roof: Roof, isOther: boolean, width: number): string {
  const peak = rateText(roof.gflops, 'FLOP/s');
  const bandwidth = rateText(roof.gbps, 'B/s');
  const [name, threads = name] = roof.label.split(', ');
  if (width >= wide) return [roof.label, peak, bandwidth].join(' · ');
  if (isOther) return [threads, peak].join(' · ');
  return [name, peak, ...(width >= medium ? [bandwidth] : [])].join(' · ');
}

function rateText(giga: number, unit: 'FLOP/s' | 'B/s'): string {
  const [size, prefix] =
    giga >= 1000 ? [1000, 'T'] : giga >= 1 ? [1, 'G'] : [0.001, 'M'];
  return `${roughly(giga / size)} ${prefix}${unit}`;
}

export function chartLabels(
  axes: Axes,
  roofs: readonly Roof[],
  ladders: readonly Ladder[],
  radii: ReadonlyMap<string, number>,
  whiskered: readonly Dot[] = [],
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
    ...whiskered.map((dot) => {
      const { from, to } = whisker(dot, axes);
      const { y } = dotPoint(dot, axes);
      return { x: from, y: y - 1, width: to - from, height: 2 };
    }),
  ];
  const wishes = [
    ...roofs.map((roof, index) => {
      const isOther = isOtherRoof(roofs, index);
      const text = roofText(roof, isOther, width);
      return { ...roofWish(roof, axes, text), needed: !isOther };
    }),
    ...named(ladders).map(({ dot, text }) =>
      dotWish(dot, text, axes, radii.get(dot.id) ?? 4),
    ),
    ...cacheWish(roofs, axes),
  ];
  return placeLabels(wishes, taken, plot);
}

/** One problem names its kernels; several are told apart by their titles. */
function named(ladders: readonly Ladder[]): { dot: Dot; text: string }[] {
  const problems = new Set(ladders.map(({ problem }) => problem));
  return ladders.flatMap(({ fastest, simplest, backend }) =>
    problems.size > 1
      ? backend === 'reference'
        ? []
        : [{ dot: fastest, text: fastest.label }]
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
  const heights = [0, 1, 2, 3, 4].flatMap((lines) => [
    above - lines * lineHeight,
    below + lines * lineHeight,
  ]);
  // Close to the line rather than close to the edge.
  const places = heights.flatMap((y) =>
    [0, 1, 2, 3, 4].map((steps) => ({ x: end - steps * roofStep, y })),
  );
  return {
    id: `roof ${roof.backend} ${roof.label}`,
    text,
    places: places.map((place) => ({ ...place, ...size })),
  };
}

/** Said once, left above the dotted line it names. */
function cacheWish(roofs: readonly Roof[], axes: Axes): LabelWish[] {
  const roof = roofs.find((one) => cachePoints(one, axes).length > 0);
  if (!roof?.cacheGbps) return [];
  const [start, end] = cachePoints(roof, axes);
  const text = `fits in cache · ${rateText(roof.cacheGbps, 'B/s')}`;
  const width = textWidth(text, labelSize);
  const places = [0.9, 0.8, 0.7, 1].map((share) => ({
    x: start.x + (end.x - start.x) * share - width - 8,
    y: start.y + (end.y - start.y) * share - lineHeight,
    ...{ width, height: lineHeight },
  }));
  return [{ id: 'cache', text, places }];
}

function dotWish(dot: Dot, text: string, axes: Axes, radius: number) {
  const size = { width: textWidth(text, labelSize), height: lineHeight };
  const { x, y } = dotPoint(dot, axes);
  const gap = radius + 7;
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
