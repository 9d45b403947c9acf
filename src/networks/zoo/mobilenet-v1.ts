/**
 * MobileNetV1, and the same network with dense 3×3 convolutions in place of
 * the depthwise separable ones. Howard et al. 2017,
 * https://arxiv.org/abs/1704.04861; padding and epsilon as in TF-slim.
 */
import { Builder } from '../builder';
import type { Network } from '../graph';
import {
  classify,
  convBn,
  depthwiseBn,
  globalAverage,
  type ScaledOptions,
} from './layers';

export const mobileNetV1Source = 'https://arxiv.org/abs/1704.04861';

/** Table 1 of the paper: channels out and stride of the 13 blocks. */
const blocks: readonly (readonly [out: number, stride: number])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];

const slim = { padding: 'same', epsilon: 1e-3, activation: 'relu6' } as const;

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export const mobileNetV1 = (options?: ScaledOptions): Network =>
  mobileNet('mobilenet-v1', 'MobileNetV1', true, options);

/** "Conv MobileNet" of the paper's table 4. */
export const mobileNetV1Dense = (options?: ScaledOptions): Network =>
  mobileNet(
    'mobilenet-v1-dense',
    'MobileNetV1, full convolutions',
    false,
    options,
  );

function mobileNet(
  id: string,
  title: string,
  separable: boolean,
  {
    resolution = 224,
    batch = 1,
    classes = 1000,
    width = 1,
  }: ScaledOptions = {},
): Network {
  const net = new Builder({ id, title, source: mobileNetV1Source });
  const thin = (channels: number) => Math.max(8, Math.round(channels * width));
  let x = net.input('image', [batch, 3, resolution, resolution]);
  x = convBn(net, 'stem', x, { out: thin(32), kernel: 3, stride: 2, ...slim });
  blocks.forEach(([channels, stride], i) => {
    const name = `block ${i + 1}`;
    const out = thin(channels);
    if (separable) {
      const window = { kernel: 3, stride, ...slim };
      x = depthwiseBn(net, `${name} / depthwise`, x, window);
      x = convBn(net, `${name} / pointwise`, x, { out, kernel: 1, ...slim });
    } else
      x = convBn(net, `${name} / conv`, x, { out, kernel: 3, stride, ...slim });
  });
  return classify(net, globalAverage(net, 'global pool', x), classes);
}
