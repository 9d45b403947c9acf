/** Runs as the bench yields them, for the arithmetic and the page. */
import type { Stats } from '../../src/engine/api';
import type {
  Cell,
  Check,
  PeersReport,
  Row,
  Timed,
} from '../../src/peers/results';

export const right: Check = {
  ...{ ok: true, maxUlp: 3, allowedUlp: 19, maxRelative: 1e-7 },
  ...{ failures: 0, elements: 100 },
};
export const wrong: Check = {
  ...right,
  ...{ ok: false, maxUlp: null, maxRelative: 1.1, failures: 90 },
};

const stats = (medianMs: number): Stats => ({
  ...{ medianMs, p20Ms: 0.9 * medianMs, p80Ms: 1.1 * medianMs },
  ...{ minMs: 0.8 * medianMs, n: 7 },
});

export const timed = (medianMs: number, more: Partial<Timed> = {}): Timed => ({
  wall: stats(medianMs),
  ...{ batch: 1, throughputMs: null, kernelMs: null },
  ...{ prepareMs: 5, firstRunMs: 2 * medianMs, check: right },
  ...more,
});

/** A layer of 2 MFLOP on 8 MB. */
export const row = (
  id: string,
  cells: Record<string, Cell>,
  more: Partial<Row> = {},
): Row => ({
  ...{ id, op: 'conv2d', preset: `peers-${id}`, title: `layer ${id}` },
  counts: true,
  cost: {
    ...{ macs: 1e6, flops: 2e6, params: 10 },
    ...{ bytesRead: 4e6, bytesWritten: 4e6, bytesNoReuse: 1e7 },
  },
  cells,
  ...more,
});

export const rows: readonly Row[] = [
  row('2', {
    'ours-webgpu': timed(2, { kernelMs: 1 }),
    'tfjs-webgpu': timed(8, { kernelMs: 6 }),
    'jax-webgpu': timed(6, { kernelMs: 4 }),
    'ours-wasm-1': timed(1),
    'tfjs-wasm-1': timed(0.5),
    'ours-wasm': timed(1),
    'ort-wasm': timed(3),
  }),
  row('9', {
    'ours-webgpu': timed(1, { kernelMs: 0.5, kernel: 'quad' }),
    'tfjs-webgpu': timed(27, { kernelMs: 8 }),
    // Fast, but of no use.
    'jax-webgpu': timed(0.1, { check: wrong }),
    'ort-webgpu': { error: 'no grouped convolution' },
    'ours-wasm-1': timed(1),
    'tfjs-wasm-1': timed(4),
    'ours-wasm': timed(1, { check: wrong }),
    'ort-wasm': timed(3),
  }),
];

export const report: PeersReport = {
  measuredAt: '2026-11-25T16:00:00.000Z',
  ...{ adapter: 'Apple M2', software: false, userAgent: 'literal' },
  ...{ threads: 8, clockMs: 0.005 },
  participants: [
    { id: 'ours-webgpu', openMs: 20 },
    { id: 'tfjs-webgpu', openMs: 30 },
    { id: 'jax-webgpu', openMs: 30 },
    { id: 'ort-webgpu', error: 'did not start' },
    { id: 'ours-wasm-1', threads: 1, openMs: 2 },
    { id: 'tfjs-wasm-1', threads: 1, openMs: 200 },
  ],
  skipped: [{ id: '17', why: 'this version has no op convTranspose2d' }],
  roofs: {
    gpu: { gflops: { f32: 1000 }, gbps: { memory: 80 } },
    wasm1: { gflops: { f32: 40 }, gbps: { memory: 20 } },
    wasmAll: { gflops: { f32: 80 }, gbps: { memory: 20 } },
  },
  rows,
  command: 'npm run bench:peers -- --only 2,9',
  versions: { '@jax-js/jax': '0.1.25' },
  browser: 'Chromium 1',
  machine: '8 × Literal',
  load: [0.5, 1],
};
