/**
 * DenseNet-121: every layer reads all earlier ones of its block.
 * Huang et al. 2016, https://arxiv.org/abs/1608.06993
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import {
  activate,
  classify,
  globalAverage,
  type ScaledOptions,
} from './layers';
import { resNetStem } from './resnet';

export const denseNetSource = 'https://arxiv.org/abs/1608.06993';

const layersOfBlock = [6, 12, 24, 16];

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export function denseNet121({
  resolution = 224,
  batch = 1,
  classes = 1000,
  width = 1,
}: ScaledOptions = {}): Network {
  const net = new Builder({
    id: 'densenet121',
    title: 'DenseNet-121',
    source: denseNetSource,
  });
  const image = net.input('image', [batch, 3, resolution, resolution]);
  let x = resNetStem(net, image, 64 * width);
  layersOfBlock.forEach((layers, block) => {
    for (let i = 1; i <= layers; i++)
      x = layer(net, `block ${block + 1} / layer ${i}`, x, 32 * width);
    if (block < layersOfBlock.length - 1)
      x = transition(net, `transition ${block + 1}`, x);
  });
  x = normedRelu(net, 'head', x);
  return classify(net, globalAverage(net, 'global pool', x), classes);
}

const normedRelu = (net: Builder, name: string, input: Value): Value =>
  activate(net, name, net.batchNorm(`${name} bn`, input), 'relu');

/** 1×1 to four times the growth ("DenseNet-B"), then 3×3. */
function layer(
  net: Builder,
  name: string,
  input: Value,
  growth: number,
): Value {
  let x = normedRelu(net, `${name} 1×1`, input);
  x = net.conv(`${name} 1×1`, x, { out: 4 * growth, kernel: 1 });
  x = normedRelu(net, `${name} 3×3`, x);
  x = net.conv(`${name} 3×3`, x, { out: growth, kernel: 3 });
  return net.concat(`${name} concat`, [input, x]);
}

/** Half of the channels, half of each side ("DenseNet-C"). */
function transition(net: Builder, name: string, input: Value): Value {
  const x = net.conv(
    `${name} / conv`,
    normedRelu(net, `${name} / conv`, input),
    {
      out: input.shape[1] / 2,
      kernel: 1,
    },
  );
  return net.pool(`${name} / pool`, 'averagePool2d', x, {
    kernel: 2,
    stride: 2,
    padding: 0,
  });
}
