import { expect, test } from 'vitest';
import { toCsv, toJson } from '../../src/state/export';
import { device, report } from '../ui/literals';

const reports = [
  report('webgpu', 'naive', 2, { adapter: 'Apple M2, "Metal"' }),
  report('wasm', 'simd', 3, { kernelMs: null, check: null }),
];

test('CSV has a header, one line per kernel, and quotes what needs it', () => {
  const [header, first, second, end] = toCsv({ reports }).split('\n');
  expect(header).toMatch(/^op,backend,kernel,kernel_ms,/);
  expect(first).toMatch(/^conv2d,webgpu,naive,2,/);
  expect(first).toContain('"Apple M2, ""Metal"""');
  expect(second).toMatch(/^conv2d,wasm,simd,,,,/);
  expect(end).toBe('');
});

test('JSON reads back whole', () => {
  const link = 'http://localhost/#bench';
  expect(JSON.parse(toJson({ link, device, reports }))).toEqual({
    product: 'Ridgepoint',
    link,
    device,
    reports,
  });
});
