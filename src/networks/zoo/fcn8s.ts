/**
 * FCN-8s on VGG-16: fully connected layers as convolutions, and scores of
 * three strides summed on the way up. Long et al. 2014,
 * https://arxiv.org/abs/1411.4038. The paper pads the image by 100 and crops;
 * here each layer pads itself, so that the maps align without.
 */
import { invalid } from '../../errors';
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import { activate, type ScaledOptions } from './layers';
import { vggStages } from './vgg16';

export const fcnSource = 'https://arxiv.org/abs/1411.4038';

/** image [N, 3, S, S] → logits [N, classes, S, S]. */
export function fcn8s({
  resolution = 224,
  batch = 1,
  classes = 21,
  width = 1,
}: ScaledOptions = {}): Network {
  if (resolution % 32 !== 0)
    throw invalid(
      `resolution ${resolution}: FCN-8s halves it five times; use ` +
        `${Math.max(32, 32 * Math.round(resolution / 32))}.`,
    );
  const net = new Builder({ id: 'fcn8s', title: 'FCN-8s', source: fcnSource });
  const image = net.input('image', [batch, 3, resolution, resolution]);
  const [, , pool3, pool4, pool5] = vggStages(net, image, width);

  const fc = (name: string, input: Value, kernel: number) =>
    activate(
      net,
      name,
      net.conv(name, input, { out: 4096 * width, kernel, bias: true }),
      'relu',
    );
  const score = (name: string, input: Value) =>
    net.conv(`${name} / score`, input, { out: classes, kernel: 1, bias: true });
  const enlarged = (name: string, input: Value, stride: number) =>
    net.convTranspose(name, input, {
      out: classes,
      kernel: 2 * stride,
      stride,
      padding: stride / 2,
    });
  const joined = (name: string, coarse: Value, fine: Value) =>
    net.add(
      `${name} / add`,
      enlarged(`${name} / upsample`, coarse, 2),
      score(name, fine),
    );

  const stride32 = score('stride 32', fc('fc7', fc('fc6', pool5, 7), 1));
  const stride16 = joined('stride 16', stride32, pool4);
  const stride8 = joined('stride 8', stride16, pool3);
  return net.build(enlarged('logits', stride8, 8));
}
