import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { checkOutputs } from '../../src/engine/check';
import { runReference, type Op, type Options } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { roiAlign, roiPool } from '../../src/ops/roi';
import { shapesOf, type Tensor, type Tensors } from '../../src/ops/tensor';
import { edgeRegions } from '../../src/fuzz/problems/roi';

const tensor = (shape: number[], values: Iterable<number>): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const boxes = (...rows: number[][]) => tensor([rows.length, 5], rows.flat());
const counting = (h: number, w: number) =>
  tensor(
    [1, 1, h, w],
    Array.from({ length: h * w }, (_, i) => i),
  );
const values = ({ data }: Tensor) => Array.from(data, Number);
const run = <O extends Options>(op: Op<O>, inputs: Tensors, given: Options) =>
  runReference(op, inputs, op.options(given)).output;

describe('the oracle of roiPool', () => {
  // 0 1 2 3 / 4 5 6 7 / 8 … / 12 … 15
  const input = counting(4, 4);
  const pool = (box: number[], given: Options = {}) =>
    values(run(roiPool, { input, boxes: boxes([0, ...box]) }, given));

  it('includes the end corners', () => {
    expect(pool([0, 0, 3, 3])).toEqual([15]);
    expect(pool([0, 0, 2, 2])).toEqual([10]);
    expect(pool([1, 1, 1, 1])).toEqual([5]);
  });

  it('cuts the region into bins that may share a row', () => {
    const outputSize = [2, 2];
    expect(pool([0, 0, 3, 3], { outputSize })).toEqual([5, 7, 13, 15]);
    // 3 rows in 2 bins: rows 0 … 1 and 1 … 2.
    expect(pool([0, 0, 2, 2], { outputSize })).toEqual([5, 6, 9, 10]);
    expect(pool([0, 0, 2, 1], { outputSize: [2, 3] })).toEqual([
      0, 1, 2, 4, 5, 6,
    ]);
  });

  it('rounds half away from zero', () => {
    // 0.5 → 1, 2.5 → 3: half to even would give 0 and 2.
    expect(pool([0.5, 0, 0.5, 0])).toEqual([1]);
    expect(pool([2.5, 0, 2.5, 0])).toEqual([3]);
    expect(pool([2.4999998, 0, 2.4999998, 0])).toEqual([2]);
    expect(pool([0.49999997, 0, 0.49999997, 0])).toEqual([0]);
    // −0.5 → −1: two columns, of which one is on the input.
    expect(pool([-0.5, 0, 0, 0], { outputSize: [1, 2] })).toEqual([0, 0]);
    expect(pool([-0.5, 3, 0, 3], { outputSize: [1, 2] })).toEqual([0, 12]);
  });

  it('rounds after the spatial scale', () => {
    expect(pool([8, 8, 24, 40], { spatialScale: 1 / 16 })).toEqual([14]);
  });

  it('gives 0 for empty bins, and for an image that is not there', () => {
    expect(pool([5, 0, 6, 3])).toEqual([0]);
    const elsewhere = boxes([-1, 0, 0, 3, 3], [1, 0, 0, 3, 3], [0, 0, 0, 3, 3]);
    const output = run(roiPool, { input, boxes: elsewhere }, {});
    expect(values(output)).toEqual([0, 0, 15]);
  });

  it('takes a region that is inside out for one pixel', () => {
    expect(pool([2, 2, 0, 0])).toEqual([10]);
  });

  it('keeps negative values', () => {
    const negative = tensor([1, 1, 2, 2], [-4, -3, -2, -1]);
    const whole = { input: negative, boxes: boxes([0, 0, 0, 1, 1]) };
    expect(values(run(roiPool, whole, {}))).toEqual([-1]);
  });

  it('means the same in nhwc', () => {
    const pixels = tensor([1, 2, 2, 2], [1, 50, 2, 60, 3, 70, 4, 80]);
    const both = { input: pixels, boxes: boxes([0, 0, 0, 1, 0]) };
    const output = run(roiPool, both, { inputLayout: 'nhwc' });
    expect(output.shape).toEqual([1, 1, 1, 2]);
    expect(values(output)).toEqual([2, 60]);
  });
});

describe('the oracle of roiAlign', () => {
  const input = counting(4, 4);
  const align = (box: number[], given: Options = {}) =>
    values(run(roiAlign, { input, boxes: boxes([0, ...box]) }, given));

  it('samples the middle of each bin', () => {
    // Middle (1, 1): the pixel itself, for pixel 1 is at 1 when not aligned.
    expect(align([0, 0, 2, 2], { samplingRatio: 1 })).toEqual([5]);
    // Aligned, it is at 1.5: (0.5, 0.5) between 0, 1, 4 and 5.
    const aligned = { samplingRatio: 1, aligned: true };
    expect(align([0, 0, 2, 2], aligned)).toEqual([2.5]);
  });

  it('takes as many samples as pixels are begun', () => {
    // 3 wide, 1 high: columns 0.5, 1.5, 2.5 and row 0.5.
    expect(align([0, 0, 3, 1])).toEqual([2 + 1.5]);
    const first = [0, 0, 3.0000002, 1];
    const four = (0.375 + 1.125 + 1.875 + 2.625) / 4 + 2;
    expect(align(first)[0]).toBeCloseTo(four, 5);
  });

  it('has its exact number of samples where the quotient is whole', () => {
    // Squares, so that the number of samples tells.
    const squares = tensor(
      [1, 1, 1, 64],
      Array.from({ length: 64 }, (_, i) => i * i),
    );
    const inputs = { input: squares, boxes: boxes([0, 0, 0, 49, 1]) };
    const [value] = values(run(roiAlign, inputs, { outputSize: [1, 7] }));
    // Between x and x + 1 a square is x² + x + 1/2, for x = 0 … 6.
    const sum = [0, 1, 2, 3, 4, 5, 6].reduce((s, x) => s + x * x + x + 0.5, 0);
    expect(value).toBeCloseTo(sum / 7, 4);
  });

  it('holds a region to a pixel, unless it is aligned', () => {
    const tiny = [1, 1, 1.25, 1.25];
    expect(align(tiny, { samplingRatio: 1 })).toEqual([1.5 + 4 * 1.5]);
    const middle = 1.125 - 0.5;
    const options = { samplingRatio: 1, aligned: true };
    expect(align(tiny, options)).toEqual([middle + 4 * middle]);
    // Nothing begins in a region of no size.
    expect(align([1, 1, 1, 1], { aligned: true })).toEqual([0]);
  });

  it('holds the last pixel for one more, and is 0 further out', () => {
    const row = (x: number) => align([x - 0.5, 2.5, x + 0.5, 3.5])[0];
    expect([row(-1), row(-0.5), row(3.5), row(4)]).toEqual([12, 12, 15, 15]);
    expect([row(-1.001), row(4.001)]).toEqual([0, 0]);
    // A share of a bin outside: counted, with 0.
    expect(align([-2.5, 2.5, 1.5, 3.5], { samplingRatio: 2 })).toEqual([
      (0 + 0 + 11.5 + 12.5) / 4,
    ]);
  });

  it('has three modes', () => {
    const two = tensor([1, 1, 1, 2], [2, 8]);
    const between = { input: two, boxes: boxes([0, 0, -0.5, 1, 0.5]) };
    // Samples at 0.25 and 0.75: 3.5 and 6.5; the largest corner is 0.75·8.
    const mode = (mode: string) =>
      values(run(roiAlign, between, { mode, samplingRatio: 2 }));
    expect(mode('avg')).toEqual([5]);
    expect(mode('max')).toEqual([6.5]);
    expect(mode('maxWeighted')).toEqual([6]);
  });

  it('has the defaults of either convention', () => {
    const aligned = (given: Options) => roiAlign.options(given).aligned;
    expect(aligned({})).toBe(false);
    expect(aligned({ convention: 'onnx' })).toBe(true);
    expect(aligned({ convention: 'onnx', aligned: false })).toBe(false);
    expect(aligned({ ...roiAlign.options({ convention: 'onnx' }) })).toBe(true);
  });
});

describe('the WASM kernels at the edges', () => {
  it.each(edgeRegions)(
    '$name',
    { timeout: 30_000 },
    async ({ op, inputs, options }) => {
      const complete = op.options(options);
      for (const { id, backend } of op.kernels) {
        if (backend !== 'wasm') continue;
        const job = { op, kernel: id, inputs, options: complete };
        const executable = await prepareWasm(job);
        await executable.run(2);
        const actual = await executable.read();
        executable.dispose();
        const expected = runReference(op, inputs, complete);
        const tolerance = op.tolerance(shapesOf(inputs), complete);
        expect(
          checkOutputs(op, inputs, complete, tolerance, actual, expected),
        ).toMatchObject({ ok: true, failures: 0 });
      }
    },
  );
});

describe('what they refuse', () => {
  const shapes = { input: [1, 2, 5, 5], boxes: [3, 5] };
  it.each([
    [{ boxes: [3, 5] }, /roiPool has no input/],
    [{ input: [1, 2, 5, 5] }, /roiPool has no boxes/],
    [{ ...shapes, input: [2, 5, 5] }, /input of shape \[2, 5, 5\]/],
    [{ ...shapes, boxes: [3, 4] }, /boxes of shape \[3, 4\]: needs \[K, 5\]/],
  ])('%j', (given, message) => {
    expect(() => roiPool.shapes(given, roiPool.options({}))).toThrow(message);
  });

  it.each([
    [{ pooled: 7 }, /roiAlign has no option "pooled": use outputSize/],
    [{ outputSize: 7 }, /option outputSize 7: needs 2 whole numbers/],
    [{ outputSize: [7, 0] }, /option outputSize \[7,0\]/],
    [{ outputSize: [7, 2000] }, /outputSize \[7, 2000\]: at most 1024/],
    [{ spatialScale: 0 }, /option spatialScale 0: needs a positive number/],
    [{ samplingRatio: 1.5 }, /option samplingRatio 1.5: needs a whole number/],
    [{ aligned: 1 }, /option aligned 1: use true or false/],
    [{ mode: 'min' }, /option mode "min": choose one of avg, max/],
    [{ convention: 'mmcv' }, /option convention "mmcv": choose one of/],
    [{ inputLayout: 'chw' }, /option inputLayout "chw"/],
  ])('%j', (given, message) => {
    expect(() => roiAlign.options(given)).toThrow(message);
  });
});

it('benches on regions of the size that the scale asks for', () => {
  const shapes = { input: [2, 3, 50, 40], boxes: [200, 5] };
  const options = roiAlign.options({ spatialScale: 1 / 16 });
  const inputs = randomInputs(roiAlign, shapes, 1, 'float32', options);
  const rows = Array.from({ length: 200 }, (_, i) =>
    values(inputs.boxes).slice(5 * i, 5 * i + 5),
  );
  const widths = rows.map(([, x1, , x2]) => (x2 - x1) / 16);
  expect(Math.min(...widths)).toBeGreaterThan(40 / 33);
  expect(Math.max(...widths)).toBeGreaterThan(30);
  expect(new Set(rows.map(([image]) => image))).toEqual(new Set([-1, 0, 1]));
});

it('allows a doubtful sample no more than it weighs', () => {
  // The last sample is at the side to the last bit: it may be left out.
  const input = tensor([1, 1, 4, 4], new Array<number>(16).fill(1));
  const inputs = { input, boxes: boxes([0, 0, 0, 16 / 3, 1]) };
  const options = roiAlign.options({ samplingRatio: 2 });
  const { ulp, scale } = roiAlign.tolerance(shapesOf(inputs), options);
  const allowed = ulp * scale!(inputs)(0) * 2 ** -23;
  expect(allowed).toBeGreaterThan(0.25);
  expect(allowed).toBeLessThan(1.1);
  const clear = { input, boxes: boxes([0, 0, 0, 2, 1]) };
  expect(ulp * scale!(clear)(0) * 2 ** -23).toBeLessThan(1e-4);
});
