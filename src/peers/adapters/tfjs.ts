/** TensorFlow.js on either backend: NHWC, HWIO, bias fused. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { boxesOf } from '../boxes';
import { layerOf, type Layer } from '../layer';
import { toHwio, toNchw, toNhwc } from '../layouts';
import { joined } from '../network';
import { cannot, type Adapter, type PeerProblem, type Runnable } from '../peer';
import { tfjsNetwork } from './tfjs-network';
import { paddingOf } from './tfjs-padding';

const name = 'TensorFlow.js';

interface Backend {
  open: Adapter['open'];
  /** Resolves when what was asked for so far is done. */
  finish(): Promise<void>;
  /** Whether it has a kernel of its own for nms, and not JavaScript's. */
  readonly suppresses: boolean;
}

export const tfjsAdapter = ({
  open,
  finish,
  suppresses,
}: Backend): Adapter => ({
  open,
  async prepare(problem: PeerProblem) {
    if (problem.op === 'nms') {
      if (!suppresses) throw cannot(name, 'nonMaxSuppression on the GPU');
      return suppression(problem);
    }
    const owned: tf.Tensor[] = [];
    const own = (tensor: tf.Tensor) => {
      owned.push(tensor);
      return tensor;
    };
    const dispose = () => {
      for (const tensor of owned) tensor.dispose();
    };
    if (problem.network) {
      const forward = tfjsNetwork(problem.network, own);
      return {
        async run(times = 1) {
          for (let i = 0; i < times; i++)
            for (const output of forward()) output.dispose();
          await finish();
        },
        async read() {
          const outputs = forward();
          const values = await Promise.all(outputs.map((each) => each.data()));
          for (const output of outputs) output.dispose();
          return joined(values);
        },
        dispose,
      };
    }
    const layer = layerOf(problem);
    const forward = build(problem.op, layer, own);
    return {
      async run(times = 1) {
        // The queue is in order: each result may go as soon as it is asked for.
        for (let i = 0; i < times; i++) forward().dispose();
        await finish();
      },
      async read() {
        const output = forward();
        const data = (await output.data()) as Float32Array;
        output.dispose();
        return toNchw(data, layer.outputShape);
      },
      dispose,
    };
  },
});

export async function useBackend(backend: string): Promise<void> {
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend)
    throw new Error(`${name} took ${tf.getBackend()} and not ${backend}.`);
}

/** The synchronous form is the backend's kernel; the other is JavaScript. */
function suppression(problem: PeerProblem): Runnable {
  const { boxes, scores, iouThreshold } = boxesOf(problem);
  const [count] = scores.shape;
  const corners = tf.tensor2d(boxes.data, [count, 4]);
  const values = tf.tensor1d(scores.data);
  const forward = () =>
    tf.image.nonMaxSuppression(corners, values, count, iouThreshold);
  return {
    run(times = 1) {
      for (let i = 0; i < times; i++) forward().dispose();
      return Promise.resolve();
    },
    async read() {
      const output = forward();
      const kept = await output.data();
      output.dispose();
      return Float32Array.from(kept);
    },
    dispose() {
      corners.dispose();
      values.dispose();
    },
  };
}

function build(
  op: string,
  layer: Layer,
  own: (tensor: tf.Tensor) => tf.Tensor,
): () => tf.Tensor {
  const { input, filter, bias, padding, groups, depthwise } = layer;
  const [n, c, h, w] = input.shape;
  const x = own(tf.tensor4d(toNhwc(input.data, input.shape), [n, h, w, c]));
  if (op === 'relu') return () => tf.relu(x);
  if (!filter) throw cannot(name, `such a ${op}`);

  const [a, b, kh, kw] = filter.shape;
  const hwio = toHwio(filter.data, filter.shape);
  const weights = own(
    // Depthwise [C, 1, kH, kW] becomes [kH, kW, C, 1]: the same numbers.
    tf.tensor4d(hwio, depthwise ? [kh, kw, a, b] : [kh, kw, b, a]),
  );
  const added = bias && own(tf.tensor1d(bias.data));
  const strides = [...layer.strides] as [number, number];
  const pad = paddingOf(padding);

  if (op === 'convTranspose2d') {
    if (groups > 1) throw cannot(name, 'grouped transposed convolution');
    const [on, oc, oh, ow] = layer.outputShape;
    const forward = () =>
      tf.conv2dTranspose(x, weights, [on, oh, ow, oc], strides, pad);
    return added ? () => tf.tidy(() => tf.add(forward(), added)) : forward;
  }
  if (op !== 'conv2d') throw cannot(name, `adapter for ${op}`);
  if (groups > 1 && !depthwise) throw cannot(name, 'grouped convolution');
  const dilations = [...layer.dilations] as [number, number];
  const conv = { x, filter: weights, strides, pad, dilations, bias: added };
  return depthwise
    ? () => tf.fused.depthwiseConv2d(conv)
    : () => tf.fused.conv2d(conv);
}
