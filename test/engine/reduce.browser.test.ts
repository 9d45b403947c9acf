/** Reductions, softmax and argMax on WebGPU: NaN and infinities are not lost. */
import { afterAll, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import { argOps } from '../../src/ops/arg-extreme';
import { toFloat64 } from '../../src/ops/numbers';
import { runReference, type Op, type Options } from '../../src/ops/op';
import { reduceOps } from '../../src/ops/reduce';
import { softmax } from '../../src/ops/softmax';
import type { Tensor } from '../../src/ops/tensor';
import { awkwardLines } from '../ops/line-values';

const engine = new LocalEngine();
const device = await engine.device();
afterAll(() => engine.dispose());

/** Of two zeros either may be the larger. */
const oneZero = (tensor: Tensor) => toFloat64(tensor).map((x) => x + 0);

const cases = [...reduceOps, softmax, ...argOps].flatMap((op: Op) => {
  const axis = op.id.startsWith('reduce') ? { axes: [1] } : { axis: 1 };
  const options: Options = op.options(axis);
  return awkwardLines.flatMap((input) =>
    op.kernels
      .filter(
        ({ supports }) =>
          supports({ input: input.shape }, options, device) === true,
      )
      .map(({ id: kernel }) => ({ op, id: op.id, kernel, input, options })),
  );
});

describe('not finite', () => {
  it.each(cases)(
    '$id $kernel $input.shape',
    async ({ op, kernel, input, options }) => {
      const call = { inputs: { input }, options: { ...options }, kernel };
      const { outputs } = await engine.run(op.id, call);
      const expected = runReference(op, { input }, options);
      expect(oneZero(outputs.output)).toEqual(oneZero(expected.output));
    },
  );
});
