/** The binary kernels on WebGPU, far beyond the seeded ranges. */
import { afterAll, describe, expect, it } from 'vitest';
import { checkOutputs } from '../../src/engine/check';
import { LocalEngine } from '../../src/engine/engine';
import { binaryOps } from '../../src/ops/binary';
import { runReference } from '../../src/ops/op';
import { shapesOf } from '../../src/ops/tensor';
import { awkwardPairs, withoutSubnormal } from '../ops/binary-values';

const engine = new LocalEngine();
afterAll(() => engine.dispose());

describe.each(binaryOps)('$id', (op) => {
  const inputs = awkwardPairs(op);
  it.each(['naive', 'vec4'])('%s over all sizes', async (kernel) => {
    const call = { inputs, options: {}, kernel };
    const { outputs } = await engine.run(op.id, call);
    const expected = runReference(op, inputs, {});
    const tolerance = op.tolerance(shapesOf(inputs), {});
    const report = checkOutputs(
      op,
      inputs,
      {},
      tolerance,
      { output: withoutSubnormal(outputs.output, inputs) },
      { output: withoutSubnormal(expected.output, inputs) },
    );
    expect(report).toMatchObject({ failures: 0 });
  });
});
