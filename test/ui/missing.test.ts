import { expect, it } from 'vitest';
import { missingOf } from '../../src/ui/missing';
import { device, noGpu } from './literals';

const names = (...args: Parameters<typeof missingOf>) =>
  missingOf(...args).map(({ name }) => name);
const all = ['timestamp-query', 'shader-f16', 'subgroups'];
const whole = {
  ...{ ...device, features: all },
  ...{ crossOriginIsolated: true, threads: 8 },
};

it('is nothing where everything is here', () => {
  expect(names(whole, true)).toEqual([]);
});

it('names each feature of the GPU, of the page and of the processor', () => {
  expect(names({ ...whole, features: [] }, true)).toEqual([
    'GPU timestamps',
    'float16 in shaders',
    'subgroups',
  ]);
  const apart = { ...whole, crossOriginIsolated: false, threads: 1 };
  expect(names(apart, false)).toEqual([
    'cross-origin isolation',
    'relaxed SIMD',
  ]);
  expect(names({ ...whole, threads: 1 }, true)).toEqual(['threads']);
});

it('asks nothing of a GPU that is not there', () => {
  expect(
    names({ ...noGpu, crossOriginIsolated: true, threads: 2 }, true),
  ).toEqual(['WebGPU']);
});
