import { expect, test } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { initialWorkload } from '../../src/ops/fields';
import {
  fastest,
  rowsFor,
  runOrder,
  sortRows,
  timeMs,
} from '../../src/ui/bench/rows';
import { verdictOf } from '../../src/ui/bench/verdict';
import { device, done, noGpu, report, row } from './literals';

const problem = conv2d.problem(initialWorkload(conv2d.fields));
const wrong = { ...report('webgpu', 'x', 1).check!, ok: false };

test('a kernel that is wrong is never the fastest', () => {
  const rows = [
    done('webgpu', 'naive', 5),
    done('webgpu', 'broken', 1, { check: wrong }),
  ];
  expect(fastest(rows, 'webgpu')?.kernel).toBe('naive');
  expect(fastest(rows, 'wasm')).toBeNull();
});

test('without a kernel time, throughput stands for it', () => {
  expect(timeMs(report('webgpu', 'naive', 4))).toBe(4);
  expect(timeMs(report('webgpu', 'naive', 4, { kernelMs: null }))).toBe(4.4);
});

test('rows stand by backend, the fastest on top, what cannot run below', () => {
  const rows = [
    row('webgpu', 'none', { state: 'unsupported' }),
    row('webgpu', 'later', { state: 'waiting' }),
    done('webgpu', 'slow', 9),
    done('reference', 'reference', 1),
    done('wasm', 'simd', 2),
    done('webgpu', 'quick', 3),
  ];
  expect(sortRows(rows).map(({ kernel }) => kernel)).toEqual([
    'quick',
    'slow',
    'later',
    'none',
    'simd',
    'reference',
  ]);
});

test('without WebGPU its kernels say so and the others can run', () => {
  const rows = rowsFor(conv2d, problem, noGpu);
  const gpu = rows.filter(({ backend }) => backend === 'webgpu');
  expect(gpu.length).toBeGreaterThan(0);
  for (const { state, note } of gpu)
    expect([state, note]).toEqual(['unsupported', 'No WebGPU here.']);
  expect(runOrder(rows, conv2d, problem, device).at(-1)?.backend).toBe(
    'reference',
  );
});

test('the preferred kernel of each backend is measured first', () => {
  const rows = rowsFor(conv2d, problem, device);
  const order = runOrder(rows, conv2d, problem, device);
  const supported = rows.filter(({ state }) => state === 'ready');
  expect(new Set(order)).toEqual(new Set(supported));
  const preferred = conv2d
    .prefer(problem.shapes, problem.options, device)
    .find((id) => supported.some(({ kernel }) => kernel === id));
  expect(order[0].kernel).toBe(preferred);
});

test('the verdict names a slower GPU and what to try', () => {
  const slower = [done('webgpu', 'naive', 24), done('wasm', 'simd', 1)];
  const verdict = verdictOf(slower, device);
  expect(verdict.ratio).toBeCloseTo(1 / 24);
  expect(verdict.verified).toBe(true);
  expect(verdict.next).toMatch(/larger layer/);
  expect(verdictOf(slower, { ...device, software: true }).next).toMatch(
    /processor itself/,
  );
});

test('a browser that answers now and then only is named for what it is', () => {
  const wait = report('webgpu', '', 100).kernelMs!;
  const waits = { endToEndMs: wait, uploadMs: wait, readbackMs: wait };
  const rows = [done('webgpu', 'naive', 1, waits), done('wasm', 'simd', 2)];
  expect(verdictOf(rows, device).next).toMatch(
    /wait for the GPU takes 9\d\.\d ms in this browser.*run many times/,
  );
});

test('a faster kernel that loses end to end is told apart', () => {
  const rows = [
    done('webgpu', 'naive', 1, { endToEndMs: report('wasm', '', 9).kernelMs! }),
    done('wasm', 'simd', 2),
  ];
  const verdict = verdictOf(rows, device);
  expect(verdict.ratio).toBe(2);
  expect(verdict.endToEndRatio).toBeCloseTo(4 / 9);
  expect(verdict.next).toMatch(/Moving the data/);
});

test('without WebGPU the verdict tells the reason', () => {
  const verdict = verdictOf([done('wasm', 'simd', 2)], noGpu);
  expect(verdict.ratio).toBeNull();
  expect(verdict.next).toBe(noGpu.reason);
});
