/** Our own engine, on the frame's thread as the peers are. */
import { createEngine, type Backend, type Engine } from '../../index';
import { opById } from '../../ops';
import { joined, type PeerNetwork } from '../network';
import { threadsOf, type Adapter, type Runnable } from '../peer';
import type { Tensors } from '../../ops/tensor';
import { seed } from '../workloads';

let engine: Engine;
let backend: Backend;

export const ours: Adapter = {
  async open({ league }) {
    backend = league === 'webgpu' ? 'webgpu' : 'wasm';
    const threads = threadsOf(league);
    engine = await createEngine({ worker: false, backend, threads });
    if (backend === 'wasm') return { threads };
    const { gpu, reason } = await engine.device();
    if (!gpu) throw new Error(reason ?? 'There is no WebGPU here.');
    return {};
  },
  async prepare({ op, inputs, options, network }, hurry) {
    if (network) return wholeNetwork(network, inputs);
    const [output] = opById(op).outputs;
    const prepared = await engine.prepare(op, {
      ...{ inputs, options, backend },
      ...(hurry && { tuneMs: 0 }),
    });
    return {
      kernel: prepared.kernel,
      run: (times = 1) => prepared.run(times),
      async read() {
        await prepared.run();
        // Indices are exact as floats, to 2²⁴.
        return Float32Array.from(
          (await prepared.read())[output].data as Float32Array | Int32Array,
        );
      },
      dispose: () => prepared.dispose(),
    };
  },
};

/** As a caller gets it: kernels by our guesses, nothing raced. */
async function wholeNetwork(
  { id }: PeerNetwork,
  inputs: Tensors,
): Promise<Runnable> {
  const prepared = await engine.prepareNetwork(id, { backend, seed });
  return {
    async run(times = 1) {
      await prepared.time({ runs: times });
    },
    async read() {
      // In the network's order.
      const made = Object.values(await prepared.run(inputs));
      return joined(made.map(({ data }) => data as Float32Array));
    },
    dispose: () => prepared.dispose(),
  };
}
