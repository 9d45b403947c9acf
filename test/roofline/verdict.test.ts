import { expect, test } from 'vitest';
import { conv2d } from '../../src/ops/conv2d';
import { conv2dGeometry } from '../../src/ops/conv2d/geometry';
import { pointwiseFusion } from '../../src/ops/conv2d/hint';
import { baseWorkload } from '../../src/state/url';
import { roofsOf } from '../../src/roofline/ceiling-roofs';
import { dotOf, dotsOf } from '../../src/roofline/dots';
import { laddersOf } from '../../src/roofline/ladder';
import {
  ladderSentence,
  percent,
  sentences,
  verdictOf,
} from '../../src/roofline/verdict';
import { ceilings, ladder, runOf } from '../ui/roofline-literals';

const [gpu, cpu] = roofsOf(ceilings);
const gpuWords = (preset: string, kernel: string, ms: number) =>
  sentences(verdictOf(dotOf(runOf(preset, 'webgpu', kernel, ms), gpu)!, gpu));
const dense = 'resnet50-conv4-3x3';
const depthwise = 'mobilenet-v1-dw1';

test('under the slope a kernel is memory-bound, with the op’s hint', () => {
  expect(gpuWords(depthwise, 'depthwise-slide', 0.0226)).toBe(
    'Memory-bound: 71 % of the bandwidth roof. Fusing the pointwise layer ' +
      'would lift the intensity from 2.2 to 10.',
  );
});

test('under the flat part it is compute-bound', () => {
  expect(gpuWords(dense, 'direct', 0.0973)).toBe(
    'Compute-bound: 66 % of the FMA roof. Winograd F(2×2, 3×3) would need ' +
      '2.25 times fewer multiplications.',
  );
  expect(gpuWords(dense, 'direct', 0.2)).toMatch(
    /^Compute-bound: 32 % .*outputs per thread/,
  );
  expect(gpuWords('mobilenet-v1-pw7', 'pointwise', 0.04)).toMatch(
    /^Compute-bound: 71 % .*Little is left/,
  );
});

test('far below both, neither roof explains it', () => {
  expect(gpuWords(dense, 'naive', 1.02)).toBe(
    'Neither roof explains it: 6.3 % of the GPU roof. Look for launch cost, ' +
      'latency (too few threads) or uncoalesced access.',
  );
});

test('as slow as without any reuse, it is told to reuse', () => {
  // 231 MFLOP at 1/4 FLOP per byte and 200 GB/s are 4.6 ms.
  expect(gpuWords(dense, 'naive', 4.6)).toMatch(
    /1\.4 % of the GPU roof; .*fetched anew\. Reuse what was read/,
  );
});

test('a run that is mostly its launch is told so', () => {
  const tiny = { ...gpu, launchUs: 500 };
  const dot = dotOf(runOf(dense, 'webgpu', 'naive', 1.02), tiny)!;
  expect(sentences(verdictOf(dot, tiny))).toMatch(
    /a launch alone costs 500 µs of 1020 µs\. Give one launch more work/,
  );
});

test('above the roof, the cache or the roof is doubted', () => {
  expect(gpuWords(depthwise, 'depthwise-slide', 0.01)).toMatch(
    /^Above the roof: 161 %; the working set fits in cache, or the roof was measured low\. It is 59 % of the cache's own roof/,
  );
  expect(gpuWords(dense, 'direct', 0.05)).toMatch(
    /^Above the roof: 128 %; it was measured low\. Measure the roofs again/,
  );
});

test('without a roof it says what to do', () => {
  const dot = dotOf(runOf(dense, 'webgpu', 'direct', 1), null)!;
  expect(dot.share).toBeNull();
  expect(sentences(verdictOf(dot, null))).toMatch(/Measure the roofs/);
});

test('every verdict says something to try next', () => {
  for (const backend of ['webgpu', 'wasm', 'reference'] as const)
    for (const preset of [dense, depthwise, 'mobilenet-v1-pw7'])
      for (let ms = 1e-3; ms < 1e4; ms *= 3) {
        const roof = backend === 'webgpu' ? gpu : cpu;
        const dot = dotOf(runOf(preset, backend, 'naive', ms), roof)!;
        const { finding, next } = verdictOf(dot, roof);
        expect(finding).toMatch(/^[A-Z].*\.$/);
        expect(next).toMatch(/^[A-Z].*\.$/);
      }
});

test('the ladder says what it gained', () => {
  const ladders = laddersOf(dotsOf(ladder, [gpu, cpu]));
  expect(ladders.map(ladderSentence)).toEqual([
    'The ladder naive → direct gained 11×.',
    '',
    '',
  ]);
});

test('a simplest kernel that stays the fastest is said to be so', () => {
  const dots = dotsOf(
    [runOf(dense, 'webgpu', 'naive', 1), runOf(dense, 'webgpu', 'direct', 2)],
    [gpu],
  );
  expect(ladderSentence(laddersOf(dots)[0])).toBe(
    'naive is the fastest of 2 kernels here.',
  );
});

test('shares are written with the digits they deserve', () => {
  expect([0.7149, 1, 1.62, 0.0994, 0.0996, 0.0043].map(percent)).toEqual([
    '71 %',
    '100 %',
    '162 %',
    '9.9 %',
    '10 %',
    '0.43 %',
  ]);
});

test('fusing counts both layers’ work and neither’s intermediate', () => {
  const { shapes, options } = conv2d.problem(baseWorkload(conv2d, depthwise));
  const { alone, fused } = pointwiseFusion(conv2dGeometry(shapes, options));
  const pixels = 112 * 112;
  const bytes = 4 * (2 * 32 * pixels + 9 * 32);
  expect(alone).toBeCloseTo((2 * 9 * 32 * pixels) / bytes, 6);
  expect(fused).toBeCloseTo(
    (2 * 9 * 32 * pixels + 2 * 32 * 32 * pixels) / (bytes + 4 * 32 * 32),
    6,
  );
});
