import { expect, it } from 'vitest';
import { densityOf, depth } from '../../src/ui/boxes/density';
import { keyed, type Key } from '../../src/ui/boxes/keys';
import { boxAt, plane, sceneOf } from '../../src/ui/boxes/scene';
import {
  centreOf,
  mostZoom,
  panned,
  revealing,
  whole,
  zoomed,
} from '../../src/ui/boxes/viewport';

const box = (x1: number, y1: number, size = 20, score = 0.5, classId = 0) => ({
  ...{ x1, y1, x2: x1 + size, y2: y1 + size, score, classId },
});

it('zooms about a point, never out of the plane', () => {
  const at = { x: 320, y: 200 };
  const near = zoomed(whole, 4, at);
  expect(near).toEqual({ zoom: 4, x: 240, y: 150 });
  // Where the point was on the canvas, there it still is.
  expect((at.x - near.x) * 4).toBe(at.x);
  expect(zoomed(near, 0.5, at)).toEqual({ zoom: 2, x: 160, y: 100 });
  expect(zoomed(near, 0.01, at)).toEqual(whole);
  expect(zoomed(near, 1e9, at).zoom).toBe(mostZoom);
  expect(zoomed(whole, 2, { x: plane.width, y: 0 })).toEqual({
    ...{ zoom: 2, x: 640, y: 0 },
  });
});

it('pans within the plane and brings a box into view', () => {
  const near = zoomed(whole, 4, { x: 0, y: 0 });
  expect(panned(near, 100, -50)).toEqual({ zoom: 4, x: 100, y: 0 });
  expect(panned(near, 1e6, 1e6)).toEqual({ zoom: 4, x: 960, y: 600 });
  expect(revealing(near, box(10, 10))).toEqual(near);
  const moved = revealing(near, box(700, 500));
  expect(moved).toEqual({ zoom: 4, x: 400, y: 320 });
  expect(centreOf(moved)).toEqual({ x: 560, y: 420 });
});

const scene = sceneOf([box(0, 0), box(100, 100, 20, 0.9), box(5, 0)]);
const key = (name: string, change: Partial<Key> = {}): Key => ({
  key: name,
  ...{ shiftKey: false, altKey: false, ctrlKey: false, metaKey: false },
  ...change,
});

it('goes through the boxes by score and stays at the ends', () => {
  const next = (selected: number, name: string) =>
    keyed(scene, selected, whole, key(name));
  expect(next(-1, 'PageDown')).toEqual({ select: 1 });
  expect(next(1, 'PageDown')).toEqual({ select: 0 });
  expect(next(2, 'PageDown')).toEqual({ select: 2 });
  expect(next(1, 'PageUp')).toEqual({ select: 1 });
  expect(keyed(sceneOf([]), -1, whole, key('PageDown'))).toBeNull();
});

it('moves a box, or the view where none is selected', () => {
  const near = zoomed(whole, 2, { x: 0, y: 0 });
  expect(keyed(scene, 1, near, key('ArrowRight'))).toMatchObject({
    selected: 1,
  });
  expect(keyed(scene, -1, near, key('ArrowRight'))).toEqual({
    view: { zoom: 2, x: 40, y: 0 },
  });
  // Else the key scrolls the page.
  expect(keyed(scene, -1, whole, key('ArrowRight'))).toBeNull();
});

it('zooms, adds where one looks, and leaves the browser its keys', () => {
  expect(keyed(scene, -1, whole, key('+'))).toMatchObject({
    view: { zoom: 2 },
  });
  const near = zoomed(whole, 8, { x: 1280, y: 800 });
  expect(keyed(scene, -1, near, key('0'))).toEqual({ view: whole });
  const added = keyed(scene, -1, near, key('n'));
  expect(added).toMatchObject({ selected: 3 });
  const made = boxAt((added as { scene: typeof scene }).scene, 3);
  expect(made.x1).toBeGreaterThan(near.x);
  expect(made.y2).toBeLessThan(plane.height);
  expect(keyed(scene, 1, whole, key('0', { ctrlKey: true }))).toBeNull();
  expect(keyed(scene, -1, whole, key('Delete'))).toBeNull();
});

it('maps boxes to cells by their centres, with the class of most', () => {
  const many = sceneOf([
    ...[box(0, 0, 20, 0.5, 4), box(2, 2, 20, 0.5, 7), box(4, 4, 20, 0.5, 7)],
    box(300, 300),
  ]);
  const part = { x: 0, y: 0, cell: 20, columns: 3, rows: 2 };
  const map = densityOf(many, [0, 1, 2, 3], part);
  // The last one is outside of that part.
  expect([...map.counts]).toEqual([3, 0, 0, 0, 0, 0]);
  expect(map.classes[0]).toBe(7);
  expect(map.most).toBe(3);
  expect(densityOf(many, [0], part).classes[0]).toBe(4);
});

it('shows few beside many', () => {
  expect(depth(0, 100)).toBe(0);
  expect(depth(100, 100)).toBe(1);
  expect(depth(1, 100)).toBeGreaterThan(0.1);
});
