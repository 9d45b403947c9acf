/** jax-js on WebGPU: NCHW, compiled by its own jit, bias added inside. */
import * as jax from '@jax-js/jax';
import { layerOf, type Layer } from '../layer';
import { joined, type PeerNetwork } from '../network';
import { cannot, type Adapter, type Runnable } from '../peer';
import { networkForward, networkInputs } from './jax-network';

const { lax, nn, numpy } = jax;
const name = 'jax-js';
const device = 'webgpu';

const adapter: Adapter = {
  async open() {
    const found = await jax.init(device);
    if (!found.includes(device)) throw new Error(`${name} finds no WebGPU.`);
    jax.defaultDevice(device);
    return {};
  },
  async prepare(problem) {
    if (problem.op === 'nms') throw cannot(name, 'nms');
    if (problem.network) return wholeNetwork(problem.network);
    const layer = layerOf(problem);
    const { input, filter, bias } = layer;
    const inputs = [
      upload(input.data, input.shape),
      ...(filter ? [upload(filter.data, filter.shape)] : []),
      ...(bias ? [upload(bias.data, [1, bias.data.length, 1, 1])] : []),
    ];
    const compiled = jax.jit(forward(problem.op, layer));
    // A call uses up what it is given.
    const call = () => compiled(...inputs.map(({ ref }) => ref));
    return {
      async run(times = 1) {
        // All are kept until all are done: it skips what nobody waits for.
        const outputs = Array.from({ length: times }, call);
        await Promise.all(outputs.map(jax.blockUntilReady));
        for (const output of outputs) output.dispose();
      },
      read: () => call().data(),
      dispose() {
        for (const array of inputs) array.dispose();
      },
    };
  },
};
export default adapter;

function wholeNetwork(network: PeerNetwork): Runnable {
  const inputs = networkInputs(network).map(({ data, shape }) =>
    upload(data, shape),
  );
  const compiled = jax.jit(networkForward(network));
  const call = () => compiled(...inputs.map(({ ref }) => ref));
  return {
    async run(times = 1) {
      const outputs = Array.from({ length: times }, call).flat();
      await Promise.all(outputs.map(jax.blockUntilReady));
      for (const output of outputs) output.dispose();
    },
    read: async () =>
      joined(await Promise.all(call().map((output) => output.data()))),
    dispose() {
      for (const array of inputs) array.dispose();
    },
  };
}

const upload = (data: Float32Array, shape: readonly number[]) =>
  numpy.array(data, { shape: [...shape], dtype: numpy.float32, device });

function forward(
  op: string,
  { padding, strides, dilations, groups, bias }: Layer,
): (x: jax.Array, filter: jax.Array, bias: jax.Array) => jax.Array {
  if (op === 'relu') return (x) => nn.relu(x);
  const [top, bottom, left, right] = padding;
  const window = [...strides];
  const rhsDilation = [...dilations];
  const convolve =
    op === 'conv2d'
      ? (x: jax.Array, filter: jax.Array) =>
          lax.convGeneralDilated(
            x,
            filter,
            window,
            [
              [top, bottom],
              [left, right],
            ],
            { rhsDilation, featureGroupCount: groups },
          )
      : (x: jax.Array, filter: jax.Array) =>
          lax.convTranspose(x, filter, window, 'VALID', {
            rhsDilation,
            transposeKernel: true,
          });
  if (op !== 'conv2d' && (op !== 'convTranspose2d' || groups > 1 || top > 0))
    throw cannot(name, `adapter for such a ${op}`);
  return bias ? (x, filter, b) => convolve(x, filter).add(b) : convolve;
}
