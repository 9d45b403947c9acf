import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { convTranspose2d } from '../../src/ops/conv-transpose2d';
import { convTranspose2dGeometry } from '../../src/ops/conv-transpose2d/geometry';
import { checkWorkload } from '../../src/ops/fields';
import { runReference } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import type { Tensor, Tensors } from '../../src/ops/tensor';
import { convTranspose2dProblems } from '../../src/fuzz/problems/conv-transpose2d';
import { evaluate } from './evaluate';

const tensor = (shape: number[], values: Iterable<number>): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const ones = (shape: number[]): Tensor =>
  tensor(shape, new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1));

function run(
  input: Tensor,
  filter: Tensor,
  options: Record<string, unknown> = {},
  bias?: Tensor,
): Tensor {
  const inputs: Tensors = { input, filter, ...(bias && { bias }) };
  const complete = convTranspose2d.options(options);
  return runReference(convTranspose2d, inputs, complete).output;
}
const values = (t: Tensor) => Array.from(t.data, Number);

describe('the oracle of convTranspose2d', () => {
  it('puts a multiple of the filter where each input pixel is', () => {
    const output = run(
      tensor([1, 1, 1, 2], [1, 10]),
      tensor([1, 1, 2, 2], [1, 2, 3, 4]),
      { strides: [2, 2] },
    );
    expect(output.shape).toEqual([1, 1, 2, 4]);
    expect(values(output)).toEqual([1, 2, 10, 20, 3, 4, 30, 40]);
  });

  it('adds up where they overlap', () => {
    const output = run(
      tensor([1, 1, 1, 2], [1, 10]),
      tensor([1, 1, 1, 3], [1, 2, 3]),
      { strides: [1, 2] },
    );
    expect(values(output)).toEqual([1, 2, 13, 20, 30]);
  });

  it('takes padding as top, bottom, left, right of what it crops', () => {
    const output = run(
      ones([1, 1, 1, 1]),
      tensor([1, 1, 3, 4], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
      { padding: [1, 0, 2, 1] },
    );
    expect(output.shape).toEqual([1, 1, 2, 1]);
    expect(values(output)).toEqual([6, 10]);
  });

  it('takes strides and dilations as height, width', () => {
    const output = run(
      tensor([1, 1, 2, 2], [1, 2, 3, 4]),
      tensor([1, 1, 1, 2], [1, 10]),
      { strides: [1, 3], dilations: [1, 2] },
    );
    expect(output.shape).toEqual([1, 1, 2, 6]);
    expect(values(output)).toEqual([1, 0, 10, 2, 0, 20, 3, 0, 30, 4, 0, 40]);
  });

  it('adds output padding at the end, where taps still reach', () => {
    const output = run(
      tensor([1, 1, 1, 2], [1, 10]),
      tensor([1, 1, 1, 3], [1, 2, 3]),
      { strides: [2, 2], padding: [0, 0, 0, 2], outputPadding: [1, 1] },
    );
    expect(output.shape).toEqual([1, 1, 2, 4]);
    expect(values(output)).toEqual([1, 2, 13, 20, 0, 0, 0, 0]);
  });

  it('lets output sizes override output padding', () => {
    const sizes = (outputSizes: number[]) =>
      run(ones([1, 1, 3, 3]), ones([1, 1, 3, 3]), {
        ...{ strides: [3, 2], outputPadding: [1, 1], outputSizes },
      }).shape;
    expect(sizes([9, 7])).toEqual([1, 1, 9, 7]);
    expect(sizes([11, 8])).toEqual([1, 1, 11, 8]);
  });

  it('keeps groups apart', () => {
    const output = run(
      tensor([1, 2, 1, 1], [3, 5]),
      tensor([2, 2, 1, 1], [1, 10, 100, 1000]),
      { groups: 2 },
      tensor([4], [0.5, 0, 0, 0]),
    );
    expect(values(output)).toEqual([3.5, 30, 500, 5000]);
  });

  it('means the same in every layout', () => {
    const nchw = tensor([1, 2, 1, 2], [1, 2, 3, 4]);
    const nhwc = tensor([1, 1, 2, 2], [1, 3, 2, 4]);
    // 2 inputs, 1 output, 1 × 2 taps.
    const layouts = {
      iohw: tensor([2, 1, 1, 2], [5, 6, 7, 8]),
      hwoi: tensor([1, 2, 1, 2], [5, 7, 6, 8]),
      ohwi: tensor([1, 1, 2, 2], [5, 7, 6, 8]),
    };
    for (const [filterLayout, filter] of Object.entries(layouts)) {
      expect(values(run(nchw, filter, { filterLayout }))).toEqual([26, 68, 44]);
      const options = { filterLayout, inputLayout: 'nhwc' };
      expect(values(run(nhwc, filter, options))).toEqual([26, 68, 44]);
    }
  });

  it('applies the activation after the bias, to empty phases as well', () => {
    const output = run(
      tensor([1, 1, 1, 2], [-5, 9]),
      ones([1, 1, 1, 1]),
      { strides: [1, 2], activation: 'relu6' },
      tensor([1], [1]),
    );
    expect(values(output)).toEqual([0, 1, 6]);
  });

  it('rounds float16 once, at the store', () => {
    const half = (bits: number[], shape: number[]): Tensor => ({
      shape,
      dtype: 'float16',
      data: Uint16Array.from(bits),
    });
    // 1 + 2^-11 + 2^-11: each alone would round away.
    const output = run(
      half([0x3c00, 0x1000, 0x1000], [1, 3, 1, 1]),
      half([0x3c00, 0x3c00, 0x3c00], [3, 1, 1, 1]),
    );
    expect(output.dtype).toBe('float16');
    expect(values(output)).toEqual([0x3c01]);
  });

  it('is the adjoint of conv2d: ⟨conv(x), y⟩ = ⟨x, convT(y)⟩', () => {
    fc.assert(
      fc.property(convTranspose2dProblems, ({ shapes, options }) => {
        const complete = convTranspose2d.options(options);
        const { input: y, filter } = randomInputs(convTranspose2d, shapes, 3);
        const linear = { ...complete, activation: 'none' as const };
        const up = runReference(
          convTranspose2d,
          { input: y, filter },
          linear,
        ).output;
        const x = randomInputs(conv2d, { input: up.shape }, 4).input;
        // Read as a conv2d's, the filter's inputs and outputs change places.
        const swap = { iohw: 'oihw', hwoi: 'hwio', ohwi: 'ihwo' } as const;
        const { outputPadding: _, outputSizes: __, ...rest } = linear;
        const down = runReference(
          conv2d,
          { input: x, filter },
          conv2d.options({
            ...rest,
            filterLayout: swap[complete.filterLayout],
          }),
        ).output;
        expect(down.shape).toEqual(y.shape);
        expect(inner(down, y)).toBeCloseTo(inner(x, up), 3);
      }),
      { numRuns: 100 },
    );
  });
});

const inner = (a: Tensor, b: Tensor) =>
  values(a).reduce((sum, value, i) => sum + value * Number(b.data[i]), 0);

describe('convTranspose2d shapes', () => {
  const shapes = { input: [1, 4, 5, 5], filter: [4, 6, 3, 3] };
  const outputShape = (more: object, given = shapes) =>
    convTranspose2d.shapes(
      given,
      convTranspose2d.options(more as Record<string, unknown>),
    );

  it.each([
    [{ groups: 3 }, /groups 3.*4 input channels/],
    [{ filterLayout: 'ohwi' }, /filter has 3 input channels.*has 4/],
    [{ filterLayout: 'oihw' }, /filterLayout "oihw": choose one of iohw/],
    [
      { padding: [4, 3, 0, 0] },
      /padding 4 \+ 3 crops the output height 7 to 0/,
    ],
    [{ strides: [2, 3], outputPadding: [0, 3] }, /\[0,3\].*below.*\[2,3\]/],
    [{ strides: [2, 2], outputSizes: [10, 11] }, /height 10.*allow 11 to 12/],
    [{ strides: [2, 2], outputSizes: [11, 13] }, /width 13.*allow 11 to 12/],
    [{ outputSizes: [7] }, /outputSizes \[7\]: needs 2 whole numbers from 1/],
    [{ strides: [0, 1] }, /strides \[0,1\]: needs 2 whole numbers from 1/],
    [{ stride: [2, 2] }, /no option "stride".*strides/],
  ])('refuses %o with the numbers in it', (options, message) => {
    expect(() => outputShape(options)).toThrow(message);
  });

  it('names a wrong bias', () => {
    const given = { ...shapes, bias: [6] };
    expect(() => outputShape({ groups: 2 }, given)).toThrow(
      /bias .*\[6\].*12 output/,
    );
  });

  it('names a missing filter', () => {
    expect(() => outputShape({}, { input: [1, 1, 1, 1] } as never)).toThrow(
      /no filter/,
    );
  });
});

describe('convTranspose2d costs', () => {
  const problem = (workload: Parameters<typeof checkWorkload>[1]) =>
    convTranspose2d.problem(checkWorkload(convTranspose2d.fields, workload));

  it('counts each input pixel times each weight of its channel', () => {
    const { shapes, options } = problem({
      ...{ in: [28, 28], cin: 128, cout: 64, k: [2, 2], s: [2, 2] },
      bias: false,
    });
    const cost = convTranspose2d.cost(shapes, options);
    expect(cost.macs).toBe(28 * 28 * 128 * 64 * 4);
    expect(cost.params).toBe(128 * 64 * 4);
    expect(cost.bytesRead).toBe(4 * (128 * 28 * 28 + cost.params));
    expect(cost.bytesWritten).toBe(4 * 64 * 56 * 56);
  });

  it('allows for the products that an output sums, not for all taps', () => {
    const terms = (k: number, s: number, d = 1) => {
      const { shapes, options } = problem({
        ...{ cin: 10, cout: 1, k: [k, 1], s: [s, 1], d: [d, 1] },
      });
      return convTranspose2dGeometry(shapes, options).terms;
    };
    expect([terms(2, 2), terms(3, 2), terms(16, 8)]).toEqual([10, 20, 20]);
    expect([terms(4, 2, 2), terms(4, 4, 2), terms(1, 5)]).toEqual([40, 20, 10]);
  });

  it('shows formulas that come to the numbers shown', () => {
    for (const preset of convTranspose2d.presets) {
      const { shapes, options } = problem(preset.workload);
      for (const { text, value } of convTranspose2d.formulas(shapes, options))
        expect(evaluate(text), text).toBe(value);
    }
  });
});
