/**
 * VGG-16, configuration D: thirteen 3×3 convolutions, three fully connected
 * layers. Simonyan, Zisserman 2014, https://arxiv.org/abs/1409.1556
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import { activate, classify, type ScaledOptions } from './layers';

export const vggSource = 'https://arxiv.org/abs/1409.1556';

/** Channels of each convolution, stage by stage; a pool ends each stage. */
const stages = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
];

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export function vgg16({
  resolution = 224,
  batch = 1,
  classes = 1000,
  width = 1,
}: ScaledOptions = {}): Network {
  const net = new Builder({ id: 'vgg16', title: 'VGG-16', source: vggSource });
  const image = net.input('image', [batch, 3, resolution, resolution]);
  let x = vggStages(net, image, width)[4];
  for (const name of ['fc6', 'fc7'])
    x = activate(net, name, net.fullyConnected(name, x, 4096 * width), 'relu');
  return classify(net, x, classes);
}

/** The five pooled maps, 1/2 … 1/32 of the image. */
export function vggStages(net: Builder, image: Value, width = 1): Value[] {
  let x = image;
  return stages.map((channels, i) => {
    channels.forEach((count, j) => {
      const name = `conv${i + 1} / ${j + 1}`;
      x = net.conv(name, x, { out: count * width, kernel: 3, bias: true });
      x = activate(net, name, x, 'relu');
    });
    x = net.pool(`conv${i + 1} / pool`, 'maxPool2d', x, {
      kernel: 2,
      stride: 2,
      padding: 0,
    });
    return x;
  });
}
