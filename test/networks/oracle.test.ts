/** Every network, small, from a picture to its answer. */
import { describe, expect, it } from 'vitest';
import { networks } from '../../src/networks';
import { deepLabV3 } from '../../src/networks/zoo/deeplab-v3';
import { denseNet121 } from '../../src/networks/zoo/densenet121';
import { fcn8s } from '../../src/networks/zoo/fcn8s';
import { googLeNet } from '../../src/networks/zoo/googlenet';
import type { Network } from '../../src/networks/graph';
import {
  mobileNetV1,
  mobileNetV1Dense,
} from '../../src/networks/zoo/mobilenet-v1';
import { mobileNetV2 } from '../../src/networks/zoo/mobilenet-v2';
import {
  mobileNetV3Large,
  mobileNetV3Small,
} from '../../src/networks/zoo/mobilenet-v3';
import {
  resNet18,
  resNet50,
  resNet50V1,
  resNeXt50,
} from '../../src/networks/zoo/resnet';
import { resNet50V2 } from '../../src/networks/zoo/resnet-v2';
import { shuffleNetV1 } from '../../src/networks/zoo/shufflenet-v1';
import { shuffleNetV2 } from '../../src/networks/zoo/shufflenet-v2';
import { squeezeNet10, squeezeNet11 } from '../../src/networks/zoo/squeezenet';
import { unet } from '../../src/networks/zoo/unet';
import { vgg16 } from '../../src/networks/zoo/vgg16';
import type { Tensor } from '../../src/ops/tensor';
import { runOracle } from './run-oracle';

const small = { resolution: 32, classes: 10, width: 0.25 };
const tiny: Readonly<Record<string, () => Network>> = {
  vgg16: () => vgg16({ ...small, width: 1 / 8 }),
  resnet18: () => resNet18(small),
  'resnet50-v1': () => resNet50V1(small),
  resnet50: () => resNet50(small),
  'resnet50-v2': () => resNet50V2(small),
  resnext50: () => resNeXt50(small),
  googlenet: () => googLeNet(small),
  densenet121: () => denseNet121(small),
  'mobilenet-v1': () => mobileNetV1(small),
  'mobilenet-v1-dense': () => mobileNetV1Dense(small),
  'mobilenet-v2': () => mobileNetV2(small),
  'mobilenet-v3-large': () => mobileNetV3Large(small),
  'mobilenet-v3-small': () => mobileNetV3Small(small),
  'shufflenet-v1': () => shuffleNetV1(small),
  'shufflenet-v2': () => shuffleNetV2(small),
  'squeezenet-1.0': () => squeezeNet10(small),
  'squeezenet-1.1': () => squeezeNet11(small),
  unet: () => unet({ resolution: 188, classes: 2, width: 1 / 32 }),
  fcn8s: () => fcn8s({ ...small, width: 1 / 16 }),
  'deeplab-v3-resnet50': () => deepLabV3({ ...small, width: 1 / 8 }),
  'deeplab-v3-mobilenet-v2': () =>
    deepLabV3({ ...small, backbone: 'mobilenet-v2' }),
};

const numbers = ({ data }: Tensor) => data as Float32Array;
const spread = (values: Float32Array) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return Math.sqrt(squares / values.length);
};

describe('the oracle', () => {
  it('runs every network with random weights', () => {
    const random = networks.filter(({ weights }) => weights === 'random');
    expect(Object.keys(tiny).sort()).toEqual(random.map(({ id }) => id).sort());
  });

  it.each(Object.keys(tiny))(
    '%s keeps its values in range',
    (id) => {
      const network = tiny[id]();
      const outputs = runOracle(network, 1, (name, tensor) => {
        const far = numbers(tensor).findIndex((x) => !(Math.abs(x) < 1e4));
        expect(far, `${name}[${far}]`).toBe(-1);
      });
      const answer = numbers(outputs[network.outputs[0]]);
      // Neither dead nor blown up.
      expect(spread(answer)).toBeGreaterThan(1e-2);
      expect(spread(answer)).toBeLessThan(1e2);
      const { probabilities } = outputs;
      if (probabilities)
        expect(numbers(probabilities).reduce((a, b) => a + b)).toBeCloseTo(
          1,
          5,
        );
    },
    60_000,
  );

  it('answers by seed: weights and picture', () => {
    const network = tiny.resnet18();
    const answer = (seed: number) => [
      ...numbers(runOracle(network, seed).classifier),
    ];
    expect(answer(2)).toEqual(answer(2));
    expect(answer(2)).not.toEqual(answer(3));
  });
});
