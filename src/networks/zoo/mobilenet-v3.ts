/**
 * MobileNetV3, Large and Small: searched inverted residuals, some with squeeze
 * and excitation, hard-swish in the deeper half. Howard et al. 2019,
 * https://arxiv.org/abs/1905.02244
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import {
  activate,
  branchEnd,
  classify,
  convBn,
  depthwiseBn,
  divisibleBy8,
  globalAverage,
  relu,
  type Activation,
  type ImageOptions,
} from './layers';

export const mobileNetV3Source = 'https://arxiv.org/abs/1905.02244';

type Block = readonly [
  kernel: 3 | 5,
  expanded: number,
  out: number,
  excite: boolean,
  activation: Activation,
  stride: number,
];
interface Plan {
  readonly blocks: readonly Block[];
  /** Channels of the last convolution, and of the layer before the classes. */
  readonly last: number;
  readonly head: number;
}

const RE = 'relu';
const HS = 'hard-swish';

/** Table 1 of the paper. */
const large: Plan = {
  blocks: [
    [3, 16, 16, false, RE, 1],
    [3, 64, 24, false, RE, 2],
    [3, 72, 24, false, RE, 1],
    [5, 72, 40, true, RE, 2],
    [5, 120, 40, true, RE, 1],
    [5, 120, 40, true, RE, 1],
    [3, 240, 80, false, HS, 2],
    [3, 200, 80, false, HS, 1],
    [3, 184, 80, false, HS, 1],
    [3, 184, 80, false, HS, 1],
    [3, 480, 112, true, HS, 1],
    [3, 672, 112, true, HS, 1],
    [5, 672, 160, true, HS, 2],
    [5, 960, 160, true, HS, 1],
    [5, 960, 160, true, HS, 1],
  ],
  last: 960,
  head: 1280,
};

/** Table 2. */
const small: Plan = {
  blocks: [
    [3, 16, 16, true, RE, 2],
    [3, 72, 24, false, RE, 2],
    [3, 88, 24, false, RE, 1],
    [5, 96, 40, true, HS, 2],
    [5, 240, 40, true, HS, 1],
    [5, 240, 40, true, HS, 1],
    [5, 120, 48, true, HS, 1],
    [5, 144, 48, true, HS, 1],
    [5, 288, 96, true, HS, 2],
    [5, 576, 96, true, HS, 1],
    [5, 576, 96, true, HS, 1],
  ],
  last: 576,
  head: 1024,
};

const slim = { padding: 'same', epsilon: 1e-3 } as const;

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export const mobileNetV3Large = (options?: ImageOptions): Network =>
  mobileNetV3('mobilenet-v3-large', 'MobileNetV3-Large', large, options);

export const mobileNetV3Small = (options?: ImageOptions): Network =>
  mobileNetV3('mobilenet-v3-small', 'MobileNetV3-Small', small, options);

function mobileNetV3(
  id: string,
  title: string,
  { blocks, last, head }: Plan,
  { resolution = 224, batch = 1, classes = 1000 }: ImageOptions = {},
): Network {
  const net = new Builder({ id, title, source: mobileNetV3Source });
  let x = net.input('image', [batch, 3, resolution, resolution]);
  x = convBn(net, 'stem', x, {
    out: 16,
    kernel: 3,
    stride: 2,
    activation: HS,
    ...slim,
  });
  blocks.forEach((block, i) => {
    x = blockOf(net, `block ${i + 1}`, x, block);
  });
  x = convBn(net, 'head / conv', x, {
    out: last,
    kernel: 1,
    activation: HS,
    ...slim,
  });
  // "conv2d, NBN": no batch norm once the planes are pooled.
  x = globalAverage(net, 'head / global pool', x);
  x = net.conv('head / features', x, { out: head, kernel: 1, bias: true });
  return classify(net, activate(net, 'head / features', x, HS), classes);
}

function blockOf(
  net: Builder,
  name: string,
  input: Value,
  [kernel, expanded, out, excite, activation, stride]: Block,
): Value {
  const channels = input.shape[1];
  let x =
    expanded === channels
      ? input
      : convBn(net, `${name} / expand`, input, {
          out: expanded,
          kernel: 1,
          activation,
          ...slim,
        });
  x = depthwiseBn(net, `${name} / depthwise`, x, {
    kernel,
    stride,
    activation,
    ...slim,
  });
  if (excite) x = squeezeExcite(net, `${name} / SE`, x);
  const project = { out, kernel: 1, ...slim };
  if (stride > 1 || channels !== out)
    return convBn(net, `${name} / project`, x, {
      ...project,
      activation: 'none',
    });
  const branch = branchEnd(net, `${name} / project`, x, project);
  return net.add(`${name} / add`, branch, input);
}

/** Scales each channel by what the mean of all of them says; a quarter wide. */
function squeezeExcite(net: Builder, name: string, input: Value): Value {
  const channels = input.shape[1];
  let x = globalAverage(net, `${name} pool`, input);
  x = net.conv(`${name} squeeze`, x, {
    out: divisibleBy8(channels / 4),
    kernel: 1,
    bias: true,
  });
  x = relu(net, `${name} squeeze relu`, x);
  x = net.conv(`${name} excite`, x, { out: channels, kernel: 1, bias: true });
  const gate = net.node(
    `${name} hard-sigmoid`,
    'hardSigmoid',
    { input: x },
    { alpha: 1 / 6, beta: 0.5 },
  );
  return net.node(`${name} scale`, 'mul', { a: input, b: gate });
}
