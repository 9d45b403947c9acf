import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { runReference } from '../../src/ops/op';
import { softmax as op } from '../../src/ops/softmax';
import { awkwardLines } from './line-values';

function run(shape: number[], values: number[], axis: number) {
  const data = Float32Array.from(values);
  const input = { shape, dtype: 'float32' as const, data };
  return Array.from(
    runReference(op, { input }, op.options({ axis })).output.data,
    Number,
  );
}

const log = Math.log;

describe('the oracle of softmax', () => {
  it('shares out 1 along the axis', () => {
    const values = [log(1), log(3), log(2), log(2)];
    expect(run([2, 2], values, 1)).toEqual([0.25, 0.75, 0.5, 0.5]);
    expect(run([2, 2], [0, log(3), 0, 0], 0)).toEqual([0.5, 0.75, 0.5, 0.25]);
  });

  it('does not overflow', () => {
    expect(run([2], [1e30, 1e30], 0)).toEqual([0.5, 0.5]);
    expect(run([2], [-1e30, 1e30], 0)).toEqual([0, 1]);
  });
});

it.each([
  [{ axis: 2 }, 'option axis 2: the input [2, 3] has the axes 0 to 1.'],
  [{}, 'option axis [null]: needs 1 whole number'],
  [{ axis: 0, beta: 1 }, 'softmax has no option "beta": use axis.'],
])('refuses %j', (given, message) => {
  expect(() => op.shapes({ input: [2, 3] }, op.options(given))).toThrow(
    message,
  );
});

it.each(awkwardLines)('NaN and infinities in WASM, $shape', async (input) => {
  const options = { axis: 1 };
  const job = { op, kernel: 'simd', inputs: { input }, options };
  const executable = await prepareWasm(job);
  await executable.run(1);
  const { output } = await executable.read();
  executable.dispose();
  expect(output).toEqual(runReference(op, { input }, options).output);
});
