/**
 * Trained networks on the WASM backend against answers that other runtimes
 * gave (they are beside the project, not part of it).
 */
import { existsSync, readFileSync } from 'node:fs';
import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { LocalEngine } from '../../src/engine/engine';
import type { Network } from '../../src/networks/graph';
import { trainedNetworks } from '../../src/networks/trained';
import {
  blazefaceAnchors,
  ssdFaceAnchors,
} from '../../src/networks/trained/anchors';
import { blazeface } from '../../src/networks/trained/blazeface';
import {
  decodeBlazeface,
  decodeSsd,
  type Candidates,
} from '../../src/networks/trained/decode';
import { selfieSegmentation } from '../../src/networks/trained/selfie';
import { ssdFace } from '../../src/networks/trained/ssd-face';
import type { Tensor, Tensors } from '../../src/ops/tensor';

const folder = new URL('../../../shared/models/reference/', import.meta.url);
const isHere = existsSync(folder);
const engine = new LocalEngine({ backend: 'wasm' });
afterAll(() => engine.dispose());
// Whole networks on a processor that may have other work.
vi.setConfig({ testTimeout: 60_000 });

const file = (name: string) => readFileSync(new URL(name, folder));
const floats = (name: string): Float32Array => {
  const { buffer, byteOffset, byteLength } = file(name);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
};

/** Of an image [H, W, 3 or 4] the planes [1, 3, H, W]. */
function planes(
  pixels: ArrayLike<number>,
  side: number,
  value = (x: number) => x,
): Tensor {
  const channels = pixels.length / side ** 2;
  const data = new Float32Array(3 * side ** 2);
  for (let i = 0; i < side ** 2; i++)
    for (let c = 0; c < 3; c++)
      data[c * side ** 2 + i] = value(pixels[channels * i + c]);
  return { shape: [1, 3, side, side], dtype: 'float32', data };
}

async function answer(network: Network, input: Tensor): Promise<Tensors> {
  const prepared = await engine.prepareNetwork(network);
  try {
    return await prepared.run({ input });
  } finally {
    await prepared.dispose();
  }
}

async function best({ boxes, scores }: Candidates, iouThreshold: number) {
  const n = scores.length;
  const { outputs } = await engine.run('nms', {
    inputs: {
      boxes: { shape: [n, 4], dtype: 'float32', data: boxes },
      scores: { shape: [n], dtype: 'float32', data: scores },
    },
    options: { iouThreshold, scoreThreshold: 0.5 },
  });
  return [...(outputs.output.data as Int32Array)].map((index) => ({
    index,
    score: scores[index],
    box: [...boxes.subarray(4 * index, 4 * index + 4)],
  }));
}

function relativeDifference(actual: Float32Array, expected: Float32Array) {
  expect(actual).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((e, i) => Math.abs(e - actual[i]))) / largest;
}

function iou(a: readonly number[], b: readonly number[]): number {
  const side = (axis: number) =>
    Math.max(
      0,
      Math.min(a[axis + 2], b[axis + 2]) - Math.max(a[axis], b[axis]),
    );
  const area = (box: readonly number[]) =>
    (box[2] - box[0]) * (box[3] - box[1]);
  const overlap = side(0) * side(1);
  return overlap / (area(a) + area(b) - overlap);
}

it.each(trainedNetworks)('$id builds and says what it is', async (entry) => {
  const network = await entry.build();
  expect(network).toMatchObject({ id: entry.id, title: entry.title });
  expect(() => entry.build({ width: '1' })).toThrow(/no parameter "width"/);
});

describe.skipIf(!isHere)('against the reference', () => {
  it('BlazeFace finds the astronaut', async () => {
    const network = await blazeface();
    const pixels = floats('blazeface_astronaut_input.f32');
    const outputs = await answer(network, planes(pixels, 256));
    const logits = ['logits 1 rows', 'logits 2 rows'].map((n) => outputs[n]);
    const boxes = ['boxes 1 rows', 'boxes 2 rows'].map((n) => outputs[n]);
    for (const [got, name] of [
      [boxes[0], 'boxes512'],
      [boxes[1], 'boxes384'],
    ] as const)
      expect(
        relativeDifference(
          got.data as Float32Array,
          floats(`blazeface_astronaut_${name}.f32`),
        ),
      ).toBeLessThan(1e-3);

    const found = await best(
      decodeBlazeface(logits, boxes, blazefaceAnchors()),
      0.1,
    );
    const reference = JSON.parse(String(file('blazeface.json')));
    const [face] = reference.images['astronaut.jpg'].faces;
    expect(found).toHaveLength(1);
    expect(found[0].index).toBe(face.anchor);
    expect(found[0].score).toBeCloseTo(face.score, 2);
    // The picture is twice as large as the input.
    const inPicture = found[0].box.map((x) => 2 * x);
    expect(iou(inPicture, face.boxPx)).toBeGreaterThan(0.95);
  });

  it('SSD MobileNetV1 predicts the boxes that face-api does', async () => {
    const picture = new URL(
      '../../src/assets/pictures/astronaut.jpg',
      import.meta.url,
    );
    const { data } = decodeJpeg(readFileSync(picture), { useTArray: true });
    const input = planes(data, 512, (x) => x / 127.5 - 1);
    const outputs = await answer(await ssdFace(), input);
    const candidates = decodeSsd(
      outputs.encodings,
      outputs.logits,
      await ssdFaceAnchors(),
      512,
    );
    const found = await best(candidates, 0.5);
    expect(found).toHaveLength(1);
    const reference = JSON.parse(String(file('faceapi.json')));
    const [face] = reference.images['astronaut.jpg'].ssd;
    const [x, y, width, height] = face.box;
    expect(found[0].score).toBeCloseTo(face.score, 2);
    expect(iou(found[0].box, [x, y, x + width, y + height])).toBeGreaterThan(
      0.95,
    );
  });

  it('selfie segmentation masks the astronaut', async () => {
    const { data } = PNG.sync.read(
      file('in_selfie_segmentation_astronaut.png'),
    );
    const network = await selfieSegmentation();
    const input = planes(data, 256, (x) => x / 255);
    const outputs = await answer(network, input);
    const mask = outputs[network.outputs[0]].data as Float32Array;
    const expected = floats('selfie_segmentation_astronaut_mask.f32');
    expect(relativeDifference(mask, expected)).toBeLessThan(1e-3);
    const inside = (values: Float32Array) => values.map((x) => +(x > 0.5));
    const [ours, theirs] = [inside(mask), inside(expected)];
    const both = ours.filter((x, i) => x && theirs[i]).length;
    const either = ours.filter((x, i) => x || theirs[i]).length;
    expect(both / either).toBeGreaterThan(0.98);
  });
});
