/**
 * Kept indices equal to the oracle's, box for box, on every kernel. Boxes of
 * small whole numbers make IoUs that lie exactly on a threshold, scores of few
 * values make ties. VITE_NMS_SEEDS=200 npm test -- nms-seeds takes as many
 * seeds and up to 20,000 boxes.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import { clusteredBoxes } from '../../src/ops/nms/generate';
import { batchedNms, nms } from '../../src/ops/nms/nms';
import { runReference, type Op } from '../../src/ops/op';
import { random } from '../../src/ops/random';
import { shapesOf, type Tensors } from '../../src/ops/tensor';

const asked = Number(import.meta.env.VITE_NMS_SEEDS ?? 0);
const seeds = asked || 16;
const mostBoxes = asked ? 20_000 : 700;

const engine = new LocalEngine();
const device = await engine.device();
afterAll(() => engine.dispose());

const thresholds = [0.5, 1 / 3, 0.3, 0.7, 1 / 7, 2 / 7, 0.45, 0.6, 0.1, 0];

/** Everything about a run follows from its seed. */
function made(seed: number) {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  // As many runs in each octave, and some as large as can be.
  const n =
    seed % 16 === 0
      ? mostBoxes
      : Math.round(Math.exp(next() * Math.log(mostBoxes)));
  const whole = seed % 2 === 1;
  // Enough room that a good part of the boxes is kept.
  const side = 4 + below(4 + 2 * Math.sqrt(n));
  const wholeBox = () => [
    ...[below(side) - 3, below(side)],
    ...[1 + below(9), 1 + below(9)],
  ];
  const boxes = whole
    ? Float32Array.from(Array.from({ length: n }, wholeBox).flat())
    : clusteredBoxes(n, seed);
  const steps = [2, 50, 2 ** 24][below(3)];
  const scores = Float32Array.from({ length: n }, () => below(steps) / steps);
  // A few classes, or most boxes alone in theirs.
  const classes = [5, 80, 2 * n][below(3)];
  const idxs = Int32Array.from({ length: n }, () => below(classes) - 2);
  const inputs: Tensors = {
    boxes: { shape: [n, 4], dtype: 'float32', data: boxes },
    scores: { shape: [n], dtype: 'float32', data: scores },
  };
  const op = (below(4) === 0 ? batchedNms : nms) as Op;
  if (op.id === 'batchedNms')
    inputs.idxs = { shape: [n], dtype: 'int32', data: idxs };
  const options = op.options({
    iouThreshold: thresholds[below(thresholds.length)],
    suppressAt: below(3) === 0 ? 'greater-equal' : 'greater',
    boxFormat: whole ? 'xywh' : 'xyxy',
    legacyPixel: below(3) === 0,
    scoreThreshold: below(4) === 0 ? 0.25 : null,
  });
  return { op, inputs, options, title: `${op.id}, ${n} boxes` };
}

describe.each(
  Array.from({ length: seeds }, (_, i) => ({ seed: i + 1, ...made(i + 1) })),
)('seed $seed: $title', ({ op, inputs, options }) => {
  it('is exact', { timeout: 120_000 }, async () => {
    const expected = runReference(op, inputs, options);
    for (const kernel of op.kernels) {
      const { id, backend } = kernel;
      const shapes = shapesOf(inputs);
      // Windows of all sizes: classes that end in one and go on for many.
      const all = kernel.variants?.(shapes, options, device) ?? [{}];
      for (const constants of all) {
        const { outputs } = await engine.run(op.id, {
          ...{ inputs, options: { ...options }, backend, kernel: id },
          constants,
        });
        // The message names the kernel.
        expect([id, constants, outputs]).toEqual([id, constants, expected]);
      }
    }
  });
});

/** Of every kernel, for boxes that are awkward to compare. */
async function everywhere(op: Op, boxes: number[][], scores: number[]) {
  const n = boxes.length;
  const inputs: Tensors = {
    boxes: {
      ...{ shape: [n, 4], dtype: 'float32' },
      data: Float32Array.from(boxes.flat()),
    },
    scores: { shape: [n], dtype: 'float32', data: Float32Array.from(scores) },
    ...(op.id === 'batchedNms' && {
      idxs: {
        ...{ shape: [n], dtype: 'int32' },
        data: Int32Array.from({ length: n }, (_, i) => i % 2),
      },
    }),
  };
  for (const suppressAt of ['greater', 'greater-equal'])
    for (const iouThreshold of [0, 0.5]) {
      const options = op.options({ suppressAt, iouThreshold });
      const expected = runReference(op, inputs, options);
      for (const { id, backend } of op.kernels) {
        const { outputs } = await engine.run(op.id, {
          ...{ inputs, options: { ...options }, backend, kernel: id },
        });
        expect([id, outputs]).toEqual([id, expected]);
      }
    }
}

describe.each([nms, batchedNms] as Op[])('$id', (op) => {
  const whole = [-4, -4, 6, 6];
  const rising = (n: number) => Array.from({ length: n }, (_, i) => i);
  it('keeps a box with a NaN, which overlaps none', () =>
    everywhere(
      op,
      [0, 1, 2, 3].flatMap((side) => [
        whole,
        whole.with(side, NaN),
        whole.with(side, NaN),
        whole,
      ]),
      rising(16),
    ));
  it('takes one box, equal boxes and boxes without an area', async () => {
    await everywhere(op, [whole], [1]);
    await everywhere(
      op,
      rising(70).map(() => whole),
      rising(70),
    );
    const flat = [whole, [1, -2, 1, 5], [1, -2, 1, 5], [0, 0, 0, 0], whole];
    await everywhere(op, flat, rising(5));
  });
  it('sorts scores that are NaN first', () =>
    everywhere(
      op,
      rising(6).map(() => whole),
      [1, NaN, 9, NaN, -1, 5],
    ));
});
