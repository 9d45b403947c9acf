/** Where everything on the chart lies, in pixels. */
import type { IntensityPoint } from '../engine/api';
import type { Dot } from './dots';
import { attainable, ridge, type Roof } from './roof';
import { enclosing, logScale, ticks, type Domain, type Tick } from './scale';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Axes {
  readonly frame: Frame;
  readonly xDomain: Domain;
  readonly yDomain: Domain;
  readonly x: (intensity: number) => number;
  readonly y: (gflops: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What every roofline shows, so that small changes do not move the axes. */
const usualIntensities = [1 / 6, 64];

export function axesFor(
  frame: Frame,
  roofs: readonly Roof[],
  dots: readonly Dot[],
  sweep: readonly IntensityPoint[] = [],
): Axes {
  const xDomain = enclosing(
    [
      ...usualIntensities,
      ...roofs.map(ridge),
      ...dots.flatMap((dot) => [dot.intensity, dot.intensityNoReuse]),
      ...sweep.map(({ intensity }) => intensity),
    ],
    2,
  );
  const yDomain = enclosing(
    [
      ...roofs.map(({ gflops }) => gflops),
      ...roofs.map((roof) => attainable(roof, xDomain[0])),
      ...dots.map(({ gflops }) => gflops),
      ...sweep.map(({ gflops }) => gflops),
    ],
    10,
  );
  const { width, height, left, right, top, bottom } = frame;
  return {
    frame,
    xDomain,
    yDomain,
    x: logScale(xDomain, left, width - right),
    y: logScale(yDomain, height - bottom, top),
    xTicks: ticks(xDomain, 2, (width - left - right) / 34),
    yTicks: ticks(yDomain, 10, (height - top - bottom) / 26),
  };
}

/** From the left edge up to the ridge, then level to the right edge. */
export function roofPoints(roof: Roof, axes: Axes): Point[] {
  const [low, high] = axes.xDomain;
  const corner = ridge(roof);
  const intensities = [
    low,
    ...(corner > low && corner < high ? [corner] : []),
    high,
  ];
  return intensities.map((intensity) => ({
    x: axes.x(intensity),
    y: axes.y(attainable(roof, intensity)),
  }));
}

export const ridgePoint = (roof: Roof, axes: Axes): Point => ({
  x: axes.x(ridge(roof)),
  y: axes.y(roof.gflops),
});

/** Nearer than this, the cache's line would only blur the memory's. */
const visiblyFaster = 1.15;

/** The bandwidth of what fits in a cache, up to the same arithmetic peak. */
export function cachePoints(roof: Roof, axes: Axes): Point[] {
  if (!roof.cacheGbps || roof.cacheGbps < visiblyFaster * roof.gbps) return [];
  return roofPoints({ ...roof, gbps: roof.cacheGbps }, axes).slice(0, 2);
}

export const dotPoint = (dot: Dot, axes: Axes): Point => ({
  x: axes.x(dot.intensity),
  y: axes.y(dot.gflops),
});

/** From no reuse at all to each byte moved once: the truth lies between. */
export const whisker = (
  dot: Dot,
  axes: Axes,
): { from: number; to: number } => ({
  from: axes.x(dot.intensityNoReuse),
  to: axes.x(dot.intensity),
});

export const linePath = (points: readonly Point[]): string =>
  points
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`)
    .join('');

const round = (value: number) => Number(value.toFixed(2));
