/** The element-wise kernels on WebGPU, far beyond the seeded [-1, 1). */
import { afterAll, describe, expect, it } from 'vitest';
import { checkOutputs } from '../../src/engine/check';
import { LocalEngine } from '../../src/engine/engine';
import { elementwiseOps } from '../../src/ops/elementwise';
import { runReference } from '../../src/ops/op';
import { awkwardValues, withoutSubnormal } from '../ops/elementwise-values';

const engine = new LocalEngine();
afterAll(() => engine.dispose());

const input = awkwardValues();

describe.each(elementwiseOps)('$id', (op) => {
  it.each(['naive', 'vec4'])('%s over all sizes', async (kernel) => {
    const options = op.options({});
    const call = { inputs: { input }, options: { ...options }, kernel };
    const { outputs } = await engine.run(op.id, call);
    const expected = runReference(op, { input }, options);
    const tolerance = op.tolerance({ input: input.shape }, options);
    const report = checkOutputs(
      op,
      { input },
      options,
      tolerance,
      { output: withoutSubnormal(outputs.output, input) },
      { output: withoutSubnormal(expected.output, input) },
    );
    expect(report).toMatchObject({ failures: 0 });
  });
});
