import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { boxIouOps } from '../../src/ops/box-iou';
import type { BoxIouOptions } from '../../src/ops/box-iou/options';
import { toCorners } from '../../src/ops/boxes/format';
import { runReference, type Op } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import type { Tensor } from '../../src/ops/tensor';

const [iou, generalized, distance, complete] = boxIouOps;

const boxes = (...rows: number[][]): Tensor => ({
  shape: [rows.length, 4],
  dtype: 'float32',
  data: Float32Array.from(rows.flat()),
});
const run = (
  op: Op<BoxIouOptions>,
  boxes1: Tensor,
  boxes2: Tensor,
  options = {},
) => {
  const inputs = { boxes1, boxes2 };
  return runReference(op, inputs, op.options(options)).output;
};
const values = ({ data }: Tensor) => Array.from(data, Number);
const one = (op: Op<BoxIouOptions>, a: number[], b: number[], options = {}) =>
  values(run(op, boxes(a), boxes(b), options))[0];

describe('the oracle of the IoU family', () => {
  // Two 10×10 boxes that share a quarter: 25 / 175.
  const a = [0, 0, 10, 10];
  const b = [5, 5, 15, 15];

  it('divides the intersection by the union', () => {
    expect(one(iou, a, b)).toBeCloseTo(1 / 7, 7);
    expect(one(iou, a, a)).toBe(1);
    expect(one(iou, a, [10, 0, 20, 10])).toBe(0);
    expect(one(iou, a, [30, 30, 40, 40])).toBe(0);
  });

  it('has boxes1 down and boxes2 across', () => {
    const matrix = run(iou, boxes(a, b), boxes(a, b, [0, 0, 10, 5]));
    expect(matrix.shape).toEqual([2, 3]);
    const expected = [1, 25 / 175, 0.5, 25 / 175, 1, 0];
    values(matrix).forEach((value, i) =>
      expect(value).toBeCloseTo(expected[i], 7),
    );
  });

  it('takes what the hull holds besides from the generalized IoU', () => {
    expect(one(generalized, a, b)).toBeCloseTo(1 / 7 - 50 / 225, 6);
    // Apart: only the empty share of the hull.
    expect(one(generalized, a, [20, 0, 30, 10])).toBeCloseTo(-1 / 3, 6);
    expect(one(generalized, a, a)).toBe(1);
  });

  it('takes the distance of the centres from the distance IoU', () => {
    expect(one(distance, a, b)).toBeCloseTo(1 / 7 - 50 / 450, 6);
    expect(one(distance, a, [20, 0, 30, 10])).toBeCloseTo(-400 / 1000, 6);
  });

  it('takes unlike aspect ratios from the complete IoU', () => {
    expect(one(complete, a, b)).toBeCloseTo(1 / 7 - 50 / 450, 6);
    // Same centre, 10×10 in 10×20: v = 4/π² (π/4 − atan ½)².
    const v = (4 / Math.PI ** 2) * (Math.PI / 4 - Math.atan(0.5)) ** 2;
    expect(one(complete, a, [0, -5, 10, 15])).toBeCloseTo(
      0.5 - (v * v) / (0.5 + v),
      6,
    );
  });

  it('adds the 1 e-7 to the squared diagonal', () => {
    const tiny = 1e-4;
    const [c, d] = [
      [0, 0, tiny, tiny],
      [tiny, 0, 2 * tiny, tiny],
    ];
    const diagonal = 5 * tiny ** 2 + 1e-7;
    expect(one(distance, c, d)).toBeCloseTo(-(tiny ** 2) / diagonal, 5);
  });

  it('counts the last pixel with an offset of 1', () => {
    // 0 … 9 and 5 … 14 are 10 pixels each, 5 of them shared.
    const options = { offset: 1 };
    expect(one(iou, [0, 0, 9, 9], [5, 5, 14, 14], options)).toBeCloseTo(1 / 7);
    expect(one(iou, [3, 3, 3, 3], [3, 3, 3, 3], options)).toBe(1);
    expect(one(iou, [0, 0, 9, 9], [10, 0, 19, 9], options)).toBe(0);
    expect(one(generalized, [0, 0, 9, 9], [20, 0, 29, 9], options)).toBeCloseTo(
      -1 / 3,
    );
  });

  it('divides 0 by 0 for boxes without area', () => {
    const point = [3, 3, 3, 3];
    for (const op of boxIouOps) expect(one(op, point, point)).toBeNaN();
    expect(one(iou, point, a)).toBe(0);
    // An aspect ratio of 0 / 0.
    expect(one(complete, point, a)).toBeNaN();
    expect(one(distance, point, a)).toBeCloseTo(-8 / 200, 6);
  });

  it.each([
    ['xyxy', [1, 2, 11, 22]],
    ['yxyx', [2, 1, 22, 11]],
    ['xywh', [1, 2, 10, 20]],
    ['cxcywh', [6, 12, 10, 20]],
  ] as const)('reads %s', (format, box) => {
    expect(toCorners([0, ...box], 1, format)).toEqual([1, 2, 11, 22]);
    const swapped = format === 'yxyx' ? [2, 6, 22, 16] : null;
    const moved = swapped ?? [box[0] + 5, box[1], ...box.slice(2)];
    if (format === 'xyxy') moved[2] += 5;
    expect(one(iou, [...box], moved, { format })).toBeCloseTo(1 / 3, 6);
  });

  it('gives no rows for no boxes', () => {
    const none = boxes();
    expect(run(iou, none, boxes(a)).shape).toEqual([0, 1]);
    expect(run(iou, boxes(a), none).data).toHaveLength(0);
  });
});

describe('what it refuses', () => {
  const shapes = { boxes1: [3, 4], boxes2: [5, 4] };
  it.each([
    [{ boxes1: [3, 4] }, /boxIou has no boxes2/],
    [{ ...shapes, boxes1: [3, 5] }, /boxes1 of shape \[3, 5\]: needs \[N, 4\]/],
    [{ ...shapes, boxes2: [4] }, /boxes2 of shape \[4\]: needs \[N, 4\]/],
  ])('%j', (given, message) => {
    expect(() => iou.shapes(given, iou.options({}))).toThrow(message);
  });

  it.each([
    [{ aligned: true }, /boxIou has no option "aligned": use format, offset/],
    [{ format: 'xxyy' }, /option format "xxyy": choose one of xyxy, yxyx/],
    [{ offset: 2 }, /option offset 2: use 0, or 1/],
  ])('%j', (given, message) => {
    expect(() => iou.options(given)).toThrow(message);
  });
});

/** Where the tolerance says nothing: NaN is asked for by name. */
it('the WASM kernels divide 0 by 0 too', async () => {
  const point = boxes([3, 3, 3, 3], [0, 0, 8, 8]);
  const inputs = { boxes1: point, boxes2: point };
  for (const op of boxIouOps) {
    const options = op.options({});
    const kernel = op.kernels.find(({ backend }) => backend === 'wasm')!.id;
    const executable = await prepareWasm({ op, kernel, inputs, options });
    await executable.run(1);
    const [first, , , last] = values((await executable.read()).output);
    executable.dispose();
    expect(first).toBeNaN();
    expect(last).toBe(1);
  }
});

it('benches on boxes that overlap, in the format that was asked for', () => {
  const shapes = { boxes1: [50, 4], boxes2: [50, 4] };
  const matrices = (['xyxy', 'cxcywh'] as const).map((format) => {
    const options = iou.options({ format });
    const inputs = randomInputs(iou, shapes, 1, 'float32', options);
    return values(runReference(iou, inputs, options).output);
  });
  const overlapping = matrices[0].filter((value) => value > 0).length;
  expect(overlapping).toBeGreaterThan(100);
  matrices[0].forEach((value, i) =>
    expect(matrices[1][i]).toBeCloseTo(value, 4),
  );
});
