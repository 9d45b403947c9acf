/**
 * SSD on MobileNetV1 that finds faces: face-api's weights, whose topology is
 * in its sources. 512×512 RGB in [-1, 1] → encodings of 5118 boxes and their
 * class logits. Liu et al. 2016 (SSD), Howard et al. 2017 (MobileNet).
 */
import { unsupported } from '../../errors';
import { Builder, windowOptions, type Value, type Window } from '../builder';
import type { Shape } from '../../ops/tensor';
import type { Network } from '../graph';
import { trained } from '../weights';
import { ssdFaceSide } from './anchors';
import { bytesOf, files, jsonOf } from './files';
import { hwcmToOihw, hwioToOihw, permuted } from './permute';
import {
  readTfjsWeights,
  type Manifest,
  type TfjsWeight,
} from './tfjs-weights';

/** Blocks of the backbone that halve the image. */
const halving = [2, 4, 6, 12];
/** The prediction layers' strides, by position. */
const extraStrides = [1, 2, 1, 2, 1, 2, 1, 2];
/** Batch norm of the depthwise layers. */
const epsilon = 0.001;

function options(shape: Shape, window: Window) {
  const { kernel: _, ...rest } = windowOptions(shape, window);
  return rest;
}

export async function ssdFace(): Promise<Network> {
  const [manifest, bytes] = await Promise.all([
    jsonOf(files.ssdFaceManifest),
    bytesOf(files.ssdFaceWeights),
  ]);
  return ssdFaceOf(readTfjsWeights(manifest as Manifest, bytes));
}

function ssdFaceOf(weights: Map<string, TfjsWeight>): Network {
  const b = new Builder({
    id: 'ssd-face',
    title: 'SSD MobileNetV1 faces',
    source: 'https://github.com/vladmandic/face-api (MIT)',
  });
  const stored = (name: string): TfjsWeight => {
    const weight = weights.get(name);
    if (!weight)
      throw unsupported(
        `ssd-face has no weight "${name}"; use face-api's own file.`,
      );
    return weight;
  };
  const vector = (name: string): Value => {
    const { shape, data } = stored(name);
    return b.weight(name, trained(shape, data));
  };
  const filter = (name: string, axes: readonly number[]): Value => {
    const { shape, data } = stored(name);
    const turned = permuted(data, shape, axes);
    return b.weight(name, trained(turned.shape, turned.data));
  };
  const relu6 = (name: string, input: Value) =>
    b.node(`${name} relu6`, 'clamp', { input }, { minValue: 0, maxValue: 6 });

  const dense = (
    name: string,
    path: string,
    input: Value,
    stride: number,
  ): Value => {
    const weight = filter(`${path}/weights`, hwioToOihw);
    const conv = b.node(
      name,
      'conv2d',
      { input, filter: weight, bias: vector(`${path}/convolution_bn_offset`) },
      options(input.shape, {
        kernel: weight.shape[2],
        stride,
        padding: 'same',
      }),
    );
    return relu6(name, conv);
  };
  const depthwise = (
    name: string,
    path: string,
    input: Value,
    stride: number,
  ): Value => {
    const groups = input.shape[1];
    const conv = b.node(
      name,
      'conv2d',
      { input, filter: filter(`${path}/depthwise_weights`, hwcmToOihw) },
      {
        ...options(input.shape, { kernel: 3, stride, padding: 'same' }),
        groups,
      },
    );
    const norm = b.node(
      `${name} bn`,
      'batchNormalization',
      {
        input: conv,
        mean: vector(`${path}/BatchNorm/moving_mean`),
        variance: vector(`${path}/BatchNorm/moving_variance`),
        scale: vector(`${path}/BatchNorm/gamma`),
        bias: vector(`${path}/BatchNorm/beta`),
      },
      { axis: 1, epsilon },
    );
    return relu6(name, norm);
  };

  const input = b.input('input', [1, 3, ssdFaceSide, ssdFaceSide]);
  let x = dense('stem', 'MobilenetV1/Conv2d_0_pointwise', input, 2);
  const taps: Value[] = [];
  for (let i = 1; i <= 13; i++) {
    const path = `MobilenetV1/Conv2d_${i}`;
    const stride = halving.includes(i) ? 2 : 1;
    x = depthwise(`block ${i} / depthwise`, `${path}_depthwise`, x, stride);
    x = dense(`block ${i} / pointwise`, `${path}_pointwise`, x, 1);
    if (i === 11) taps.push(x);
  }
  taps.push(x);
  extraStrides.forEach((stride, i) => {
    const path = `Prediction/Conv2d_${i}_pointwise`;
    x = dense(`extra ${i + 1}`, path, x, stride);
    if (stride === 2) taps.push(x);
  });

  /** One row of `length` numbers for every box of every tap. */
  const predicted = (role: string, path: string, length: number) =>
    taps.map((tap, i) => {
      const name = `boxes ${i} / ${role}`;
      const full = `Prediction/BoxPredictor_${i}/${path}`;
      const conv = b.node(name, 'conv2d', {
        input: tap,
        filter: filter(`${full}/weights`, hwioToOihw),
        bias: vector(`${full}/biases`),
      });
      return b.rows(name, conv, length);
    });
  return b.build(
    b.concat('encodings', predicted('encoding', 'BoxEncodingPredictor', 4)),
    b.concat('logits', predicted('class', 'ClassPredictor', 3)),
  );
}
