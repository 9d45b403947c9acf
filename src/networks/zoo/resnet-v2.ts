/**
 * ResNet-50 v2: batch norm and ReLU before each convolution, nothing after
 * the addition. He et al. 2016, https://arxiv.org/abs/1603.05027
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import {
  activate,
  classify,
  globalAverage,
  type ScaledOptions,
} from './layers';
import { resNet50Plan, resNetStem } from './resnet';

export const resNetV2Source = 'https://arxiv.org/abs/1603.05027';

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export function resNet50V2({
  resolution = 224,
  batch = 1,
  classes = 1000,
  width = 1,
}: ScaledOptions = {}): Network {
  const net = new Builder({
    id: 'resnet50-v2',
    title: 'ResNet-50 v2',
    source: resNetV2Source,
  });
  const image = net.input('image', [batch, 3, resolution, resolution]);
  let x = resNetStem(net, image, 64 * width);
  resNet50Plan.blocks.forEach((count, stage) => {
    for (let i = 0; i < count; i++) {
      const stride = i === 0 && stage > 0 ? 2 : 1;
      x = unit(
        net,
        `conv${stage + 2}_${i + 1}`,
        x,
        (64 << stage) * width,
        stride,
      );
    }
  });
  const last = preActivate(net, 'head', x);
  return classify(net, globalAverage(net, 'global pool', last), classes);
}

const preActivate = (net: Builder, name: string, input: Value, gain = 1) =>
  activate(
    net,
    name,
    net.batchNorm(`${name} bn`, input, undefined, gain),
    'relu',
  );

function unit(
  net: Builder,
  name: string,
  input: Value,
  width: number,
  stride: number,
): Value {
  const out = 4 * width;
  const projects = input.shape[1] !== out;
  // The stem has activated already what the very first unit reads.
  const active =
    name === 'conv2_1' ? input : preActivate(net, `${name} / reduce`, input);
  let x = net.conv(`${name} / reduce`, active, { out: width, kernel: 1 });
  x = preActivate(net, `${name} / 3×3`, x);
  x = net.conv(`${name} / 3×3`, x, { out: width, kernel: 3, stride });
  // What precedes the last convolution sets how much the branch adds.
  x = preActivate(net, `${name} / expand`, x, 0.5);
  x = net.conv(`${name} / expand`, x, { out, kernel: 1 });
  const shortcut = projects
    ? net.conv(`${name} / shortcut`, active, { out, kernel: 1, stride })
    : input;
  return net.add(`${name} / add`, x, shortcut);
}
