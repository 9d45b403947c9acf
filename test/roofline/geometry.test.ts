import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chartLabels } from '../../src/roofline/chart-labels';
import { roofsOf } from '../../src/roofline/ceiling-roofs';
import { dotsOf, type Dot } from '../../src/roofline/dots';
import {
  axesFor,
  cachePoints,
  dotPoint,
  linePath,
  ridgePoint,
  roofPoints,
  whisker,
} from '../../src/roofline/geometry';
import { overlaps, placeLabels } from '../../src/roofline/labels';
import { laddersOf } from '../../src/roofline/ladder';
import { markerPath, markerRadius, shapes } from '../../src/roofline/markers';
import type { Roof } from '../../src/roofline/roof';
import { enclosing, tickText, ticks } from '../../src/roofline/scale';
import { ceilings, runs } from '../ui/roofline-literals';

const frame = {
  width: 800,
  height: 450,
  left: 50,
  right: 12,
  top: 16,
  bottom: 36,
};
const roofs = roofsOf(ceilings);
const dots = dotsOf(runs, roofs);

const anyRoof = fc.record({
  backend: fc.constantFrom('webgpu', 'wasm'),
  label: fc.string(),
  gflops: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
  gbps: fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
  cacheGbps: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
}) satisfies fc.Arbitrary<Roof>;

const anyDot: fc.Arbitrary<Dot> = fc
  .record({
    intensity: fc.double({ min: 1e-4, max: 1e6, noNaN: true }),
    reuse: fc.double({ min: 0.001, max: 1, noNaN: true }),
    gflops: fc.double({ min: 1e-7, max: 1e7, noNaN: true }),
    ms: fc.double({ min: 1e-5, max: 1e6, noNaN: true }),
    id: fc.uuid(),
  })
  .map(({ reuse, ...given }) => ({
    ...dots[0],
    ...given,
    intensityNoReuse: reuse * given.intensity,
  }));

test('roofs go on past the last dot on either side', () => {
  fc.assert(
    fc.property(
      fc.array(anyRoof, { minLength: 1, maxLength: 3 }),
      fc.array(anyDot, { maxLength: 20 }),
      (someRoofs, someDots) => {
        const axes = axesFor(frame, someRoofs, someDots);
        const xs = someDots.flatMap((dot) => [
          dotPoint(dot, axes).x,
          whisker(dot, axes).from,
        ]);
        for (const roof of someRoofs) {
          const points = roofPoints(roof, axes);
          expect(points[0].x).toBeLessThan(Math.min(...xs, Infinity));
          expect(points.at(-1)?.x).toBeGreaterThan(Math.max(...xs, -Infinity));
        }
      },
    ),
  );
});

test('everything lies inside the plot, and no path holds NaN', () => {
  fc.assert(
    fc.property(
      fc.array(anyRoof, { minLength: 1, maxLength: 3 }),
      fc.array(anyDot, { maxLength: 20 }),
      (someRoofs, someDots) => {
        const axes = axesFor(frame, someRoofs, someDots);
        const points = [
          ...someRoofs.flatMap((roof) => [
            ...roofPoints(roof, axes),
            ridgePoint(roof, axes),
          ]),
          ...someDots.map((dot) => dotPoint(dot, axes)),
        ];
        for (const { x, y } of points) {
          expect(x).toBeGreaterThanOrEqual(frame.left - 1e-6);
          expect(x).toBeLessThanOrEqual(frame.width - frame.right + 1e-6);
          expect(y).toBeGreaterThanOrEqual(frame.top - 1e-6);
          expect(y).toBeLessThanOrEqual(frame.height - frame.bottom + 1e-6);
        }
        const ladders = laddersOf(someDots);
        const radii = new Map(
          someDots.map(({ id }) => [id, markerRadius(0.5)]),
        );
        const text = [
          linePath(points),
          ...someRoofs.map((roof) => linePath(cachePoints(roof, axes))),
          ...someDots.flatMap((dot) =>
            shapes.map((shape) => {
              const { x, y } = dotPoint(dot, axes);
              return markerPath(shape, x, y, markerRadius(undefined));
            }),
          ),
          JSON.stringify(chartLabels(axes, someRoofs, ladders, radii)),
        ].join();
        expect(text).not.toMatch(/NaN|Infinity|null/);
      },
    ),
  );
});

test('the ridge lies where bandwidth × intensity meets the peak', () => {
  const axes = axesFor(frame, roofs, dots);
  for (const roof of roofs) {
    const { x, y } = ridgePoint(roof, axes);
    expect(x).toBeCloseTo(axes.x(roof.gflops / roof.gbps), 6);
    expect(y).toBeCloseTo(axes.y(roof.gflops), 6);
    const [start, corner, end] = roofPoints(roof, axes);
    expect(corner).toEqual({ x, y });
    expect(start.y).toBeGreaterThan(y);
    expect(end.y).toBeCloseTo(y, 6);
  }
});

test('equal factors are equal distances', () => {
  const { x, y } = axesFor(frame, roofs, dots);
  expect(x(2) - x(1)).toBeCloseTo(x(64) - x(32), 6);
  expect(y(1) - y(10)).toBeCloseTo(y(100) - y(1000), 6);
});

test('ticks are written as people say them', () => {
  const texts = (domain: readonly [number, number], base: 2 | 10, most = 20) =>
    ticks(domain, base, most).map(({ text }) => text);
  expect(texts([1 / 8, 4], 2)).toEqual(['1/8', '1/4', '1/2', '1', '2', '4']);
  expect(texts([0.01, 1e4], 10)).toEqual([
    '0.01',
    '0.1',
    '1',
    '10',
    '100',
    '1k',
    '10k',
  ]);
  expect(texts([1 / 4, 1024], 2, 7)).toEqual([
    '1/4',
    '1',
    '4',
    '16',
    '64',
    '256',
    '1k',
  ]);
  expect([1e6, 2e12, 1e-5].map(tickText)).toEqual(['1M', '2T', '0.00001']);
});

test('a domain without values still has a width', () => {
  expect(enclosing([], 10)).toEqual([1, 10]);
  expect(enclosing([NaN, -1, 0], 2)).toEqual([1, 2]);
});

test('a cache hardly faster than memory gets no line of its own', () => {
  const axes = axesFor(frame, roofs, dots);
  const roof = { ...roofs[0], gbps: 200, cacheGbps: 210 };
  expect(cachePoints(roof, axes)).toEqual([]);
  expect(cachePoints(roofs[0], axes)).toHaveLength(2);
});

test('labels neither cover each other nor a dot', () => {
  const axes = axesFor(frame, roofs, dots);
  const radii = new Map(dots.map(({ id }) => [id, 5]));
  const labels = chartLabels(axes, roofs, laddersOf(dots), radii);
  const texts = labels.map(({ text }) => text);
  expect(texts).toContain('GPU · 3.6 TFLOP/s · 200 GB/s');
  expect(texts).toContain('WASM, 8 threads · 160 GFLOP/s · 42 GB/s');
  expect(texts).toContain('block 1 depthwise 3×3, 32 @112');
  labels.forEach((label, i) => {
    for (const other of labels.slice(i + 1))
      expect(overlaps(label, other), `${label.text} on ${other.text}`).toBe(
        false,
      );
    for (const dot of dots) {
      const { x, y } = dotPoint(dot, axes);
      const mark = { x: x - 4, y: y - 4, width: 8, height: 8 };
      expect(overlaps(label, mark)).toBe(false);
    }
  });
});

test('a label without a free place is left out unless it is needed', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  const wish = { id: 'a', text: 'a', places: [box] };
  expect(placeLabels([wish], [box], box)).toEqual([]);
  expect(placeLabels([{ ...wish, needed: true }], [box], box)).toHaveLength(1);
});
