/**
 * ShuffleNetV2 1×: half of the channels passes by, the other half is worked
 * on, then both are shuffled. Ma et al. 2018, https://arxiv.org/abs/1807.11164
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import {
  classify,
  convBn,
  depthwiseBn,
  globalAverage,
  type ImageOptions,
} from './layers';

export const shuffleNetV2Source = 'https://arxiv.org/abs/1807.11164';

/** Table 5 of the paper, column 1×. */
const stages = [
  { out: 116, count: 4 },
  { out: 232, count: 8 },
  { out: 464, count: 4 },
];

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export function shuffleNetV2({
  resolution = 224,
  batch = 1,
  classes = 1000,
}: ImageOptions = {}): Network {
  const net = new Builder({
    id: 'shufflenet-v2',
    title: 'ShuffleNetV2 1×',
    source: shuffleNetV2Source,
  });
  let x = net.input('image', [batch, 3, resolution, resolution]);
  x = convBn(net, 'stem', x, { out: 24, kernel: 3, stride: 2 });
  x = net.pool('stem / pool', 'maxPool2d', x, { kernel: 3, stride: 2 });
  stages.forEach(({ out, count }, i) => {
    for (let j = 1; j <= count; j++) {
      const name = `stage ${i + 2}.${j}`;
      const halves =
        j === 1 ? halved(net, name, x, out / 2) : split(net, name, x);
      x = net.concat(`${name} / concat`, halves);
      x = net.node(
        `${name} / shuffle`,
        'channelShuffle',
        { input: x },
        { groups: 2 },
      );
    }
  });
  x = convBn(net, 'head', x, { out: 1024, kernel: 1 });
  return classify(net, globalAverage(net, 'global pool', x), classes);
}

/** Stride 1: the first half as it is, the second worked on. */
function split(net: Builder, name: string, input: Value): Value[] {
  const [batch, channels, height, width] = input.shape;
  const half = (part: string, start: number) =>
    net.node(
      `${name} / ${part}`,
      'slice',
      { input },
      {
        starts: [0, start, 0, 0],
        sizes: [batch, channels / 2, height, width],
      },
    );
  return [
    half('keep', 0),
    worked(net, name, half('take', channels / 2), channels / 2, 1),
  ];
}

/** Stride 2: both branches read all channels. */
const halved = (net: Builder, name: string, input: Value, out: number) => {
  const shortcut = depthwiseBn(net, `${name} / shortcut depthwise`, input, {
    kernel: 3,
    stride: 2,
    activation: 'none',
  });
  return [
    convBn(net, `${name} / shortcut`, shortcut, { out, kernel: 1 }),
    worked(net, name, input, out, 2),
  ];
};

function worked(
  net: Builder,
  name: string,
  input: Value,
  out: number,
  stride: number,
): Value {
  let x = convBn(net, `${name} / first`, input, { out, kernel: 1 });
  x = depthwiseBn(net, `${name} / depthwise`, x, {
    kernel: 3,
    stride,
    activation: 'none',
  });
  return convBn(net, `${name} / second`, x, { out, kernel: 1 });
}
