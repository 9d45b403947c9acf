import { describe, expect, it } from 'vitest';
import { chooseKernel, kernelById } from '../../src/engine/choose';
import { conv2d } from '../../src/ops/conv2d';
import { checkWorkload, type Workload } from '../../src/ops/fields';

const traits = { features: [], limits: {}, software: false, threads: 1 };
const choice = (workload: Workload, backend: 'webgpu' | 'wasm') => {
  const { shapes, options } = conv2d.problem(
    checkWorkload(conv2d.fields, workload),
  );
  return chooseKernel(conv2d, shapes, options, backend, traits).id;
};

describe('the default kernel', () => {
  it.each([
    ['pointwise', { k: [1, 1] }, 'blocks', 'packed-simd'],
    ['dense', {}, 'blocks', 'winograd-simd'],
    ['dense, stride 2', { s: [2, 2] }, 'blocks', 'packed-simd'],
    ['grouped', { g: 4 }, 'blocks', 'winograd-simd'],
    ['grouped, few outputs', { g: 16 }, 'blocks', 'in-place-simd'],
    ['depthwise', { g: 64 }, 'depthwise-slide', 'depthwise3-simd'],
    [
      'depthwise, stride 2',
      { g: 64, s: [2, 2] },
      'depthwise-row',
      'depthwise3-simd',
    ],
    [
      'pointwise, padded',
      { k: [1, 1], pad: 'explicit', pads: [1, 0, 0, 0] },
      'blocks',
      'packed-simd',
    ],
  ])('of %s', (_, workload, webgpu, wasm) => {
    expect(choice(workload, 'webgpu')).toBe(webgpu);
    expect(choice(workload, 'wasm')).toBe(wasm);
  });

  it('is refused in words when named against what it supports', () => {
    const { shapes, options } = conv2d.problem(
      checkWorkload(conv2d.fields, {}),
    );
    const named = (id: string, backend?: 'webgpu' | 'wasm') => () =>
      kernelById(conv2d, id, shapes, options, backend, traits);
    expect(named('naive')().id).toBe('naive');
    expect(named('pointwise')).toThrow(/kernel is 3×3, not 1×1/);
    expect(named('quick')).toThrow(/no kernel "quick"; use one of naive/);
    expect(named('naive', 'wasm')).toThrow(/runs on webgpu, not wasm/);
  });
});
