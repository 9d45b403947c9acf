/** Pictures in, faces and masks out: preprocessing, decoding, suppression. */
import { readFileSync } from 'node:fs';
import { decode as decodeJpeg } from 'jpeg-js';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import { networkById } from '../../src/networks';
import {
  preprocessed,
  scalesOf,
  type Preprocess,
} from '../../src/networks/trained/preprocess';
import { inPicture, taskOf, tasks } from '../../src/networks/trained/tasks';
import { facesIn, iou, maskOf } from './see';

const engine = new LocalEngine({ backend: 'wasm' });
afterAll(() => engine.dispose());
// Whole networks on a processor that may have other work.
vi.setConfig({ testTimeout: 60_000 });

const picture = (name: string) =>
  decodeJpeg(
    readFileSync(
      new URL(`../../src/assets/pictures/${name}.jpg`, import.meta.url),
    ),
    { useTArray: true, formatAsRGBA: true },
  );

/** RGBA whose channels are the given numbers, the same in each. */
const grey = (width: number, height: number, values: number[]) => ({
  width,
  height,
  data: Uint8ClampedArray.from(values.flatMap((v) => [v, v, v, 255])),
});

const plain = { scale: 1, offset: 0, fit: 'stretch' } as const;

describe('preprocessing', () => {
  it('keeps channels apart and scales bytes', () => {
    const pixels = {
      ...{ width: 1, height: 1 },
      data: Uint8ClampedArray.of(0, 255, 51, 255),
    };
    const how: Preprocess = {
      ...{ side: 1, fit: 'stretch', sampling: 'corner' },
      ...{ scale: 1 / 127.5, offset: -1 },
    };
    const { shape, data } = preprocessed(pixels, how);
    expect(shape).toEqual([1, 3, 1, 1]);
    expect([...data]).toEqual([-1, 1, expect.closeTo(-0.6)]);
  });

  it('samples at corners as TensorFlow does', () => {
    const row = [0, 30, 60, 90, 120, 150];
    const pixels = grey(6, 6, Array.from({ length: 6 }, () => row).flat());
    const four = preprocessed(pixels, {
      ...plain,
      ...{ side: 4, sampling: 'corner' },
    });
    // At 0, 1.5, 3 and 4.5.
    expect([...four.data.subarray(0, 4)]).toEqual([0, 45, 90, 135]);
    const eight = preprocessed(grey(2, 2, [0, 80, 0, 80]), {
      ...plain,
      ...{ side: 4, sampling: 'corner' },
    });
    // The last has no neighbour.
    expect([...eight.data.subarray(0, 4)]).toEqual([0, 40, 80, 80]);
  });

  it('means over an area where the picture is larger', () => {
    const pixels = grey(
      4,
      4,
      Array.from({ length: 4 }, () => [0, 0, 80, 80]).flat(),
    );
    const { data } = preprocessed(pixels, {
      ...plain,
      ...{ side: 2, sampling: 'area' },
    });
    // Triangles of 2 about 1 and 3: weights 3, 3, 1 of 7 from their own side.
    expect(data[0]).toBeCloseTo(80 / 7, 4);
    expect(data[1]).toBeCloseTo((80 * 6) / 7, 4);
  });

  it('pads at the right and at the bottom with black', () => {
    const how: Preprocess = {
      ...{ side: 4, fit: 'pad', sampling: 'corner' },
      ...{ scale: 1 / 127.5, offset: -1 },
    };
    const wide = grey(4, 2, Array(8).fill(255));
    const { data } = preprocessed(wide, how);
    expect([...data.subarray(0, 16)]).toEqual([
      ...Array(8).fill(1),
      ...Array(8).fill(-1),
    ]);
    expect(scalesOf(wide, how)).toEqual({ x: 1, y: 1 });
    expect(scalesOf({ width: 300, height: 600 }, how)).toEqual({
      x: 150,
      y: 150,
    });
  });
});

it('moves boxes and points by their own axis', () => {
  const moved = inPicture(
    {
      ...{ boxes: Float32Array.of(1, 2, 3, 4), scores: Float32Array.of(1) },
      ...{ keypoints: Float32Array.of(5, 6), keypointsPerBox: 1 },
    },
    { x: 10, y: 100 },
  );
  expect([...moved.boxes]).toEqual([10, 200, 30, 400]);
  expect([...moved.keypoints]).toEqual([50, 600]);
});

it('has a task for every trained network, and no other', () => {
  for (const { id, title } of tasks)
    expect(networkById(id)).toMatchObject({ id, title, weights: 'trained' });
  expect(() => taskOf('vgg16')).toThrow(/sees nothing; use one of ssd-face/);
});

// Scores and boxes that TensorFlow.js 4.22 gave for the same photographs.
describe.each([
  {
    id: 'ssd-face',
    name: 'astronaut',
    score: 0.973,
    box: [181, 71.1, 264.7, 175.8],
  },
  {
    id: 'ssd-face',
    name: 'camera',
    score: 0.74,
    box: [202.4, 120.2, 255.7, 199.5],
  },
  {
    id: 'blazeface',
    name: 'astronaut',
    score: 0.864,
    box: [173.7, 76.5, 277, 179.9],
  },
  {
    id: 'blazeface',
    name: 'camera',
    score: 0.736,
    box: [181.9, 126.5, 253.8, 198.4],
  },
])('$id', ({ id, name, score, box }) => {
  it(`finds the one face in ${name}`, async () => {
    const faces = await facesIn(engine, id, picture(name), 'wasm');
    expect(faces).toHaveLength(1);
    expect(Math.abs(faces[0].score - score)).toBeLessThan(0.015);
    expect(iou(faces[0].box, box)).toBeGreaterThan(0.95);
  });
});

it.each(['ssd-face', 'blazeface'])('%s finds nobody in coffee', async (id) => {
  expect(await facesIn(engine, id, picture('coffee'), 'wasm')).toEqual([]);
});

it('masks the astronaut, not the flag behind her', async () => {
  const mask = await maskOf(
    engine,
    'selfie-segmentation',
    picture('astronaut'),
    'wasm',
  );
  const inside = mask.filter((share) => share > 0.5).length / mask.length;
  // MediaPipe's own runtime: 0.5456 of the picture.
  expect(inside).toBeCloseTo(0.5456, 2);
});
