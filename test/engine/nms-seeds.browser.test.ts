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
import type { Tensors } from '../../src/ops/tensor';

const asked = Number(import.meta.env.VITE_NMS_SEEDS ?? 0);
const seeds = asked || 16;
const mostBoxes = asked ? 20_000 : 400;

const engine = new LocalEngine();
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
  const boxes = whole ? new Float32Array(4 * n) : clusteredBoxes(n, seed);
  for (let at = 0; whole && at < 4 * n; at += 4)
    boxes.set([below(side) - 3, below(side), 1 + below(9), 1 + below(9)], at);
  const steps = [2, 50, 2 ** 24][below(3)];
  const scores = Float32Array.from({ length: n }, () => below(steps) / steps);
  const idxs = Int32Array.from({ length: n }, () => below(5) - 2);
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
    for (const { id, backend } of op.kernels) {
      const { outputs } = await engine.run(op.id, {
        ...{ inputs, options: { ...options }, backend, kernel: id },
      });
      // The message names the kernel.
      expect([id, outputs]).toEqual([id, expected]);
    }
  });
});
