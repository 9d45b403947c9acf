import { describe, expect, it } from 'vitest';
import { kernelById } from '../../src/engine/choose';
import { entriesOf } from '../../src/engine/tuner/contenders';
import { conv2d } from '../../src/ops/conv2d';
import type { DeviceTraits } from '../../src/ops/op';
import { checkWorkload, type Workload } from '../../src/ops/fields';

const traits: DeviceTraits = {
  features: [],
  limits: {},
  software: true,
  threads: 1,
};
const hardware = { ...traits, features: ['subgroups'], software: false };
const choice = (
  workload: Workload,
  backend: 'webgpu' | 'wasm',
  device = traits,
) => {
  const { shapes, options } = conv2d.problem(
    checkWorkload(conv2d.fields, workload),
  );
  return entriesOf(conv2d, shapes, options, backend, device)[0].kernel.id;
};

describe('the default kernel', () => {
  it.each([
    ['pointwise', { k: [1, 1] }, 'blocks', 'packed-simd'],
    ['dense', {}, 'winograd', 'winograd-simd'],
    ['dense, stride 2', { s: [2, 2] }, 'blocks', 'packed-simd'],
    ['grouped', { g: 4 }, 'blocks', 'winograd-simd'],
    ['grouped, few outputs', { g: 16 }, 'blocks', 'in-place-simd'],
    ['depthwise', { g: 64 }, 'depthwise-window', 'depthwise3-simd'],
    [
      'depthwise, stride 3',
      { g: 64, s: [3, 3] },
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

  it.each([
    ['large 3×3', { in: [56, 56] }, 'winograd'],
    ['large pointwise', { in: [56, 56], k: [1, 1] }, 'tiled-vec4'],
    ['small', { in: [7, 7], cin: 512, cout: 512 }, 'split-k'],
    ['few channels', { in: [56, 56], cout: 8 }, 'quad'],
    ['depthwise, nhwc', { g: 64, layout: 'nhwc' }, 'depthwise-channels'],
  ])('of %s on a GPU proper', (_, workload, kernel) => {
    expect(choice(workload, 'webgpu', hardware)).toBe(kernel);
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
