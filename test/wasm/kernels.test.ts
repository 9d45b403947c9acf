/** Every WASM kernel against the oracle. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { checkOutputs } from '../../src/engine/check';
import { conv2d } from '../../src/ops/conv2d';
import type { Conv2dOptions } from '../../src/ops/conv2d/geometry';
import { wasmKernels } from '../../src/ops/conv2d/wasm-kernels';
import { runReference, type Op, type Problem } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { conv2dCases, conv2dProblems } from '../ops/conv2d-cases';

const op: Op = { ...(conv2d as Op), kernels: wasmKernels };
const traits = { features: [], limits: {}, software: false, threads: 1 };

async function compare(kernel: string, { shapes, options }: Problem) {
  const inputs = randomInputs(op, shapes, 7);
  const executable = await prepareWasm({ op, kernel, inputs, options });
  // Twice: nothing may be left over from the first run.
  await executable.run(2);
  const actual = await executable.read();
  executable.dispose();
  const expected = runReference(op, inputs, options);
  return checkOutputs(
    op,
    inputs,
    options,
    op.tolerance(shapes, options),
    actual,
    expected,
  );
}

describe.each(wasmKernels)('$id', (kernel) => {
  const supports = ({ shapes, options }: Problem) =>
    kernel.supports(shapes, options as Conv2dOptions, traits) === true;

  it.each(conv2dCases.filter(({ problem }) => supports(problem)))(
    '$name',
    async ({ problem }) => {
      expect(await compare(kernel.id, problem)).toMatchObject({
        ok: true,
        failures: 0,
      });
    },
  );

  it('random problems', async () => {
    await fc.assert(
      fc.asyncProperty(conv2dProblems, async (problem) => {
        fc.pre(supports(problem));
        expect(await compare(kernel.id, problem)).toMatchObject({ ok: true });
      }),
      { numRuns: 150, maxSkipsPerRun: 100 },
    );
  }, 60_000);
});
