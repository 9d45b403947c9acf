/** Regions at the edges, through every kernel of both ops on the GPU. */
import { afterAll, describe, expect, it } from 'vitest';
import { checkOutputs } from '../../src/engine/check';
import { LocalEngine } from '../../src/engine/engine';
import { runReference } from '../../src/ops/op';
import { shapesOf } from '../../src/ops/tensor';
import { edgeRegions } from '../../src/fuzz/problems/roi';

const engine = new LocalEngine();
afterAll(() => engine.dispose());

describe.each(edgeRegions)('$name', ({ op, inputs, options }) => {
  it.each(op.kernels)('$backend $id', async ({ id: kernel, backend }) => {
    const complete = op.options(options);
    const call = { inputs, options, kernel, backend };
    const { outputs } = await engine.run(op.id, call);
    const expected = runReference(op, inputs, complete);
    const tolerance = op.tolerance(shapesOf(inputs), complete);
    expect(
      checkOutputs(op, inputs, complete, tolerance, outputs, expected),
    ).toMatchObject({ ok: true, failures: 0 });
  });
});
