/** The pooling kernels on WebGPU: NaN and infinities are not lost. */
import { afterAll, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import { runReference } from '../../src/ops/op';
import { poolOps } from '../../src/ops/pool2d';
import type { Tensor } from '../../src/ops/tensor';

const engine = new LocalEngine();
const device = await engine.device();
afterAll(() => engine.dispose());

/** Pixels of four equal channels, so that every kernel has a case. */
const pixels = [NaN, 1, -Infinity, -Infinity, Infinity, NaN, 2, 3, Infinity];
const given = { windowDimensions: [1, 2], layout: 'nhwc' };
const input: Tensor = {
  shape: [1, 1, pixels.length, 4],
  dtype: 'float32',
  data: Float32Array.from(pixels.flatMap((x) => [x, x, x, x])),
};

describe.each(poolOps)('$id', (op) => {
  const options = op.options(given);
  const shapes = { input: input.shape };
  const kernels = op.kernels.filter(
    (kernel) => kernel.supports(shapes, options, device) === true,
  );

  it.each(kernels)('$id', async ({ id: kernel }) => {
    const call = { inputs: { input }, options: { ...options }, kernel };
    const { outputs } = await engine.run(op.id, call);
    const expected = runReference(op, { input }, options);
    expect(outputs.output.data).toEqual(expected.output.data);
  });
});
