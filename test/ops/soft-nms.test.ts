/** The oracle of softNms on cases worked out by hand. */
import { describe, expect, it } from 'vitest';
import { nms } from '../../src/ops/nms/nms';
import { softNms } from '../../src/ops/nms/soft';
import { exponential } from '../../src/ops/nms/soft-decay';
import { runReference } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import type { Tensor } from '../../src/ops/tensor';

const floats = (shape: number[], values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});

function run(boxes: number[][], scores: number[], options: object = {}) {
  const outputs = runReference(
    softNms,
    {
      boxes: floats([boxes.length, 4], boxes.flat()),
      scores: floats([boxes.length], scores),
    },
    softNms.options({ ...options }),
  );
  return {
    indices: Array.from(outputs.indices.data, Number),
    scores: Array.from(outputs.scores.data, Number),
  };
}

const square = (x: number) => [x, 0, x + 10, 10];
/** In common: 60 of 140 of the first two, 50 of 150 of the last two. */
const boxes = [square(0), square(4), square(9)];
const narrow = [square(0), square(5), square(100)];

describe('softNms', () => {
  it('takes off the share in common, and picks anew', () => {
    // 50 / 150: 0.9 · (1 − 1/3) = 0.6, so the box alone comes before it.
    const { indices, scores } = run(narrow, [1, 0.9, 0.7]);
    expect(indices).toEqual([0, 2, 1]);
    expect(scores[1]).toBe(Math.fround(0.7));
    expect(scores[2]).toBeCloseTo(0.6, 6);
  });

  it('leaves scores alone up to the threshold', () => {
    const at = { iouThreshold: 1 / 3 };
    expect(run(narrow, [1, 0.9, 0.7], at).indices).toEqual([0, 1, 2]);
    expect(
      run(narrow, [1, 0.9, 0.7], { ...at, suppressAt: 'greater-equal' })
        .indices,
    ).toEqual([0, 2, 1]);
  });

  it('bends the curve as the paper or TensorFlow does', () => {
    const second = (variant: string) =>
      run(narrow, [1, 0.9, 0.1], { method: 'gaussian', variant }).scores[1];
    expect(second('paper')).toBeCloseTo(0.9 * Math.exp(-1 / 9 / 0.5), 6);
    expect(second('tensorflow')).toBeCloseTo(0.9 * Math.exp(-1 / 9), 6);
  });

  it('multiplies the decays of all that were kept', () => {
    // IoU 6/14, then 1/19 and 5/15 for the last one.
    const { indices, scores } = run(boxes, [1, 0.9, 0.8], {
      method: 'gaussian',
    });
    const last =
      0.9 * Math.exp(-2 * (6 / 14) ** 2) * Math.exp(-2 * (1 / 3) ** 2);
    expect(indices).toEqual([0, 2, 1]);
    expect(scores[1]).toBeCloseTo(0.8 * Math.exp(-2 / 361), 6);
    expect(scores[2]).toBeCloseTo(last, 6);
  });

  it('drops scores below the threshold, not those at it', () => {
    const at = { scoreThreshold: 0.5, iouThreshold: 0.9 };
    expect(run(narrow, [0.5, 0.25, 0.75], at).indices).toEqual([2, 0]);
  });

  it('takes the lower index of equals, NaN first, and stops in time', () => {
    const apart = [0, 20, 40, 60].map(square);
    expect(run(apart, [0.5, 0.7, 0.7, NaN]).indices).toEqual([3, 1, 2, 0]);
    expect(run(apart, [1, 2, 3, 4], { maxOutputSize: 2 }).indices).toEqual([
      3, 2,
    ]);
  });

  it('leaves boxes without an area as they are', () => {
    const flat = [1, 1, 1, 1];
    for (const method of ['linear', 'gaussian', 'naive'])
      expect(run([flat, flat], [0.9, 0.8], { method })).toEqual({
        indices: [0, 1],
        scores: [0.9, 0.8].map(Math.fround),
      });
  });

  it('is nms where it is naive', () => {
    const shapes = { boxes: [500, 4], scores: [500] };
    const inputs = randomInputs(nms, shapes, 3);
    const naive = softNms.options({ method: 'naive', scoreThreshold: null });
    const plain = nms.options({ iouThreshold: 0.3 });
    expect(runReference(softNms, inputs, naive).indices).toEqual(
      runReference(nms, inputs, plain).output,
    );
  });

  it('has an exponential within two ULP', () => {
    for (let x = 0; x > -86; x -= 0.0137) {
      const exact = Math.exp(Math.fround(x));
      const error = Math.abs(exponential(Math.fround(x)) - exact);
      expect(error).toBeLessThanOrEqual(2 ** -22 * exact);
    }
    expect(exponential(-0)).toBe(1);
    expect(exponential(-1e30)).toBe(0);
  });

  it('rejects what does not fit, with the numbers', () => {
    expect(() => softNms.options({ sigma: 0 })).toThrow(/sigma 0.*1e-6/);
    expect(() => softNms.options({ method: 'hard' })).toThrow(/gaussian/);
    const { shapes } = softNms;
    expect(() =>
      shapes({ boxes: [3, 4], scores: [2] }, softNms.options({})),
    ).toThrow(/scores \[3\].*\[2\]/);
  });
});
