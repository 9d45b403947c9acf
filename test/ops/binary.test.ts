import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { checkOutputs } from '../../src/engine/check';
import { opById } from '../../src/ops';
import { binaryOps } from '../../src/ops/binary';
import { collapsedAxes } from '../../src/ops/binary/broadcast';
import { power } from '../../src/ops/binary/power';
import { checkWorkload } from '../../src/ops/fields';
import { runReference, type GpuKernel, type Op } from '../../src/ops/op';
import { shapesOf, type Tensor } from '../../src/ops/tensor';
import { awkwardPairs } from './binary-values';

const tensor = (shape: number[], values: number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});

function run(id: string, a: Tensor, b: Tensor) {
  const op = opById(id);
  const [first, second] = op.inputs.map(({ name }) => name);
  const { output } = runReference(op, { [first]: a, [second]: b }, {});
  return { shape: output.shape, values: Array.from(output.data, Number) };
}

/** By hand, on −2, 0.5, 3 and 2, 4, −1. */
const known: Readonly<Record<string, number[]>> = {
  add: [0, 4.5, 2],
  sub: [-4, -3.5, 4],
  mul: [-4, 2, -3],
  div: [-1, 0.125, -3],
  max: [2, 4, 3],
  min: [-2, 0.5, -1],
  pow: [4, 0.0625, Math.fround(1 / 3)],
  prelu: [-4, 0.5, 3],
};

describe('the oracles of the binary ops', () => {
  it.each(Object.entries(known))('%s', (id, expected) => {
    const a = tensor([3], [-2, 0.5, 3]);
    expect(run(id, a, tensor([3], [2, 4, -1])).values).toEqual(expected);
  });

  it('know every op', () => {
    const ids = binaryOps.map(({ id }) => id).sort();
    expect(Object.keys(known).sort()).toEqual(ids);
  });

  it('broadcast as numpy does', () => {
    const column = tensor([2, 1], [10, 20]);
    expect(run('add', column, tensor([3], [1, 2, 3]))).toEqual({
      shape: [2, 3],
      values: [11, 12, 13, 21, 22, 23],
    });
    expect(run('sub', tensor([], [1]), column)).toEqual({
      shape: [2, 1],
      values: [-9, -19],
    });
    const square = tensor([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    const channels = tensor([2, 1], [10, 100]);
    expect(run('mul', square, channels).values).toEqual([
      ...[10, 20, 300, 400],
      ...[50, 60, 700, 800],
    ]);
  });

  it('raise to powers by IEEE 754', () => {
    expect(power(1, NaN)).toBe(1);
    expect(power(NaN, 0)).toBe(1);
    expect(power(-1, -Infinity)).toBe(1);
    expect(power(-8, 1 / 3)).toBe(NaN);
    expect(power(-0, -3)).toBe(-Infinity);
  });
});

describe('collapsed axes', () => {
  it.each([
    [[2, 3, 4], [2, 3, 4], [{ size: 24, a: 1, b: 1 }]],
    [[2, 3, 4], [], [{ size: 24, a: 1, b: 0 }]],
    [[1, 1], [1], [{ size: 1, a: 1, b: 1 }]],
    [
      [2, 3, 4, 5],
      [1, 3, 1, 1],
      [
        { size: 20, a: 1, b: 0 },
        { size: 3, a: 20, b: 1 },
        { size: 2, a: 60, b: 0 },
      ],
    ],
    [
      [5, 1],
      [1, 8],
      [
        { size: 8, a: 0, b: 1 },
        { size: 5, a: 1, b: 0 },
      ],
    ],
  ])('of %j and %j', (a, b, expected) => {
    expect(collapsedAxes(a, b)).toEqual(expected);
  });
});

describe('what does not fit', () => {
  const add = opById('add');
  it.each([
    [{ a: [2, 3], b: [2] }, '3 and 2 on axis -1 do not broadcast'],
    [{ a: [2, 3] }, 'add has no b; pass a tensor'],
  ])('%j', (shapes, message) => {
    expect(() => add.shapes(shapes as never, {})).toThrow(message);
  });

  it('a slope larger than the input', () => {
    const shapes = { input: [3, 1], slope: [3, 4] };
    expect(() => opById('prelu').shapes(shapes, {})).toThrow(
      'slope [3, 4]: does not broadcast to the input [3, 1]',
    );
  });

  it('an option', () => {
    expect(() => add.options({ axis: 1 })).toThrow(
      'add has no option "axis": it has none.',
    );
  });

  it('nine axes that broadcast differently: WASM takes them', () => {
    const a = Array.from({ length: 9 }, () => 2);
    const shapes = { a, b: a.map((side, i) => (i % 2 ? 1 : side)) };
    const device = { features: [], limits: {}, software: false, threads: 1 };
    const reasons = add.kernels.map((kernel) => [
      kernel.backend,
      kernel.supports(shapes, {}, device),
    ]);
    const reason = '9 axes that broadcast differently: at most 8';
    expect(reasons).toEqual([
      ...add.kernels
        .filter((kernel): kernel is GpuKernel => kernel.backend === 'webgpu')
        .map(() => ['webgpu', reason]),
      ['wasm', true],
    ]);
  });
});

it('the form makes the shapes of its choices', () => {
  const mul = opById('mul');
  const second = (choice: string, layout: string) =>
    mul.problem(
      checkWorkload(mul.fields, {
        ...{ in: [7, 5], c: 3, n: 2 },
        ...{ second: choice, layout },
      }),
    ).shapes;
  expect(second('same', 'nchw')).toEqual({ a: [2, 3, 7, 5], b: [2, 3, 7, 5] });
  expect(second('channels', 'nhwc')).toEqual({
    a: [2, 7, 5, 3],
    b: [1, 1, 1, 3],
  });
  expect(second('pixels', 'nchw').b).toEqual([2, 1, 7, 5]);
  expect(second('number', 'nchw').b).toEqual([]);
});

it.each(binaryOps)('$id in WASM, over all sizes', async (op: Op) => {
  const inputs = awkwardPairs(op);
  const job = { op, kernel: 'simd', inputs, options: {} };
  const executable = await prepareWasm(job);
  await executable.run(1);
  const actual = await executable.read();
  executable.dispose();
  const expected = runReference(op, inputs, {});
  const tolerance = op.tolerance(shapesOf(inputs), {});
  expect(
    checkOutputs(op, inputs, {}, tolerance, actual, expected),
  ).toMatchObject({ failures: 0 });
});
