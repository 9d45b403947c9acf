/** The oracle of the NMS family on cases worked out by hand. */
import { describe, expect, it } from 'vitest';
import { batchedNms, nms } from '../../src/ops/nms/nms';
import { nonMaxSuppression } from '../../src/ops/nms/onnx';
import { scoreKeys } from '../../src/ops/nms/order';
import { strictThreshold } from '../../src/ops/nms/overlap';
import { runReference, type Op } from '../../src/ops/op';
import type { Tensor } from '../../src/ops/tensor';

type Box = [number, number, number, number];

const floats = (shape: number[], values: Iterable<number>): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});

function run(
  boxes: Box[],
  scores: number[],
  options: Record<string, unknown> = {},
  idxs?: number[],
) {
  const op = (idxs ? batchedNms : nms) as Op;
  const inputs = {
    boxes: floats([boxes.length, 4], boxes.flat()),
    scores: floats([boxes.length], scores),
    ...(idxs && {
      idxs: {
        shape: [idxs.length],
        dtype: 'int32' as const,
        data: Int32Array.from(idxs),
      },
    }),
  };
  const { output, validCount } = runReference(op, inputs, op.options(options));
  return { kept: Array.from(output.data, Number), count: validCount.data[0] };
}
const kept = (...args: Parameters<typeof run>) => run(...args).kept;

const square = (x: number, y = 0): Box => [x, y, x + 10, y + 10];

describe('nms', () => {
  it('keeps the best of each cluster, by falling score', () => {
    const boxes = [square(0), square(1), square(100), square(99), square(50)];
    expect(kept(boxes, [0.5, 0.9, 0.6, 0.7, 0.8])).toEqual([1, 4, 3]);
  });

  it('lets a box that fell out suppress nothing', () => {
    // 0 removes 1, and only 1 overlaps 2 by more than a half.
    const boxes = [square(0), square(3), square(6)];
    expect(kept(boxes, [3, 2, 1])).toEqual([0, 2]);
  });

  // Two of three cells in common of 10 × 10: 50 / 150.
  const thirds = [square(0), square(5)];

  it('suppresses above the threshold, or at it', () => {
    const at = { iouThreshold: 1 / 3 };
    expect(kept(thirds, [2, 1], at)).toEqual([0, 1]);
    expect(
      kept(thirds, [2, 1], { ...at, suppressAt: 'greater-equal' }),
    ).toEqual([0]);
    expect(kept(thirds, [2, 1], { iouThreshold: 0.33 })).toEqual([0]);
  });

  it('rounds the quotient as float32 does, like torchvision', () => {
    // 1/7 in float32, above 1/7: an IoU of 1/7 rounds to it and stays.
    const boxes: Box[] = [
      [0, 0, 2, 2],
      [1, 1, 3, 3],
    ];
    const seventh = Math.fround(1 / 7);
    expect(kept(boxes, [2, 1], { iouThreshold: seventh })).toEqual([0, 1]);
    const below = strictThreshold(seventh, 'greater-equal');
    expect(below).toBeLessThan(seventh);
    expect(kept(boxes, [2, 1], { iouThreshold: below })).toEqual([0]);
  });

  it('counts the pixels of the corners where asked', () => {
    // py_nms: 11 × 11 pixels, 6 × 11 in common: 66 / 176 = 0.375.
    const options = { iouThreshold: 0.35 };
    expect(kept(thirds, [2, 1], options)).toEqual([0, 1]);
    expect(kept(thirds, [2, 1], { ...options, legacyPixel: true })).toEqual([
      0,
    ]);
  });

  it("agrees with the handbook's py_nms", () => {
    const boxes: Box[] = [
      [204, 102, 358, 250],
      [257, 118, 380, 250],
      [280, 135, 400, 250],
      [255, 118, 360, 235],
      [2, 2, 30, 30],
    ];
    const scores = [0.5, 0.7, 0.6, 0.7, 0.1];
    // Worked out with NumPy's formula: 1 and 3 tie, 1 comes first.
    expect(
      kept(boxes, scores, { iouThreshold: 0.35, legacyPixel: true }),
    ).toEqual([1, 4]);
  });

  it('takes four formats, corners in any order', () => {
    const scores = [2, 1];
    const both = (a: Box, b: Box, boxFormat: string) =>
      kept([a, b], scores, { boxFormat, iouThreshold: 0.3 });
    // Wide boxes that overlap along x only: a swapped axis would show.
    expect(both([0, 0, 10, 2], [4, 0, 14, 2], 'xyxy')).toEqual([0]);
    expect(both([10, 2, 0, 0], [14, 0, 4, 2], 'xyxy')).toEqual([0]);
    expect(both([0, 0, 2, 10], [0, 4, 2, 14], 'yxyx')).toEqual([0]);
    expect(both([0, 0, 10, 2], [4, 0, 10, 2], 'xywh')).toEqual([0]);
    expect(both([0, 0, 10, 2], [4, 0, 10, 2], 'cxcywh')).toEqual([0]);
    expect(both([0, 0, 2, 10], [4, 0, 2, 10], 'xywh')).toEqual([0, 1]);
    expect(both([0, 0, 2, 10], [4, 0, 2, 10], 'cxcywh')).toEqual([0, 1]);
  });

  it('drops scores that are not above the threshold', () => {
    const boxes = [square(0), square(20), square(40)];
    const scores = [0.5, 0.25, 0.75];
    expect(kept(boxes, scores, { scoreThreshold: 0.5 })).toEqual([2]);
    expect(kept(boxes, scores, { scoreThreshold: 1 })).toEqual([]);
    expect(kept(boxes, [-1, -2, -3])).toEqual([0, 1, 2]);
  });

  it('sorts NaN first and ties by index', () => {
    const boxes = [0, 20, 40, 60, 80].map((x) => square(x));
    const scores = [1, NaN, 1, Infinity, NaN];
    expect(kept(boxes, scores)).toEqual([1, 4, 3, 0, 2]);
    expect(kept(boxes, scores, { scoreThreshold: 0 })).toEqual([3, 0, 2]);
    expect(kept(boxes, [0, -0, 0, -0, 0])).toEqual([0, 1, 2, 3, 4]);
    expect(kept(boxes.fill(square(0)), [1, 1, 1, 1, 1])).toEqual([0]);
  });

  it('keeps all boxes without an area', () => {
    const point: Box = [5, 5, 5, 5];
    const line: Box = [0, 5, 10, 5];
    const boxes = [point, point, line, line];
    expect(kept(boxes, [4, 3, 2, 1])).toEqual([0, 1, 2, 3]);
    const zero = { iouThreshold: 0, suppressAt: 'greater-equal' };
    // 0/0 never suppresses, but 0 of something reaches 0.
    expect(kept(boxes, [4, 3, 2, 1], zero)).toEqual([0, 1, 2, 3]);
    expect(kept([square(0), square(50)], [2, 1], zero)).toEqual([0]);
  });

  it('works below zero', () => {
    const boxes = [square(-100, -100), square(-99, -99), square(-50, -50)];
    expect(kept(boxes, [1, 2, 3])).toEqual([2, 1]);
  });

  it('stops at the most to keep, and pads', () => {
    const boxes = [square(0), square(1), square(50), square(100)];
    const scores = [4, 3, 2, 1];
    expect(kept(boxes, scores, { maxOutputSize: 2 })).toEqual([0, 2]);
    expect(kept(boxes, scores, { maxOutputSize: 0 })).toEqual([]);
    expect(run(boxes, scores, { maxOutputSize: 6, padded: true })).toEqual({
      kept: [0, 2, 3, 0, 0, 0],
      count: 3,
    });
    expect(run([], [])).toEqual({ kept: [], count: 0 });
  });
});

describe('batchedNms', () => {
  it('lets only boxes of one class meet', () => {
    const boxes = Array<Box>(4).fill(square(-20, -20));
    expect(kept(boxes, [1, 4, 3, 2], {}, [7, -3, 7, -3])).toEqual([1, 2]);
  });
});

describe('nonMaxSuppression', () => {
  const boxes = floats(
    [2, 2, 4],
    [square(0), square(1), square(0), square(40)].flat(),
  );
  const scores = floats([2, 2, 2], [1, 2, 4, 3, 5, 6, 8, 7]);
  const solve = (options: Record<string, unknown>) => {
    const op = nonMaxSuppression as Op;
    const complete = op.options({ iouThreshold: 0.5, ...options });
    const { output } = runReference(op, { boxes, scores }, complete);
    return { shape: output.shape, rows: Array.from(output.data, Number) };
  };

  it('goes image by image, class by class', () => {
    expect(solve({ maxOutputBoxesPerClass: 5 })).toEqual({
      shape: [6, 3],
      rows: [
        ...[0, 0, 1],
        ...[0, 1, 0],
        ...[1, 0, 1, 1, 0, 0],
        ...[1, 1, 0, 1, 1, 1],
      ],
    });
  });

  it('keeps nothing without a maximum', () => {
    expect(solve({})).toEqual({ shape: [0, 3], rows: [] });
  });
});

it('rejects what does not fit, with the numbers', () => {
  expect(() => nms.options({ iouThreshold: 1.5 })).toThrow(/1\.5.*0 to 1/);
  expect(() => nms.options({ suppressAt: 'at' })).toThrow(/greater-equal/);
  expect(() => nms.options({ maxOutputSize: -1 })).toThrow(/maxOutputSize -1/);
  expect(() =>
    nms.shapes({ boxes: [3, 4], scores: [2] }, nms.options({})),
  ).toThrow(/scores \[3\].*\[2\]/);
});

it('keys fall as scores rise', () => {
  const scores = [NaN, Infinity, 3e38, 1, 1e-45, 0, -1e-45, -1, -Infinity];
  const keys = [...scoreKeys(scores)];
  expect(keys).toEqual([...keys].sort((a, b) => a - b));
  expect(new Set(keys).size).toBe(scores.length);
  expect(keys[0]).toBe(0);
});
