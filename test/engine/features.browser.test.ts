/** Browsers that lack something: the results are right in each. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import { hasRelaxedSimd } from '../../src/wasm/features';

/** navigator.gpu of a browser or device that lacks features. */
const gpuWithout = (...missing: string[]) =>
  ({
    requestAdapter: async (options?: GPURequestAdapterOptions) => {
      const adapter = await navigator.gpu.requestAdapter(options);
      const features = new Set(
        [...adapter!.features].filter((name) => !missing.includes(name)),
      );
      Object.defineProperty(adapter, 'features', { value: features });
      return adapter;
    },
  }) as GPU;

const shapes = { input: [1, 8, 12, 12], filter: [16, 8, 3, 3] };
const engines: LocalEngine[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const engine of engines.splice(0)) await engine.dispose();
});
const open = (gpu?: GPU, threads?: number) => {
  const engine = new LocalEngine({ gpu, threads });
  engines.push(engine);
  return engine;
};
const verified = async (engine: LocalEngine, backend: 'webgpu' | 'wasm') => {
  const report = await engine.bench('conv2d', {
    ...{ shapes, backend, budgetMs: 5, tuneMs: 0 },
  });
  expect(report).toMatchObject({ backend, check: { ok: true } });
  return report;
};

let offered: readonly string[];
beforeAll(async () => {
  const adapter = await navigator.gpu.requestAdapter();
  offered = [...adapter!.features];
});

describe('a GPU without', () => {
  it.each([
    'timestamp-query',
    'shader-f16',
    'subgroups',
    'timestamp-query, shader-f16, subgroups',
  ])('%s is right all the same', async (list) => {
    const missing = list.split(', ');
    const engine = open(gpuWithout(...missing));
    const { features, clocks } = await engine.device();
    for (const name of missing) expect(features).not.toContain(name);
    const { kernelMs, kernelMsMissing } = await verified(engine, 'webgpu');
    if (!missing.includes('timestamp-query')) return;
    expect(clocks.gpu).toBeNull();
    expect(kernelMs).toBeNull();
    expect(kernelMsMissing).toMatch(/timestamp/);
  });

  it('has had them: the switch is what makes the difference', async () => {
    const { features } = await open(gpuWithout()).device();
    expect(offered).toContain('timestamp-query');
    expect(features).toContain('timestamp-query');
  });
});

it('without WebGPU the processor answers', async () => {
  const none = { requestAdapter: async () => null } as unknown as GPU;
  const engine = open(none);
  expect((await engine.device()).gpu).toBe(false);
  const report = await engine.bench('conv2d', { shapes, budgetMs: 5 });
  expect(report).toMatchObject({ backend: 'wasm', check: { ok: true } });
});

it.each([
  ['isolation', () => vi.stubGlobal('crossOriginIsolated', false)],
  ['shared memory', () => vi.stubGlobal('SharedArrayBuffer', undefined)],
  ['workers', () => vi.stubGlobal('Worker', undefined)],
])('without %s one thread computes the same', async (_, remove) => {
  remove();
  const engine = open(undefined, 4);
  expect((await engine.device()).threads).toBe(1);
  await verified(engine, 'wasm');
});

it('without relaxed SIMD the plain build computes the same', async () => {
  expect(hasRelaxedSimd()).toBe(true);
  const { validate } = WebAssembly;
  vi.spyOn(WebAssembly, 'validate').mockImplementation((bytes) => {
    const codes = [...new Uint8Array(bytes as ArrayBufferLike)];
    // f32x4.relaxed_madd
    const fused = codes.some(
      (code, at) => code === 0xfd && codes[at + 1] === 0x85,
    );
    return !fused && validate.call(WebAssembly, bytes);
  });
  expect(hasRelaxedSimd()).toBe(false);
  await verified(open(), 'wasm');
});

it('without SIMD the GPU computes, and the processor says what is missing', async () => {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  const engine = open();
  await verified(engine, 'webgpu');
  await expect(
    engine.bench('conv2d', { shapes, backend: 'wasm', budgetMs: 5 }),
  ).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/SIMD.*update the browser/),
  });
});
