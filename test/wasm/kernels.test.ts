/**
 * Every WASM kernel of every op against the oracle, in Node; the browser tests
 * run the same problems with relaxed SIMD where the browser has it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { checkOutputs } from '../../src/engine/check';
import { ops } from '../../src/ops';
import { conv2d } from '../../src/ops/conv2d';
import { wasmKernels } from '../../src/ops/conv2d/wasm-kernels';
import { runReference, type Op, type Problem } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { casesOf } from '../../src/fuzz/problems/cases';

const traits = { features: [], limits: {}, software: false, threads: 1 };
const seed = Date.now() % 2 ** 31;

async function compare(op: Op, kernel: string, { shapes, options }: Problem) {
  const inputs = randomInputs(op, shapes, 7, 'float32', options);
  const executable = await prepareWasm({ op, kernel, inputs, options });
  // Twice: nothing may be left over from the first run.
  await executable.run(2);
  const actual = await executable.read();
  executable.dispose();
  const expected = runReference(op, inputs, options);
  const tolerance = op.tolerance(shapes, options);
  return checkOutputs(op, inputs, options, tolerance, actual, expected);
}

describe.each(ops)('$id', (op) => {
  const own = casesOf[op.id];
  const { awkward, seams = [], random, randomSeams, randomRuns = 150 } = own;
  const problems = randomSeams ? fc.oneof(random, randomSeams) : random;
  const kernels = op.kernels.filter(({ backend }) => backend === 'wasm');

  describe.each(kernels)('$id', (kernel) => {
    const supports = ({ shapes, options }: Problem) =>
      kernel.supports(shapes, options, traits) === true;
    const cases = [...awkward, ...seams];

    it.each(cases.filter(({ problem }) => supports(problem)))(
      '$name',
      async ({ problem }) => {
        const report = await compare(op, kernel.id, problem);
        expect(report).toMatchObject({ ok: true, failures: 0 });
      },
    );

    it(`random shapes (seed ${seed})`, { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(problems.filter(supports), async (problem) => {
          const report = await compare(op, kernel.id, problem);
          expect(report).toMatchObject({ ok: true, failures: 0 });
        }),
        { numRuns: randomRuns, seed, endOnFailure: true },
      );
    });
  });
});

it('the depthwise kernel says why it declines', () => {
  const reason = (shapes: Record<string, number[]>, options: object) => {
    const complete = conv2d.options({ ...options });
    const kernel = wasmKernels.find(({ id }) => id === 'depthwise-simd')!;
    return kernel.supports(shapes, complete, traits);
  };
  expect(reason({ input: [1, 4, 5, 5], filter: [2, 4, 1, 1] }, {})).toMatch(
    /4 input channels per group/,
  );
  expect(
    reason(
      { input: [1, 5, 5, 4], filter: [8, 1, 1, 1] },
      { groups: 4, inputLayout: 'nhwc' },
    ),
  ).toMatch(/2 outputs for each channel/);
});
