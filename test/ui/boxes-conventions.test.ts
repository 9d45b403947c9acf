import { expect, it } from 'vitest';
import { nmsOps } from '../../src/ops/nms';
import { runReference } from '../../src/ops/op';
import {
  conventionCall,
  conventionOutcome,
  conventionsFor,
  differing,
  edgeCase,
  why,
} from '../../src/ui/boxes/conventions';
import { generate } from '../../src/ui/boxes/generate';
import type { Rules } from '../../src/ui/boxes/outcome';
import { sceneOf, type Scene } from '../../src/ui/boxes/scene';

const page: Rules = {
  ...{ iou: 0.5, legacyPixel: false, classed: true },
  suppressAt: 'greater',
  soft: null,
};

/** By the ops' oracles. */
function answered(id: string, scene: Scene, score = 0.1, rules = page) {
  const convention = conventionsFor(rules).find((each) => each.id === id)!;
  const { op: opId, call } = conventionCall(convention, scene, rules, score);
  const op = nmsOps.find((each) => each.id === opId)!;
  const options = op.options(call.options ?? {});
  const given = { outputs: runReference(op, call.inputs, options) };
  return conventionOutcome(convention, scene, rules, score, given);
}

const edges = sceneOf(edgeCase);
const kept = (id: string) => [...answered(id, edges).kept];

it('answers the edge case in each convention’s own way', () => {
  expect(kept('torchvision')).toEqual([0, 1, 3, 4, 5, 6, 7]);
  expect(kept('onnx')).toEqual(kept('torchvision'));
  expect(kept('onnx-defaults')).toEqual([]);
  // The tie falls; what it suppressed comes back.
  expect(kept('tfjs')).toEqual([0, 2, 3, 4, 5, 6, 7]);
  // 0.497 becomes 0.503, and 161 of 321 rows are more than half.
  expect(kept('py_nms')).toEqual([0, 2, 3, 5, 6, 7]);
  expect(kept('agnostic')).toEqual([0, 1, 3, 4, 5, 7]);
});

it('says why, box by box', () => {
  const base = answered('torchvision', edges);
  const reasons = (id: string) => {
    const other = answered(id, edges);
    return differing(base, other).map((index) => why(base, other, index));
  };
  expect(reasons('onnx')).toEqual([]);
  expect(reasons('tfjs')).toEqual([
    'Box 1 falls out: its IoU with box 0 is the threshold itself.',
    'Box 2 stays: box 1, which suppresses it in torchvision, fell out.',
  ]);
  expect(reasons('py_nms')).toContain(
    'Box 4 falls out: its IoU with box 3 is 0.5031 here, 0.4969 in torchvision.',
  );
  expect(reasons('agnostic')).toEqual([
    expect.stringMatching(
      /^Box 6 falls out: box 5 of class 1 overlaps it by 0\.\d+, and classes do not count\.$/,
    ),
  ]);
});

it('gives ONNX the same boxes, class by class', () => {
  const scene = generate({
    ...{ n: 300, seed: 5, classes: 6 },
    layout: 'clustered',
  });
  for (const score of [0, 0.3]) {
    const base = answered('torchvision', scene, score);
    const onnx = answered('onnx', scene, score);
    expect(base.kept.length).toBeGreaterThan(10);
    expect([...onnx.kept]).toEqual([...base.kept]);
  }
});

const soft: Rules = {
  ...page,
  classed: false,
  soft: { method: 'linear', sigma: 0.5, variant: 'paper' },
};

it('gives the edge case other scores under each soft convention', () => {
  const told = (id: string, score = 0.1) => {
    const base = answered('page', edges, score, soft);
    const other = answered(id, edges, score, soft);
    return differing(base, other).map((index) => why(base, other, index));
  };
  // Half of box 0 is box 1: the threshold, where only mmcv decays it; then
  // box 2, which it would have taken from, comes first and takes the rest.
  expect(told('mmcv')).toEqual([
    'Box 1: 0.900 on this page, out here.',
    'Box 2: out on this page, 0.850 here.',
  ]);
  // 0.497 as lengths, 0.503 as pixels.
  expect(told('authors')).toContain('Box 4: 0.750 on this page, 0.373 here.');
  expect(told('tensorflow')).not.toEqual([]);
  expect(told('none', 0.05)).toContainEqual(
    expect.stringMatching(/^Box 6: 0\.\d+ on this page, out here\.$/),
  );
});
