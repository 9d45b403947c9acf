/** Layers that most of the networks share, each node by its paper's name. */
import type { Builder, Conv, Value } from '../builder';
import type { Network } from '../graph';

/** What every image network may be asked for. */
export interface ImageOptions {
  /** Height = width of the image, in pixels. */
  readonly resolution?: number;
  /** Images in one run. Default 1. */
  readonly batch?: number;
  /** Default: those of the paper's data set. */
  readonly classes?: number;
}

export interface ScaledOptions extends ImageOptions {
  /** Width multiplier: the share of the channels that is kept. Default 1. */
  readonly width?: number;
}

export type Activation = 'none' | 'relu' | 'relu6' | 'hard-swish';

export interface ConvBn extends Conv {
  /** Default relu. */
  readonly activation?: Activation;
  /** Of the batch norm. Default 1e-5. */
  readonly epsilon?: number;
}

/** How much of a residual branch is added: sums of 16 branches stay small. */
const branchGain = 0.5;

export const relu = (net: Builder, name: string, input: Value): Value =>
  net.node(name, 'relu', { input });

export function activate(
  net: Builder,
  name: string,
  input: Value,
  activation: Activation,
): Value {
  switch (activation) {
    case 'none':
      return input;
    case 'relu':
      return relu(net, `${name} relu`, input);
    case 'relu6':
      return net.node(
        `${name} relu6`,
        'clamp',
        { input },
        { minValue: 0, maxValue: 6 },
      );
    case 'hard-swish':
      return net.node(`${name} hard-swish`, 'hardSwish', { input });
  }
}

/** Convolution, batch norm, activation: three nodes. */
export function convBn(
  net: Builder,
  name: string,
  input: Value,
  { activation = 'relu', epsilon, ...conv }: ConvBn,
): Value {
  const normed = net.batchNorm(
    `${name} bn`,
    net.conv(name, input, conv),
    epsilon,
  );
  return activate(net, name, normed, activation);
}

/** The last convolution of a residual branch: no activation, a small gain. */
export const branchEnd = (
  net: Builder,
  name: string,
  input: Value,
  { epsilon, ...conv }: Omit<ConvBn, 'activation'>,
): Value =>
  net.batchNorm(`${name} bn`, net.conv(name, input, conv), epsilon, branchGain);

/** The depthwise form of {@link convBn}. */
export const depthwiseBn = (
  net: Builder,
  name: string,
  input: Value,
  conv: Omit<ConvBn, 'out' | 'groups'>,
): Value =>
  convBn(net, name, input, {
    ...conv,
    out: input.shape[1],
    groups: input.shape[1],
  });

/** Each plane becomes its mean: [N, C, H, W] → [N, C, 1, 1]. */
export const globalAverage = (
  net: Builder,
  name: string,
  input: Value,
): Value => net.node(name, 'averagePool2d', { input });

/**
 * Ends a classifier: [N, in] (or [N, in, 1, 1]) → classes. The network answers
 * with the logits as well, because a softmax hides errors.
 */
export function classify(net: Builder, input: Value, classes: number): Network {
  const logits = net.fullyConnected('classifier', input, classes);
  return net.build(logits, softmax(net, logits));
}

export const softmax = (net: Builder, input: Value): Value =>
  net.node('probabilities', 'softmax', { input }, { axis: 1 });

/** Round to a multiple of 8, never down by more than a tenth (TF-slim). */
export function divisibleBy8(channels: number): number {
  const rounded = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return rounded < 0.9 * channels ? rounded + 8 : rounded;
}
