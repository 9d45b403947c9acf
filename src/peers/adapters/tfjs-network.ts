/** A network for TensorFlow.js, as its converter leaves one: fused layers. */
import * as tf from '@tensorflow/tfjs-core';
import { toHwio, toNhwc } from '../layouts';
import type { Activation, PeerLayer, PeerNetwork } from '../network';
import { cannot } from '../peer';
import { paddingOf } from './tfjs-padding';

const name = 'TensorFlow.js';

type Step = (value: (name: string) => tf.Tensor) => tf.Tensor;

/** Gives the outputs, in their order. */
export function tfjsNetwork(
  { input, layers, outputs }: PeerNetwork,
  own: (tensor: tf.Tensor) => tf.Tensor,
): () => tf.Tensor[] {
  const [n, c, h, w] = input.shape;
  const x = own(tf.tensor4d(toNhwc(input.data, input.shape), [n, h, w, c]));
  const steps = layers.map(
    (layer) => [layer.name, stepOf(layer, own)] as const,
  );
  return () =>
    tf.tidy(() => {
      const values = new Map([[input.name, x]]);
      const value = (key: string) => values.get(key)!;
      for (const [key, step] of steps) values.set(key, step(value));
      return outputs.map((output) => value(output.name));
    });
}

function stepOf(layer: PeerLayer, own: (tensor: tf.Tensor) => tf.Tensor): Step {
  switch (layer.kind) {
    case 'convolution': {
      const { filter, depthwise, groups } = layer;
      if (groups > 1 && !depthwise) throw cannot(name, 'grouped convolution');
      const [a, b, kh, kw] = filter.shape;
      const conv = {
        filter: own(
          tf.tensor4d(
            toHwio(filter.data, filter.shape),
            depthwise ? [kh, kw, a, b] : [kh, kw, b, a],
          ),
        ),
        bias: layer.bias && own(tf.tensor1d(layer.bias.data)),
        strides: [...layer.strides] as [number, number],
        dilations: [...layer.dilations] as [number, number],
        pad: paddingOf(layer.padding),
        activation: activationOf(layer.activation),
      };
      return depthwise
        ? (value) =>
            tf.fused.depthwiseConv2d({ x: value(layer.input), ...conv })
        : (value) => tf.fused.conv2d({ x: value(layer.input), ...conv });
    }
    case 'dense': {
      const [inside, out] = layer.weight.shape;
      const product = {
        b: own(tf.tensor2d(layer.weight.data, [inside, out])),
        bias: layer.bias && own(tf.tensor1d(layer.bias.data)),
        activation: activationOf(layer.activation),
      };
      return (value) => tf.fused.matMul({ a: value(layer.input), ...product });
    }
    case 'mean':
      return (value) => tf.mean(value(layer.input), [1, 2]);
    case 'add':
      return (value) => tf.add(value(layer.inputs[0]), value(layer.inputs[1]));
    case 'softmax':
      return (value) => tf.softmax(value(layer.input), 1);
  }
}

function activationOf(activation: Activation): 'linear' | 'relu' | 'relu6' {
  if (!activation) return 'linear';
  const { least, most } = activation;
  if (least === 0 && most === 6) return 'relu6';
  if (least === 0 && most === Infinity) return 'relu';
  throw cannot(name, `fused clamp from ${least} to ${most}`);
}
