/**
 * Every kernel of every op, GPU and WASM, against the oracle: awkward shapes,
 * the presets that a software adapter finishes in time, and random shapes.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareWebgpu } from '../../src/engine/backends/webgpu';
import { checkOutputs } from '../../src/engine/check';
import { Device } from '../../src/engine/device';
import { LocalEngine } from '../../src/engine/engine';
import { ops } from '../../src/ops';
import { checkWorkload } from '../../src/ops/fields';
import { runReference, type Op, type Problem } from '../../src/ops/op';
import { randomInputs } from '../../src/ops/random';
import type { DType } from '../../src/ops/tensor';
import { casesOf } from '../../src/fuzz/problems/cases';

/** Larger presets are verified by `npm run bench`, which checks every row. */
const macsInTime = 4e6;
const usualRuns = 40;
const seed = Date.now() % 2 ** 31;

const engine = new LocalEngine();
const device = await engine.device();
const { features } = device;
afterAll(() => engine.dispose());

/**
 * Report of the check, or null where the kernel declines the problem. Which of
 * the kernel's variants runs goes by `turn`, so that all of them have theirs.
 */
async function verify(
  op: Op,
  kernelId: string,
  { shapes, options }: Problem,
  turn: number,
  asked: DType = 'float32',
) {
  const kernel = op.kernels.find(({ id }) => id === kernelId)!;
  const dtype = kernel.dtype ?? asked;
  if (kernel.supports(shapes, options, device, dtype) !== true) return null;
  const variants = kernel.variants?.(shapes, options, device) ?? [{}];
  const constants = variants[turn % variants.length];
  const inputs = randomInputs(op, shapes, 1, dtype, options);
  const { outputs } = await engine.run(op.id, {
    inputs,
    options: { ...options },
    kernel: kernelId,
    constants,
  });
  const expected = runReference(op, inputs, options);
  const tolerance = op.tolerance(shapes, options);
  return checkOutputs(op, inputs, options, tolerance, outputs, expected);
}

it('runs on a real WebGPU device', () => {
  expect(device).toMatchObject({ gpu: true, reason: null });
});

describe.each(ops)('$id', (op) => {
  const { awkward, random, randomRuns = usualRuns, breakage } = casesOf[op.id];
  const presets = op.presets
    .map(({ id, workload }) => ({
      name: id,
      problem: op.problem(checkWorkload(op.fields, workload)),
    }))
    .filter(({ problem: { shapes, options } }) => {
      const { macs, bytesNoReuse } = op.cost(shapes, options);
      // NMS may come to judge all pairs of boxes, at 32 bytes each.
      return Math.max(macs, bytesNoReuse / 32) <= macsInTime;
    });

  describe.each(op.kernels)('$id', ({ id: kernel, dtype, supports }) => {
    const missing = dtype === 'float16' && !features.includes('shader-f16');
    const cases = [...awkward, ...presets].map((case_, turn) => ({
      ...case_,
      turn,
    }));
    it.each(cases)('$name', async ({ problem, turn }) => {
      const report = await verify(op, kernel, problem, turn);
      if (report) expect(report).toMatchObject({ ok: true, failures: 0 });
    });

    const solved = awkward.filter(
      ({ problem: { shapes, options } }) =>
        supports(shapes, options, device, dtype) === true,
    );
    it.skipIf(missing)(
      'solves some of these, so the checks above mean something',
      () => {
        expect(solved.length).toBeGreaterThan(5);
      },
    );

    it.skipIf(missing)('takes float16 tensors', async () => {
      const [{ problem }] = solved;
      const report = await verify(op, kernel, problem, 0, 'float16');
      expect(report).toMatchObject({ ok: true, failures: 0 });
      // What float32 allows would be nearly meaningless here.
      expect(report!.allowedUlp).toBeLessThan(3);
    });

    it(`random shapes (seed ${seed})`, { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(random, fc.nat(31), async (problem, turn) => {
          const report = await verify(op, kernel, problem, turn);
          if (report) expect(report).toMatchObject({ ok: true, failures: 0 });
        }),
        { numRuns: randomRuns, seed, endOnFailure: true },
      );
    });
  });

  it('catches a kernel that is wrong', async () => {
    const kernel = op.kernels.find(({ backend }) => backend === 'webgpu')!;
    if (kernel.backend !== 'webgpu') throw new Error('no GPU kernel');
    const { shapes, options } = awkward[0].problem;
    const inputs = randomInputs(op, shapes, 1, 'float32', options);
    const plan = kernel.plan(shapes, options, device, {});
    const at = plan.passes.findIndex(({ shader }) =>
      shader.code.includes(breakage[0]),
    );
    expect(at).toBeGreaterThanOrEqual(0);
    const pass = plan.passes[at];
    const code = pass.shader.code.replace(...breakage);
    const wrong = { ...pass, shader: { file: 'broken.wgsl', code } };
    const broken: Op = {
      ...op,
      kernels: [
        {
          ...kernel,
          plan: () => ({ ...plan, passes: plan.passes.with(at, wrong) }),
        },
      ],
    };
    const own = new Device(navigator.gpu);
    const executable = await prepareWebgpu(
      { op: broken, kernel: kernel.id, inputs, options },
      await own.context(),
      device,
    );
    await executable.run(1);
    const report = checkOutputs(
      op,
      inputs,
      options,
      op.tolerance(shapes, options),
      await executable.read(),
      runReference(op, inputs, options),
    );
    own.dispose();
    expect(report.ok).toBe(false);
    expect(report.failures).toBeGreaterThan(report.elements / 2);
  });
});
