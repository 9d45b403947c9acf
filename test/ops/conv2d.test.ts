import { describe, expect, it } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { autoPadding } from '../../src/ops/conv2d/geometry';
import { checkWorkload } from '../../src/ops/fields';
import { runReference } from '../../src/ops/op';
import type { Shapes, Tensor, Tensors } from '../../src/ops/tensor';
import { evaluate } from './evaluate';

const tensor = (shape: number[], values: Iterable<number>): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
const counting = (shape: number[]): Tensor =>
  tensor(
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
  );
const ones = (shape: number[]): Tensor =>
  tensor(shape, new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1));

function run(
  input: Tensor,
  filter: Tensor,
  options: Record<string, unknown> = {},
  bias?: Tensor,
): Tensor {
  const inputs: Tensors = { input, filter, ...(bias && { bias }) };
  return runReference(conv2d, inputs, conv2d.options(options)).output;
}
const values = (t: Tensor) => Array.from(t.data, Number);

describe('the oracle of conv2d', () => {
  it('sums a window of ones', () => {
    const output = run(counting([1, 1, 3, 3]), ones([1, 1, 2, 2]));
    expect(output.shape).toEqual([1, 1, 2, 2]);
    expect(values(output)).toEqual([8, 12, 20, 24]);
  });

  it('correlates: the kernel is not flipped', () => {
    const impulse = tensor([1, 1, 3, 3], [0, 0, 0, 0, 1, 0, 0, 0, 0]);
    const kernel = counting([1, 1, 3, 3]);
    const output = run(impulse, kernel, { padding: [1, 1, 1, 1] });
    expect(values(output)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('takes padding as top, bottom, left, right', () => {
    const output = run(ones([1, 1, 1, 1]), ones([1, 1, 1, 1]), {
      padding: [1, 0, 2, 0],
    });
    expect(output.shape).toEqual([1, 1, 2, 3]);
    expect(values(output)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it('takes strides as height, width', () => {
    const output = run(counting([1, 1, 4, 6]), ones([1, 1, 1, 1]), {
      strides: [3, 2],
    });
    expect(output.shape).toEqual([1, 1, 2, 3]);
    expect(values(output)).toEqual([0, 2, 4, 18, 20, 22]);
  });

  it('takes dilations as height, width', () => {
    const output = run(counting([1, 1, 3, 3]), ones([1, 1, 2, 2]), {
      dilations: [2, 1],
    });
    expect(output.shape).toEqual([1, 1, 1, 2]);
    expect(values(output)).toEqual([0 + 1 + 6 + 7, 1 + 2 + 7 + 8]);
  });

  it('keeps groups apart', () => {
    const output = run(
      tensor([1, 2, 1, 1], [3, 5]),
      tensor([4, 1, 1, 1], [1, 10, 100, 1000]),
      { groups: 2 },
      tensor([4], [0.5, 0, 0, 0]),
    );
    expect(values(output)).toEqual([3.5, 30, 500, 5000]);
  });

  it('means the same in every layout', () => {
    const input = tensor([1, 2, 2, 1], [1, 2, 3, 4]);
    const nhwc = tensor([1, 2, 1, 2], [1, 3, 2, 4]);
    const oihw = tensor([1, 2, 2, 1], [5, 6, 7, 8]);
    const layouts = {
      hwio: tensor([2, 1, 2, 1], [5, 7, 6, 8]),
      ohwi: tensor([1, 2, 1, 2], [5, 7, 6, 8]),
      ihwo: tensor([2, 2, 1, 1], [5, 6, 7, 8]),
    };
    expect(values(run(input, oihw))).toEqual([70]);
    for (const [filterLayout, filter] of Object.entries(layouts)) {
      const options = { filterLayout, inputLayout: 'nhwc' };
      expect(values(run(nhwc, filter, options))).toEqual([70]);
    }
  });

  it.each([
    ['none', {}, [-4, -1, 1, 7]],
    ['relu', {}, [0, 0, 1, 7]],
    ['relu6', {}, [0, 0, 1, 6]],
    ['clamp', { minValue: -2, maxValue: 3 }, [-2, -1, 1, 3]],
    ['hard-swish', {}, [0, -1 / 3, 2 / 3, 7]],
  ])('applies %s after the bias', (activation, bounds, expected) => {
    const output = run(
      tensor([1, 1, 1, 4], [-5, -2, 0, 6]),
      ones([1, 1, 1, 1]),
      { activation, ...bounds },
      tensor([1], [1]),
    );
    values(output).forEach((v, i) => expect(v).toBeCloseTo(expected[i], 6));
  });

  it('adds the residual before the activation', () => {
    const inputs = {
      input: tensor([1, 1, 1, 4], [-5, -2, 0, 6]),
      filter: ones([1, 1, 1, 1]),
      bias: tensor([1], [1]),
      residual: tensor([1, 1, 1, 4], [9, -9, 0.5, -1]),
    };
    const call = (activation: string) =>
      values(
        runReference(conv2d, inputs, conv2d.options({ activation })).output,
      );
    expect(call('none')).toEqual([5, -10, 1.5, 6]);
    expect(call('relu')).toEqual([5, 0, 1.5, 6]);
  });

  it('carries NaN and infinities strictly', () => {
    const input = tensor([1, 1, 1, 4], [NaN, 1, Infinity, -Infinity]);
    const output = run(input, ones([1, 1, 1, 2]), {
      padding: [0, 0, 1, 0],
    });
    expect(values(output)).toEqual([NaN, NaN, Infinity, NaN]);
    const relu = run(input, ones([1, 1, 1, 1]), { activation: 'relu' });
    expect(values(relu)).toEqual([NaN, 1, Infinity, 0]);
  });

  it('skips padded taps, so an infinite weight stays out of the border', () => {
    const filter = tensor([1, 1, 1, 2], [Infinity, 1]);
    const output = run(ones([1, 1, 1, 1]), filter, { padding: [0, 0, 1, 0] });
    expect(values(output)).toEqual([1]);
  });

  it('sums in float64: a large term does not swallow a small one', () => {
    const output = run(
      tensor([1, 3, 1, 1], [2 ** 30, 1, -(2 ** 30)]),
      ones([1, 3, 1, 1]),
    );
    expect(values(output)).toEqual([1]);
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
      half([0x3c00, 0x3c00, 0x3c00], [1, 3, 1, 1]),
    );
    expect(output.dtype).toBe('float16');
    expect(values(output)).toEqual([0x3c01]);
  });
});

describe('conv2d shapes', () => {
  const shapes = { input: [1, 4, 5, 5], filter: [6, 4, 3, 3] };
  const outputShape = (more: object, given: Shapes = shapes) =>
    conv2d.shapes(given, conv2d.options(more as Record<string, unknown>));

  it.each([
    [{ groups: 3 }, /groups 3.*4 input channels.*6 output channels/],
    [{ groups: 2 }, /filter has 4 input channels.*need 2/],
    [{ dilations: [3, 1] }, /height 3 with dilation 3 spans 7.*only 5/],
    [{ strides: [0, 1] }, /strides \[0,1\]: needs 2 whole numbers from 1/],
    [{ padding: [1, 1] }, /padding \[1,1\]: needs 4/],
    [{ stride: [2, 2] }, /no option "stride".*strides/],
    [{ inputLayout: 'chw' }, /inputLayout "chw": choose one of nchw, nhwc/],
    [{ minValue: 'low' }, /minValue "low": needs a number/],
  ])('refuses %o with the numbers in it', (options, message) => {
    expect(() => outputShape(options)).toThrow(message);
  });

  it('names a wrong bias', () => {
    const given = { ...shapes, bias: [4] };
    expect(() => outputShape({}, given)).toThrow(/bias .*\[4\].*6 output/);
  });

  it('names a residual that does not fit, with the output’s shape', () => {
    const nhwc = { input: [2, 5, 6, 4], filter: [6, 4, 3, 3] };
    const residual = [2, 6, 3, 4];
    expect(() =>
      outputShape({ inputLayout: 'nhwc' }, { ...nhwc, residual }),
    ).toThrow(/residual of shape \[2, 6, 3, 4\].*\[2, 3, 4, 6\] \(nhwc\)/);
    expect(() => outputShape({}, { ...shapes, residual: [54] })).toThrow(
      /residual of shape \[54\].*\[1, 6, 3, 3\]/,
    );
  });

  it('names a missing or flat filter', () => {
    expect(() => outputShape({}, { input: [1, 1, 1, 1] })).toThrow(/no filter/);
    expect(() => outputShape({}, { ...shapes, filter: [6, 4] })).toThrow(
      /filter of shape \[6, 4\]: needs 4 sides/,
    );
  });
});

describe('autoPadding', () => {
  it('is TensorFlow’s: the odd row goes to the end, or the beginning', () => {
    const call = (mode: 'same-upper' | 'same-lower' | 'valid') =>
      autoPadding(mode, [224, 112], [3, 3], [2, 2], [1, 1]);
    expect(call('same-upper')).toEqual([0, 1, 0, 1]);
    expect(call('same-lower')).toEqual([1, 0, 1, 0]);
    expect(call('valid')).toEqual([0, 0, 0, 0]);
  });

  it('grows with dilation and never goes below zero', () => {
    const same = (kernel: number, stride: number, dilation: number) =>
      autoPadding(
        'same-upper',
        [10, 10],
        [kernel, kernel],
        [stride, stride],
        [dilation, dilation],
      );
    expect(same(3, 1, 12)).toEqual([12, 12, 12, 12]);
    expect(same(1, 4, 1)).toEqual([0, 0, 0, 0]);
  });
});

describe('conv2d costs', () => {
  const cost = (workload: Parameters<typeof checkWorkload>[1]) => {
    const { shapes, options } = conv2d.problem(
      checkWorkload(conv2d.fields, workload),
    );
    return conv2d.cost(shapes, options);
  };

  it('agrees with the papers', () => {
    // VGG-16 conv3_2: 256·256·3·3 weights at 56×56.
    const vgg = cost({ in: [56, 56], cin: 256, cout: 256, bias: false });
    expect(vgg.params).toBe(589_824);
    expect(vgg.macs).toBe(589_824 * 56 * 56);
    expect(vgg.flops).toBe(2 * vgg.macs);
    // MobileNetV1's depthwise layer at 14×14: 9 multiplies an output.
    const depthwise = cost({ in: [14, 14], cin: 512, cout: 512, g: 512 });
    expect(depthwise.macs).toBe(9 * 512 * 14 * 14);
    expect(depthwise.params).toBe(9 * 512 + 512);
  });

  it('counts each byte once', () => {
    const { bytesRead, bytesWritten } = cost({
      in: [8, 8],
      cin: 2,
      cout: 3,
      s: [2, 2],
    });
    expect(bytesRead).toBe(4 * (2 * 64 + 3 * 2 * 9 + 3));
    expect(bytesWritten).toBe(4 * 3 * 16);
  });

  it('reads a residual once and multiplies nothing with it', () => {
    const plain = cost({ in: [8, 8], cin: 2, cout: 3, s: [2, 2] });
    const more = cost({ in: [8, 8], cin: 2, cout: 3, s: [2, 2], res: true });
    expect(more).toEqual({
      ...plain,
      bytesRead: plain.bytesRead + 4 * 3 * 16,
      bytesNoReuse: plain.bytesNoReuse + 4 * 3 * 16,
    });
  });

  it('shows formulas that come to the numbers shown', () => {
    for (const preset of conv2d.presets) {
      const { shapes, options } = conv2d.problem(
        checkWorkload(conv2d.fields, preset.workload),
      );
      for (const { text, value } of conv2d.formulas(shapes, options)) {
        expect(evaluate(text), text).toBe(value);
      }
    }
  });
});

describe('the residual of conv2d', () => {
  it('is a switch that links of old leave off', () => {
    const old = checkWorkload(conv2d.fields, { cin: 4, act: 'relu' });
    expect(conv2d.problem(old).shapes).not.toHaveProperty('residual');
    const { shapes } = conv2d.problem({ ...old, res: true, n: 2, s: [2, 2] });
    expect(shapes.residual).toEqual([2, 64, 14, 14]);
  });

  it('is one rounding more, at the size of what is added', () => {
    const problem = (res: boolean) =>
      conv2d.problem(
        checkWorkload(conv2d.fields, { in: [1, 1], cin: 1, cout: 1, res }),
      );
    const [without, { shapes, options }] = [problem(false), problem(true)];
    const { ulp, why, scale } = conv2d.tolerance(shapes, options);
    const plain = conv2d.tolerance(without.shapes, without.options);
    expect(ulp).toBe(plain.ulp + 1);
    expect(why).toMatch(/1 for the residual/);
    const inputs = {
      input: tensor([1, 1, 1, 1], [2]),
      filter: tensor([1, 1, 3, 3], [0, 0, 0, 0, 3, 0, 0, 0, 0]),
      bias: tensor([1], [0]),
      residual: tensor([1, 1, 1, 1], [-8]),
    };
    expect(scale!(inputs)(0)).toBe(10);
  });
});
