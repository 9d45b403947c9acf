/** Thousands of mixed runs in one page, and what is still held after them. */
import type { Engine, PreparedNetwork } from '../engine/api';
import { createEngine } from '../index';
import { opById } from '../ops';
import { randomInputs } from '../ops/random';

export interface SoakSample {
  runs: number;
  gpuBytes: number;
  gpuBuffers: number;
  wasmBytes: number;
  /** null where the browser does not tell. */
  heapBytes: number | null;
  losses: number;
}

interface Step {
  readonly op: string;
  readonly shapes: Readonly<Record<string, number[]>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

const steps: readonly Step[] = [
  { op: 'conv2d', shapes: { input: [1, 8, 20, 20], filter: [8, 8, 3, 3] } },
  { op: 'conv2d', shapes: { input: [1, 16, 14, 14], filter: [24, 16, 1, 1] } },
  {
    op: 'maxPool2d',
    shapes: { input: [1, 8, 28, 28] },
    options: { windowDimensions: [2, 2], strides: [2, 2] },
  },
  { op: 'relu', shapes: { input: [1, 64, 32, 32] } },
  { op: 'softmax', shapes: { input: [16, 1000] }, options: { axis: 1 } },
  { op: 'add', shapes: { a: [1, 32, 24, 24], b: [1, 32, 24, 24] } },
];
const network = {
  id: 'mobilenet-v3-small',
  options: { parameters: { resolution: 32 } },
};
/** So often everything that is prepared is prepared anew. */
const renewEvery = 100;
/** Three times in a soak of 2,000 runs: recovery holds on to nothing. */
const loseEvery = 500;

/** On this thread, where all that is allocated can be counted. */
export async function runSoak(
  runs: number,
  every: number,
  onSample: (sample: SoakSample) => void | Promise<void>,
): Promise<void> {
  const memory = watchMemory();
  const engine = await createEngine({ worker: false });
  const { gpu } = await engine.device();
  const backends = gpu ? (['webgpu', 'wasm'] as const) : (['wasm'] as const);
  let networks: PreparedNetwork[] = [];
  const renew = async () => {
    for (const one of networks) await one.dispose();
    networks = [];
    for (const backend of backends)
      networks.push(
        await engine.prepareNetwork(network.id, {
          ...{ ...network.options, backend },
        }),
      );
  };
  await onSample(await memory.sample(0, engine));
  for (let done = 0; done < runs; done++) {
    if (done % renewEvery === 0) await renew();
    if (gpu && done % loseEvery === loseEvery - 50) await engine.loseDevice();
    const turn = Math.floor(done / backends.length);
    const backend = backends[done % backends.length];
    const step = steps[turn % (steps.length + 1)];
    if (!step) await networks[done % backends.length].run();
    else await runStep(engine, step, backend, done);
    if ((done + 1) % every === 0)
      await onSample(await memory.sample(done + 1, engine));
  }
  for (const one of networks) await one.dispose();
  await engine.dispose();
}

/** A run; every tenth time a bench, and in between one that stays prepared. */
async function runStep(
  engine: Engine,
  { op, shapes, options = {} }: Step,
  backend: 'webgpu' | 'wasm',
  turn: number,
): Promise<void> {
  if (turn % 10 === 3) {
    await engine.bench(op, {
      ...{ shapes, options, backend, budgetMs: 2, tuneMs: 0 },
    });
    return;
  }
  const complete = opById(op).options(options);
  const inputs = randomInputs(opById(op), shapes, turn, 'float32', complete);
  const call = { inputs, options, backend };
  if (turn % 10 !== 7) {
    await engine.run(op, call);
    return;
  }
  const prepared = await engine.prepare(op, { ...call, tuneMs: 0 });
  await prepared.run(3);
  await prepared.read();
  await prepared.dispose();
}

/** Counts what is made and destroyed from now on. */
function watchMemory() {
  const sizes = new Map<GPUBuffer, number>();
  if (globalThis.GPUDevice) {
    const { createBuffer } = GPUDevice.prototype;
    const { destroy } = GPUBuffer.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const buffer = createBuffer.call(this, descriptor);
      sizes.set(buffer, buffer.size);
      return buffer;
    };
    GPUBuffer.prototype.destroy = function () {
      sizes.delete(this);
      return destroy.call(this);
    };
  }
  const memories: WebAssembly.Memory[] = [];
  const { Memory } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const memory = new target(descriptor);
      memories.push(memory);
      return memory;
    },
  });
  const sum = (values: Iterable<number>) =>
    [...values].reduce((a, b) => a + b, 0);
  return {
    async sample(runs: number, engine: Engine): Promise<SoakSample> {
      const { losses } = await engine.device();
      // Twice: what the first one finds dead may hold what dies then.
      for (let i = 0; i < 2; i++) {
        (globalThis as { gc?: () => void }).gc?.();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { memory } = performance as {
        memory?: { usedJSHeapSize: number };
      };
      return {
        runs,
        gpuBytes: sum(sizes.values()),
        gpuBuffers: sizes.size,
        wasmBytes: sum(memories.map(({ buffer }) => buffer.byteLength)),
        heapBytes: memory?.usedJSHeapSize ?? null,
        losses: losses.count,
      };
    },
  };
}
