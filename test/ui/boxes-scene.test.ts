import { expect, it } from 'vitest';
import { begun, dragged, nudged } from '../../src/ui/boxes/gesture';
import { generate } from '../../src/ui/boxes/generate';
import { boxUnder, handleUnder } from '../../src/ui/boxes/hit';
import {
  added,
  boxAt,
  byScore,
  changed,
  moved,
  plane,
  removed,
  sceneOf,
  spanned,
} from '../../src/ui/boxes/scene';

const box = (x1: number, y1: number, x2: number, y2: number, score = 0.5) => ({
  ...{ x1, y1, x2, y2, score },
  classId: 0,
});

it.each(['clustered', 'uniform'] as const)(
  'makes the same %s boxes from the same seed, all on the plane',
  (layout) => {
    const recipe = { n: 500, seed: 7, layout, classes: 4 };
    const scene = generate(recipe);
    expect(generate(recipe)).toEqual(scene);
    expect(generate({ ...recipe, seed: 8 }).corners).not.toEqual(scene.corners);
    for (let i = 0; i < scene.count; i++) {
      const { x1, y1, x2, y2, score, classId } = boxAt(scene, i);
      expect(x1).toBeGreaterThanOrEqual(0);
      expect(y1).toBeGreaterThanOrEqual(0);
      expect(x2).toBeLessThanOrEqual(plane.width + 1e-3);
      expect(y2).toBeLessThanOrEqual(plane.height + 1e-3);
      expect(x2).toBeGreaterThan(x1);
      expect(score > 0 && score <= 1).toBe(true);
      expect(classId >= 0 && classId < 4).toBe(true);
    }
    expect(new Set(scene.classes).size).toBe(4);
  },
);

it('clusters boxes: neighbours overlap more than uniform ones do', () => {
  const spread = (layout: 'clustered' | 'uniform') => {
    const { corners } = generate({ n: 300, seed: 1, layout, classes: 1 });
    const places = new Set<string>();
    for (let i = 0; i < corners.length; i += 4)
      places.add(
        `${Math.floor(corners[i] / 80)} ${Math.floor(corners[i + 1] / 80)}`,
      );
    return places.size;
  };
  expect(spread('clustered')).toBeLessThan(0.75 * spread('uniform'));
});

it('makes 100,000 boxes', () => {
  const scene = generate({
    ...{ n: 100_000, seed: 1, classes: 80 },
    layout: 'clustered',
  });
  expect(scene.corners).toHaveLength(400_000);
});

it('adds, changes and removes without touching the scene before', () => {
  const before = sceneOf([box(0, 0, 10, 10, 0.1), box(20, 20, 30, 30, 0.9)]);
  const more = added(before, box(5, 5, 9, 9, 0.4));
  expect(more.count).toBe(3);
  expect(boxAt(more, 2)).toMatchObject({ x1: 5, y2: 9 });
  const less = removed(more, 0);
  expect(less.count).toBe(2);
  expect(boxAt(less, 0)).toEqual(boxAt(before, 1));
  expect(less.corners).toHaveLength(8);
  const other = changed(before, 1, { score: 0.25, x2: 40 });
  expect(boxAt(other, 1)).toMatchObject({ x1: 20, x2: 40, score: 0.25 });
  expect(boxAt(before, 1).x2).toBe(30);
});

it('moves a box as a whole and never off the plane', () => {
  const at = box(10, 10, 60, 40);
  expect(moved(at, 5, -4)).toMatchObject({ x1: 15, y1: 6, x2: 65, y2: 36 });
  expect(moved(at, -50, 0)).toMatchObject({ x1: 0, x2: 50 });
  expect(moved(at, 1e6, 1e6)).toMatchObject({
    x2: plane.width,
    y2: plane.height,
    x1: plane.width - 50,
  });
});

it('spans a box between two points in any order', () => {
  expect(spanned({ x: 90, y: 20 }, { x: 30, y: 80 })).toEqual({
    ...{ x1: 30, y1: 20, x2: 90, y2: 80 },
  });
  const dot = spanned({ x: 7, y: 7 }, { x: 7, y: 7 });
  expect(dot.x2 - dot.x1).toBeGreaterThan(0);
});

it('goes by falling score, the first of equals first', () => {
  const scene = sceneOf([
    box(0, 0, 1, 1, 0.5),
    box(0, 0, 1, 1, 0.9),
    box(0, 0, 1, 1, 0.5),
  ]);
  expect([...byScore(scene)]).toEqual([1, 0, 2]);
});

const nested = sceneOf([box(0, 0, 100, 100), box(40, 40, 60, 60)]);

it('finds the smallest box under a point, the preferred one first', () => {
  expect(boxUnder(nested, { x: 50, y: 50 })).toBe(1);
  expect(boxUnder(nested, { x: 50, y: 50 }, (i) => i === 0)).toBe(0);
  expect(boxUnder(nested, { x: 10, y: 50 })).toBe(0);
  expect(boxUnder(nested, { x: 101, y: 50 })).toBe(-1);
});

it('takes hold of a corner within reach', () => {
  expect(handleUnder(nested, 1, { x: 62, y: 38 }, 4)).toBe('ne');
  expect(handleUnder(nested, 1, { x: 70, y: 38 }, 4)).toBeNull();
  expect(handleUnder(nested, -1, { x: 40, y: 40 }, 4)).toBeNull();
});

it('moves, resizes or draws, by where the press was', () => {
  const held = {
    scene: nested,
    selected: 1,
    tool: 'select',
    reach: 4,
    perPixel: 1,
  } as const;
  const move = begun(held, { x: 50, y: 50 });
  expect(move).toMatchObject({ kind: 'move', index: 1 });
  expect(boxAt(dragged(nested, move, { x: 55, y: 45 }), 1)).toMatchObject({
    ...{ x1: 45, y1: 35, x2: 65, y2: 55 },
  });
  const resize = begun(held, { x: 60, y: 60 });
  expect(resize.kind).toBe('resize');
  // Past the opposite corner the box turns over.
  expect(boxAt(dragged(nested, resize, { x: 20, y: 90 }), 1)).toMatchObject({
    ...{ x1: 20, y1: 40, x2: 40, y2: 90 },
  });
  const draw = begun({ ...held, tool: 'draw' }, { x: 10, y: 10 });
  const drawn = dragged(nested, draw, { x: 30, y: 50 });
  expect(drawn.count).toBe(3);
  expect(boxAt(drawn, 2)).toMatchObject({ x1: 10, y1: 10, x2: 30, y2: 50 });
  expect(begun(held, { x: 300, y: 300 }).kind).toBe('draw');
});

it('moves by arrow keys, resizes with Alt, ignores other keys', () => {
  const near = { far: false, resize: false };
  const right = nudged(nested, 1, 'ArrowRight', near)!;
  expect(boxAt(right, 1)).toMatchObject({ x1: 44, x2: 64 });
  const far = nudged(nested, 1, 'ArrowDown', { far: true, resize: false })!;
  expect(boxAt(far, 1)).toMatchObject({ y1: 60, y2: 80 });
  const less = nudged(nested, 1, 'ArrowLeft', { far: true, resize: true })!;
  expect(boxAt(less, 1).x1).toBe(40);
  expect(boxAt(less, 1).x2).toBeLessThan(50);
  expect(nudged(nested, 1, 'a', near)).toBeNull();
  expect(nudged(nested, -1, 'ArrowLeft', near)).toBeNull();
});
