import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { checkOutputs } from '../../src/engine/check';
import { opById } from '../../src/ops';
import { elementwiseOps } from '../../src/ops/elementwise';
import { erf } from '../../src/ops/elementwise/erf';
import { checkWorkload } from '../../src/ops/fields';
import { runReference } from '../../src/ops/op';
import { awkwardValues } from './elementwise-values';

function run(id: string, x: number[], options: Record<string, unknown> = {}) {
  const op = opById(id);
  const data = Float32Array.from(x);
  const input = { shape: [x.length], dtype: 'float32' as const, data };
  const { output } = runReference(op, { input }, op.options(options));
  return Array.from(output.data, Number);
}

/** Values by hand or from published tables, to the last bit of a float32. */
const known: [string, number[], number[], Record<string, number>?][] = [
  ['relu', [-2, 0, 3, Infinity, NaN], [0, 0, 3, Infinity, NaN]],
  ['clamp', [-2, 4, NaN], [-2, 4, NaN]],
  ['clamp', [-2, 4, 9], [0, 4, 6], { minValue: 0, maxValue: 6 }],
  ['clamp', [-2, 4, 9], [-2, 4, 6], { minValue: NaN, maxValue: 6 }],
  ['linear', [-2, 4], [-2, 4]],
  ['linear', [-2, 4], [-3.5, -0.5], { alpha: 0.5, beta: -2.5 }],
  ['leakyRelu', [-100, 4], [-1, 4]],
  ['leakyRelu', [-8, 4], [-2, 4], { alpha: 0.25 }],
  ['hardSigmoid', [-9, 0, 1, 9], [0, 0.5, 0.7, 1]],
  [
    'hardSigmoid',
    [-9, 0, 1, 9],
    [0, 0.25, 0.75, 1],
    { alpha: 0.5, beta: 0.25 },
  ],
  ['hardSwish', [-4, -3, 0, 1, 3, 5], [0, 0, 0, 2 / 3, 3, 5]],
  ['softsign', [-3, 0, 1], [-0.75, 0, 0.5]],
  ['sqrt', [0, 2.25, -1], [0, 1.5, NaN]],
  ['exp', [0, 1, -Infinity], [1, Math.E, 0]],
  ['sigmoid', [0, Math.log(3), -Infinity], [0.5, 0.75, 0]],
  ['silu', [0, 1], [0, 0.7310585786300049]],
  ['silu', [1], [0.8807970779778823], { alpha: 2 }],
  ['tanh', [0, 0.5, -Infinity], [0, 0.46211715726000974, -1]],
  ['softplus', [0, 100, -50], [Math.LN2, 100, 1.9287498479639178e-22]],
  ['elu', [-1, 2], [Math.exp(-1) - 1, 2]],
  ['elu', [-1, 2], [2 * (Math.exp(-1) - 1), 2], { alpha: 2 }],
  [
    'erf',
    [0, 0.5, -1, Infinity],
    [0, 0.5204998778130465, -0.8427007929497149, 1],
  ],
  ['gelu', [0, 1, -1], [0, 0.8413447460685429, -0.15865525393145707]],
];

describe('the oracles of the element-wise ops', () => {
  it.each(known)('%s of %j', (id, x, expected, options) => {
    const close = run(id, x, options).map((value, i) =>
      Math.abs(value - expected[i]) <= 2 ** -23 * Math.abs(expected[i])
        ? expected[i]
        : value,
    );
    expect(close).toEqual(expected);
  });

  it('know every op', () => {
    const ids = new Set(known.map(([id]) => id));
    expect([...ids].sort()).toEqual(elementwiseOps.map(({ id }) => id).sort());
  });

  it('take any rank', () => {
    const data = Float32Array.of(-1, 2);
    for (const shape of [[2], [1, 2, 1, 1, 1]]) {
      const input = { shape, dtype: 'float32' as const, data };
      const { output } = runReference(opById('relu'), { input }, {});
      expect(output.shape).toEqual(shape);
    }
    expect(opById('relu').shapes({ input: [] }, {}).output).toEqual([]);
  });
});

it('erf agrees with its table (Abramowitz and Stegun 7.1)', () => {
  expect(erf(0.1)).toBeCloseTo(0.112462916018285, 14);
  expect(erf(2)).toBeCloseTo(0.995322265018953, 14);
  expect(erf(-3.5)).toBeCloseTo(-0.999999256901628, 14);
});

describe('what does not fit', () => {
  it.each([
    ['relu', { alpha: 1 }, 'relu has no option "alpha": it has none.'],
    ['elu', { beta: 1 }, 'elu has no option "beta": use alpha.'],
    ['elu', { alpha: 'one' }, 'option alpha one: needs a number.'],
    ['elu', { alpha: NaN }, 'option alpha NaN: needs a number.'],
    ['clamp', { minValue: 6, maxValue: 0 }, 'minValue 6: is above maxValue 0'],
  ])('%s %j', (id, options, message) => {
    expect(() => opById(id).options(options)).toThrow(message);
  });

  it('a missing input', () => {
    expect(() => opById('relu').shapes({}, {})).toThrow('relu has no input');
  });
});

it('the form makes the peers’ workloads', () => {
  const relu = opById('relu');
  const shapeOf = (id: string) => {
    const { workload } = relu.presets.find((preset) => preset.id === id)!;
    return relu.problem(checkWorkload(relu.fields, workload)).shapes.input;
  };
  expect(shapeOf('peers-0a')).toEqual([1, 1, 1, 1]);
  expect(shapeOf('peers-0b')).toEqual([1, 32, 112, 112]);
});

it.each(elementwiseOps)('$id in WASM, over all sizes', async (op) => {
  const input = awkwardValues();
  const options = op.options({});
  const job = { op, kernel: 'simd', inputs: { input }, options };
  const executable = await prepareWasm(job);
  await executable.run(1);
  const actual = await executable.read();
  executable.dispose();
  const expected = runReference(op, { input }, options);
  const tolerance = op.tolerance({ input: input.shape }, options);
  expect(
    checkOutputs(op, { input }, options, tolerance, actual, expected),
  ).toMatchObject({ failures: 0 });
});
