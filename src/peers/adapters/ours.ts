/** Our own engine, on the frame's thread as the peers are. */
import { createEngine, type Backend, type Engine } from '../../index';
import { opById } from '../../ops';
import { threadsOf, type Adapter } from '../peer';

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
  async prepare({ op, inputs, options }, hurry) {
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
