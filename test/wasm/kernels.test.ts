/**
 * Every WASM kernel against the oracle, in Node; the browser tests run the same
 * problems with relaxed SIMD where the browser has it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareWasm } from '../../src/engine/backends/wasm';
import { checkOutputs } from '../../src/engine/check';
import { conv2d } from '../../src/ops/conv2d';
import type { Conv2dOptions } from '../../src/ops/conv2d/geometry';
import { wasmKernels } from '../../src/ops/conv2d/wasm-kernels';
import { runReference, type Op, type Problem } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import { conv2dCase, conv2dCases, conv2dProblems } from '../ops/conv2d-cases';

const op = conv2d as Op;
const traits = { features: [], limits: {}, software: false, threads: 1 };
const seed = Date.now() % 2 ** 31;

const nhwcDepthwise = { layout: 'nhwc', g: 37, cin: 37, cout: 37 };
const depthwise = { g: 3, cin: 3, cout: 3 };
const explicit = (...pads: number[]) => ({ pad: 'explicit', pads });

/** Where these kernels change their path. */
const seams = [
  conv2dCase('nhwc depthwise, vectors and rest', nhwcDepthwise),
  conv2dCase('nhwc depthwise, windows in the padding', {
    ...nhwcDepthwise,
    ...explicit(5, 4, 6, 3),
  }),
  conv2dCase('stride 2, odd left padding', {
    ...depthwise,
    in: [9, 41],
    s: [2, 2],
    ...explicit(1, 0, 1, 2),
  }),
  conv2dCase('stride 3, dilation 2', {
    ...depthwise,
    in: [9, 41],
    s: [3, 3],
    d: [2, 2],
  }),
  conv2dCase('depthwise in several bands', { ...depthwise, in: [300, 290] }),
  conv2dCase('several blocks of pixels', { in: [40, 40], cin: 32, cout: 5 }),
  conv2dCase('dense, stride 2', { in: [17, 64], cin: 3, s: [2, 2] }),
];

async function compare(kernel: string, { shapes, options }: Problem) {
  const inputs = randomInputs(op, shapes, 7);
  const executable = await prepareWasm({ op, kernel, inputs, options });
  // Twice: nothing may be left over from the first run.
  await executable.run(2);
  const actual = await executable.read();
  executable.dispose();
  const expected = runReference(op, inputs, options);
  const tolerance = op.tolerance(shapes, options);
  return checkOutputs(op, inputs, options, tolerance, actual, expected);
}

describe.each(wasmKernels)('$id', (kernel) => {
  const supports = ({ shapes, options }: Problem) =>
    kernel.supports(shapes, options as Conv2dOptions, traits) === true;
  const cases = [...conv2dCases, ...seams];

  it.each(cases.filter(({ problem }) => supports(problem)))(
    '$name',
    async ({ problem }) => {
      const report = await compare(kernel.id, problem);
      expect(report).toMatchObject({ ok: true, failures: 0 });
    },
  );

  it(`random shapes (seed ${seed})`, { timeout: 60_000 }, async () => {
    const supported = conv2dProblems.filter(supports);
    await fc.assert(
      fc.asyncProperty(supported, async (problem) => {
        const report = await compare(kernel.id, problem);
        expect(report).toMatchObject({ ok: true, failures: 0 });
      }),
      { numRuns: 150, seed, endOnFailure: true },
    );
  });
});

it('the depthwise kernel says why it declines', () => {
  const reason = (shapes: Record<string, number[]>, options: object) => {
    const complete = conv2d.options({ ...options });
    return wasmKernels.at(-1)!.supports(shapes, complete, traits);
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
