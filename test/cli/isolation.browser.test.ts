import { expect, it } from 'vitest';

it('tests run isolated, as the served page does', () => {
  expect(crossOriginIsolated).toBe(true);
  expect(typeof SharedArrayBuffer).toBe('function');
});

it('tests run at the size of a laptop screen, on WebGPU', async () => {
  expect([innerWidth, innerHeight]).toEqual([1440, 900]);
  expect(await navigator.gpu.requestAdapter()).toBeTruthy();
});
