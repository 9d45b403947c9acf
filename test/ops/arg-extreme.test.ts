import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { argOps } from '../../src/ops/arg-extreme';
import { runReference } from '../../src/ops/op';
import { awkwardLines } from './line-values';

const [argMax, argMin] = argOps;

const rows = {
  shape: [2, 3],
  dtype: 'float32' as const,
  data: Float32Array.from([1, 5, 5, -2, -3, -3]),
};

const run = (op: typeof argMax, options: object, input = rows) =>
  runReference(op, { input }, op.options({ ...options })).output;

describe('the oracles of argMax and argMin', () => {
  it('find the first of equals', () => {
    expect(run(argMax, { axis: 1 })).toEqual({
      shape: [2],
      dtype: 'int32',
      data: Int32Array.of(1, 0),
    });
    expect([...run(argMin, { axis: 1 }).data]).toEqual([0, 1]);
    expect([...run(argMax, { axis: 0 }).data]).toEqual([0, 0, 0]);
    expect([...run(argMin, { axis: 0 }).data]).toEqual([1, 1, 1]);
  });

  it('keep the axis when asked to', () => {
    const options = { axis: 1, keepDimensions: true };
    expect(run(argMax, options).shape).toEqual([2, 1]);
  });

  it('find the first NaN before any number', () => {
    const [input] = awkwardLines as (typeof rows)[];
    expect([...run(argMax, { axis: 1 }, input).data]).toEqual([
      ...[1, 0, 1, 0, 1, 4, 0, 2],
    ]);
    expect([...run(argMin, { axis: 1 }, input).data]).toEqual([
      ...[1, 0, 0, 0, 0, 4, 0, 2],
    ]);
  });
});

it.each([
  [{ axis: 2 }, 'option axis 2: the input [2, 3] has the axes 0 to 1.'],
  [{ axis: 0, outputDataType: 'int64' }, 'indices here are int32; convert'],
  [{ axis: 0, axes: [0] }, 'no option "axes": use axis, keepDimensions'],
])('refuses %j', (given, message) => {
  expect(() => argMax.shapes({ input: [2, 3] }, argMax.options(given))).toThrow(
    message,
  );
});

describe.each(argOps)('$id in WASM', (op) => {
  it.each(awkwardLines)('NaN and infinities, $shape', async (input) => {
    const options = op.options({ axis: 1 });
    const job = { op, kernel: 'simd', inputs: { input }, options };
    const executable = await prepareWasm(job);
    await executable.run(1);
    const { output } = await executable.read();
    executable.dispose();
    expect(output).toEqual(runReference(op, { input }, options).output);
  });
});
