/** What the engine says when the GPU fails: real devices, real failures. */
import { afterEach, describe, expect, it } from 'vitest';
import { prepareWebgpu } from '../../src/engine/backends/webgpu';
import { Device } from '../../src/engine/device';
import { LocalEngine } from '../../src/engine/engine';
import { withErrorScopes } from '../../src/gpu/buffers';
import { requestGpu } from '../../src/gpu/device';
import { Pipelines } from '../../src/gpu/pipelines';
import { conv2d } from '../../src/ops/conv2d';
import { randomInputs } from '../../src/ops/random';

const shapes = { input: [1, 4, 8, 8], filter: [4, 4, 3, 3] };
const inputs = randomInputs(conv2d, shapes, 1);

const engines: LocalEngine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => void engine.dispose()));
const engineOn = (gpu: GPU | undefined) => {
  const engine = new LocalEngine(gpu ? { gpu } : {});
  engines.push(engine);
  return engine;
};

describe('no GPU', () => {
  const noAdapter = { requestAdapter: async () => null } as unknown as GPU;

  it('is a report, not a failure', async () => {
    const report = await engineOn(noAdapter).device();
    expect(report).toMatchObject({ gpu: false, adapter: 'no GPU' });
    expect(report.reason).toMatch(/no adapter.*reload/);
    expect(report.clocks.cpu.resolutionMs).toBeGreaterThan(0);
  });

  it('is a coded error for a call that wants one', async () => {
    await expect(
      engineOn(noAdapter).run('conv2d', { inputs, backend: 'webgpu' }),
    ).rejects.toMatchObject({ code: 'no-gpu' });
    await expect(requestGpu(undefined)).rejects.toMatchObject({
      code: 'no-gpu',
      message: expect.stringMatching(/use a browser that has it/),
    });
  });

  it('leaves the CPU backends to a call that leaves the choice', async () => {
    const result = await engineOn(noAdapter).run('conv2d', { inputs });
    expect(result.backend).toBe('wasm');
  });
});

describe('a shader that does not compile', () => {
  it('says file, line, column, text and the line', async () => {
    const { device } = await requestGpu(navigator.gpu);
    const code = '@compute @workgroup_size(1)\nfn main() {\n  let x = y;\n}\n';
    await expect(
      new Pipelines(device).get('conv2d/edited.wgsl', code),
    ).rejects.toMatchObject({
      code: 'compile',
      message: expect.stringMatching(
        /^conv2d\/edited\.wgsl:3:11: .*y.*\n {2}let x = y;\n {10}\^$/,
      ),
    });
    device.destroy();
  });

  it('is told apart from a pipeline that cannot be made', async () => {
    const { device } = await requestGpu(navigator.gpu);
    const code = '@compute @workgroup_size(4096, 4096)\nfn main() {}\n';
    await expect(
      new Pipelines(device).get('huge.wgsl', code),
    ).rejects.toMatchObject({
      code: 'compile',
      message: expect.stringMatching(/huge\.wgsl.*pipeline/),
    });
    device.destroy();
  });

  it('reaches the caller of the backend', async () => {
    const device = new Device(navigator.gpu);
    const naive = conv2d.kernels[0];
    if (naive.backend !== 'webgpu') throw new Error('naive moved');
    const options = conv2d.options({});
    const report = await device.report();
    const [pass] = naive.plan(shapes, options, report, {}).passes;
    const shader = { file: 'bad.wgsl', code: `${pass.shader.code}\nfn (` };
    const op = {
      ...conv2d,
      kernels: [{ ...naive, plan: () => ({ passes: [{ ...pass, shader }] }) }],
    };
    await expect(
      prepareWebgpu(
        { op, kernel: 'naive', inputs, options },
        await device.context(),
        report,
      ),
    ).rejects.toMatchObject({ code: 'compile' });
    device.dispose();
  });
});

describe('out of memory', () => {
  it('is a coded error with the next step', async () => {
    const { device } = await requestGpu(navigator.gpu);
    const buffers: GPUBuffer[] = [];
    const hoard = withErrorScopes(device, 'a hoard', () => {
      // Far beyond what any machine that runs this test has.
      for (let i = 0; i < 4096; i++)
        buffers.push(
          device.createBuffer({
            size: device.limits.maxBufferSize,
            usage: GPUBufferUsage.STORAGE,
          }),
        );
    });
    await expect(hoard).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/a hoard.*smaller workload/),
    });
    buffers.forEach((buffer) => buffer.destroy());
    device.destroy();
  });
});
