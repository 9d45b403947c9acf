/** The pure parts of the page See it work. */
import { expect, test } from 'vitest';
import type { LayerInfo, Stats } from '../../src/engine/api';
import { agreement, personShare } from '../../src/ui/see/agree';
import {
  channelOf,
  mapLayers,
  paint,
  summaryOf,
} from '../../src/ui/see/feature-maps';
import {
  initialSettings,
  readLink,
  sameLink,
  writeLink,
} from '../../src/ui/see/link';
import type { Measured } from '../../src/ui/see/measure';
import type { Answer } from '../../src/ui/see/pipeline';
import { endOf, frameRows, stageRows } from '../../src/ui/see/stage-rows';
import { faceText, headlineOf, percent } from '../../src/ui/see/words';

const face = (score: number, ...box: [number, number, number, number]) => ({
  ...{ score, box, keypoints: [] },
});
const faces = (...all: ReturnType<typeof face>[]): Answer => ({
  ...{ kind: 'faces', faces: all },
});
const mask = (...values: number[]): Answer => ({
  ...{ kind: 'mask', side: 2, mask: Float32Array.from(values) },
});

test('a link keeps what differs, and survives nonsense', () => {
  expect(writeLink(initialSettings)).toEqual({});
  const settings = {
    ...initialSettings,
    ...{
      model: 'ssd-face',
      source: 'camera',
      score: 0.62,
      layer: 'block 1 / a',
    },
    ...{ on: 'wasm' as const, view: 'tint' as const },
  };
  const link = new URLSearchParams(writeLink(settings));
  expect(readLink(link)).toEqual(settings);
  expect(sameLink(readLink(link), settings)).toBe(true);
  expect(
    readLink(
      new URLSearchParams('model=vgg16&source=../x&score=7&view=x&on=npu'),
    ),
  ).toEqual(initialSettings);
});

test('answers agree by overlap and score, above the slider', () => {
  const cpu = faces(face(0.9, 0, 0, 10, 10), face(0.3, 5, 5, 6, 6));
  const gpu = faces(face(0.8, 0, 0, 10, 5));
  expect(agreement(cpu, gpu, 0.5)).toEqual({
    ...{ iou: 0.5, difference: expect.closeTo(0.1) },
  });
  expect(agreement(cpu, gpu, 0.1)).toBeNull();
  expect(agreement(faces(), faces(), 0.5)).toEqual({ iou: 1, difference: 0 });
  expect(agreement(cpu, mask(1, 1, 1, 1), 0.5)).toBeNull();
  expect(agreement(mask(1, 1, 0, 0), mask(1, 0, 0, 0), 0.5)).toEqual({
    ...{ iou: 0.5, difference: 1 },
  });
});

test('answers in words', () => {
  expect(headlineOf(faces(), 0.5)).toEqual({ figure: 'No', what: 'face' });
  const two = faces(face(0.9, 0, 0, 1, 1), face(0.6, 2, 2, 3, 3));
  expect(headlineOf(two, 0.5)).toEqual({ figure: '2', what: 'faces' });
  expect(headlineOf(two, 0.7)).toEqual({ figure: '1', what: 'face' });
  expect(headlineOf(mask(1, 1, 1, 0), 0.5).figure).toBe('75 %');
  expect(personShare(Float32Array.of(0.4, 0.6))).toBe(0.5);
  expect(faceText(face(0.973, 181.03, 71.09, 264.7, 175.8))).toBe(
    'score 0.97, 84 × 105 at 181, 71',
  );
  expect([0, 0.001, 0.5, 1].map(percent)).toEqual([
    ...['0 %', 'below 1 %', '50 %', '100 %'],
  ]);
});

const stats = (medianMs: number): Stats => ({
  ...{ medianMs, p20Ms: medianMs, p80Ms: medianMs, minMs: medianMs, n: 3 },
});
const measured = (network: number, whole: number): Measured => ({
  stages: {
    ...{ preprocess: stats(2), upload: stats(1), network: stats(network) },
    ...{ readback: stats(1), decode: null, nms: null },
  },
  ...{ whole: stats(whole), threads: 1 },
});

test('stages follow each other, and the rest comes last', () => {
  const rows = stageRows({ wasm: measured(10, 20), webgpu: measured(3, 6) });
  expect(rows.map(({ title }) => title)).toEqual([
    ...['Preprocess', 'Upload', 'Network', 'Readback', 'Rest'],
  ]);
  expect(rows[2].spans).toEqual({
    wasm: { start: 3, ms: 10 },
    webgpu: { start: 3, ms: 3 },
  });
  // Where the parts are longer than the whole there is no rest.
  expect(rows[4].spans).toEqual({ wasm: { start: 14, ms: 6 } });
  expect([endOf(rows), endOf(rows, 'wasm'), endOf(rows, 'webgpu')]).toEqual([
    ...[20, 20, 7],
  ]);
  expect(rows.map(({ isShared }) => isShared)).toEqual([
    ...[true, false, false, false, false],
  ]);
  expect(stageRows({ wasm: null })).toEqual([]);
});

test('a frame has no NMS where there is nothing to suppress', () => {
  const pace = {
    ...{ fps: 30, grab: 1 },
    parts: { preprocess: 2, run: 8, decode: 1, nms: null },
  };
  const rows = frameRows(pace, 'webgpu');
  expect(rows.map(({ title }) => title)).toEqual([
    ...['Take', 'Preprocess', 'Network', 'Decode'],
  ]);
  expect(rows[2].spans.webgpu).toEqual({ start: 3, ms: 8 });
});

const layer = (
  name: string,
  shape: number[],
  kernel: string | null = 'naive',
): LayerInfo => ({
  ...{ name, op: 'conv2d', kernel, options: {}, inputs: {}, shapes: {} },
  ...{ outputs: { output: `${name} out` }, outputShapes: { output: shape } },
  ...{ constants: {}, chosen: null, fused: [] },
  cost: {} as LayerInfo['cost'],
});

test('layers that make maps, and no others', () => {
  expect(
    mapLayers([
      layer('conv', [1, 8, 4, 6]),
      layer('reshape', [1, 8, 4, 6], null),
      layer('pooled', [1, 8, 1, 1]),
      layer('rows', [1, 24, 8]),
    ]),
  ).toEqual([
    {
      ...{ name: 'conv', op: 'conv2d', value: 'conv out' },
      ...{ channels: 8, height: 4, width: 6 },
    },
  ]);
});

test('a map is painted between its ends', () => {
  const values = {
    ...{ shape: [1, 2, 1, 3], dtype: 'float32' as const },
    data: Float32Array.of(9, 9, 9, 0, -2, 2),
  };
  const map = channelOf(values, 1);
  const summary = summaryOf(map);
  expect(summary).toEqual({ min: -2, max: 2, mean: 0, zeros: 1 / 3 });
  const grey = paint(map, [3, 1], summary, 'grey');
  expect([...grey.data].filter((_, i) => i % 4 === 0)).toEqual([128, 0, 255]);
  const flat = paint(Float32Array.of(5), [1, 1], { min: 5, max: 5 }, 'heat');
  expect([...flat.data]).toEqual([4, 3, 20, 255]);
});
