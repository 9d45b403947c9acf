import { expect, it } from 'vitest';
import { opById } from '../../src/ops';
import { runReference } from '../../src/ops/op';
import { fateOf, pairIou, suppressorOf } from '../../src/ui/boxes/fate';
import { fateText } from '../../src/ui/boxes/fate-text';
import { generate } from '../../src/ui/boxes/generate';
import {
  callOf,
  candidates,
  outcomeOf,
  weakened,
  type Rules,
} from '../../src/ui/boxes/outcome';
import { sceneOf, type Scene } from '../../src/ui/boxes/scene';

const rules: Rules = {
  iou: 0.5,
  suppressAt: 'greater',
  legacyPixel: false,
  classed: true,
  soft: null,
};

/** The oracle's answer to the page's own call. */
function answered(scene: Scene, change: Partial<Rules> = {}, score = 0) {
  const given = { ...rules, ...change };
  const { op: id, call } = callOf(scene, given, score);
  const op = opById(id);
  const options = op.options(call.options ?? {});
  const outputs = runReference(op, call.inputs, options);
  return outcomeOf(scene, given, score, outputs);
}

const box = (x1: number, score: number, classId = 0) => ({
  ...{ x1, y1: 0, x2: x1 + 100, y2: 100, score, classId },
});
/** In a row: each overlaps the next by 2/3, the next but one by 1/3 … */
const row = sceneOf([
  box(0, 0.9),
  box(20, 0.8),
  box(40, 0.7),
  box(20, 0.6, 1),
  box(30, 0.05),
]);

it('measures the overlap of a pair', () => {
  expect(pairIou(row, 0, 1)).toBeCloseTo(80 / 120, 6);
  expect(pairIou(row, 0, 2)).toBeCloseTo(60 / 140, 6);
  expect(pairIou(row, 0, 1, 1)).toBeCloseTo(
    (81 * 101) / (2 * 101 * 101 - 81 * 101),
    6,
  );
});

it('names the kept box that suppressed another', () => {
  const outcome = answered(row, {}, 0.1);
  expect([...outcome.kept]).toEqual([0, 2, 3]);
  expect(fateOf(outcome, 0)).toMatchObject({ kind: 'kept', rank: 0 });
  expect(fateOf(outcome, 1)).toMatchObject({ kind: 'suppressed', by: 0 });
  // Of another class: nothing meets it, though it lies on box 1.
  expect(fateOf(outcome, 3)).toMatchObject({ kind: 'kept', rank: 2 });
  expect(fateOf(outcome, 4)).toEqual({ kind: 'score' });
  expect(candidates(outcome)).toBe(4);
  expect(fateText(outcome, 1)).toBe(
    'Suppressed by box 0 (score 0.900): IoU 0.667 is above 0.50.',
  );
  expect(fateText(outcome, 4)).toBe(
    'Left out: its score 0.050 is not above 0.10.',
  );
});

it('lets all classes meet where they do not count', () => {
  const outcome = answered(row, { classed: false }, 0.1);
  expect([...outcome.kept]).toEqual([0, 2]);
  expect(fateOf(outcome, 3)).toMatchObject({ kind: 'suppressed', by: 0 });
});

it('decides a tie at the threshold as the kernels do', () => {
  // 50 of 100: the IoU is one half exactly.
  const tie = sceneOf([
    { ...box(0, 0.9), x2: 100 },
    { ...box(0, 0.8), x2: 50 },
  ]);
  expect(pairIou(tie, 0, 1)).toBe(0.5);
  expect(answered(tie).kept).toHaveLength(2);
  const equal = answered(tie, { suppressAt: 'greater-equal' });
  expect([...equal.kept]).toEqual([0]);
  expect(suppressorOf(equal, 1)).toEqual({ by: 0, iou: 0.5 });
});

it.each([
  [true, 0.3],
  [true, 0.5],
  [false, 0.45],
  [false, 0],
])('every box has a fate that fits (classed %s, IoU %s)', (classed, iou) => {
  const scene = generate({
    ...{ n: 400, seed: 3, classes: 3 },
    layout: 'clustered',
  });
  const outcome = answered(scene, { classed, iou }, 0.2);
  expect(outcome.kept.length).toBeGreaterThan(5);
  for (let i = 0; i < scene.count; i++) {
    const fate = fateOf(outcome, i);
    if (outcome.isKept[i]) expect(fate.kind).toBe('kept');
    else if (scene.scores[i] <= Math.fround(0.2))
      expect(fate.kind).toBe('score');
    else {
      expect(fate).toMatchObject({ kind: 'suppressed' });
      if (fate.kind !== 'suppressed') continue;
      expect(outcome.isKept[fate.by]).toBe(1);
      expect(scene.scores[fate.by]).toBeGreaterThanOrEqual(scene.scores[i]);
      if (classed) expect(scene.classes[fate.by]).toBe(scene.classes[i]);
    }
  }
});

const soft = (method: 'linear' | 'gaussian' | 'naive', change = {}) => ({
  classed: false,
  soft: { method, sigma: 0.5, variant: 'paper' as const, ...change },
});

it('says what soft NMS left of a score, and who took it', () => {
  const outcome = answered(row, soft('linear'), 0.1);
  expect(outcome.kept[0]).toBe(0);
  expect(fateOf(outcome, 0)).toMatchObject({ kind: 'kept', decay: null });
  // Box 1 of 0.8 overlaps boxes 0 and 2 by 2/3: a third is left, twice.
  const fate = fateOf(outcome, 1);
  expect(fate).toMatchObject({ kind: 'faded', by: 2 });
  expect(fate).toHaveProperty('to', expect.closeTo(0.8 / 9, 6));
});

it('knows what score a box had and has', () => {
  const outcome = answered(row, soft('gaussian'), 0.01);
  const own = fateOf(outcome, 2);
  expect(own).toMatchObject({ kind: 'kept', decay: { by: 0 } });
  expect(fateText(outcome, 2)).toMatch(
    /^Kept, number 2 by score: 0\.700 → 0\.485\. Box 0 took most, IoU 0\.429\.$/,
  );
  expect(weakened(outcome)).toBe(outcome.kept.length - 1);
});

it.each([
  ['linear', 0.25, {}],
  ['linear', 0, {}],
  ['gaussian', 0.2, {}],
  ['gaussian', 0.25, { variant: 'tensorflow', sigma: 0.3 }],
  ['naive', 0.25, {}],
] as const)(
  'replays every soft score as the op has it (%s, score %s)',
  (method, score, change) => {
    const scene = generate({
      ...{ n: 300, seed: 3, classes: 3 },
      layout: 'clustered',
    });
    const outcome = answered(scene, soft(method, change), score);
    const kinds = new Set<string>();
    for (let i = 0; i < scene.count; i++) {
      const fate = fateOf(outcome, i);
      kinds.add(fate.kind);
      expect(fate.kind === 'kept').toBe(outcome.isKept[i] === 1);
      if (fate.kind === 'kept') {
        expect(outcome.kept[fate.rank]).toBe(i);
        expect(fate.decay?.to ?? scene.scores[i]).toBe(outcome.decayed![i]);
      }
      if (fate.kind === 'faded') expect(fate.to).toBeLessThan(score);
    }
    const gone = method === 'naive' ? 'suppressed' : 'faded';
    expect([...kinds].sort()).toEqual(
      score === 0 ? ['kept'] : [gone, 'kept', 'score'].sort(),
    );
  },
);
