/** A network on the GPU: one command buffer a run, readback included. */
import { throwIfCancelled } from '../../errors';
import { withErrorScopes } from '../../gpu/buffers';
import { proveAlive } from '../../gpu/device';
import { finished } from '../../gpu/finish';
import { bindingAccess } from '../../gpu/params';
import type { GpuPass } from '../../ops/op';
import { passSource } from '../../ops/source';
import type { Tensors } from '../../ops/tensor';
import type { Clock, Control } from '../api';
import { abortable } from '../backends/abortable';
import {
  bindPasses,
  compilePasses,
  record,
  type CompiledPass,
  type Dispatch,
} from '../backends/dispatch';
import type { GpuContext } from '../backends/webgpu';
import { cpuClock } from '../clock';
import { scaled } from '../progress';
import type { NetworkExecutable } from './executable';
import { GpuMemory } from './gpu-memory';
import type { Layout } from './layout';
import { naming } from './naming';
import { Readback } from './readback';
import { slicesOf } from './slices';

/** Before the first run tells: multiply-adds a millisecond, at the least. */
const slowest = { software: 1e6, hardware: 5e7 };

/** Whether a pass writes its i-th buffer, as its shader declares it. */
export const gpuWrites = (pass: GpuPass, i: number): boolean =>
  bindingAccess(passSource(pass))[i] === 'write';

/** What a layout must know of a device. */
export const gpuLayoutOptions = (limits: GPUSupportedLimits) => ({
  writes: gpuWrites,
  alignment: limits.minStorageBufferOffsetAlignment,
  mostBytes: Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize),
});

export interface GpuNetwork {
  readonly title: string;
  readonly layout: Layout<GpuPass>;
  /** The numbers of a weight, made when it is uploaded. */
  weight(name: string): Float32Array;
  /** False: a submit for every node. */
  readonly oneSubmit: boolean;
}

/** Throws `limit`, `out-of-memory`, `compile` or `cancelled`. */
export async function prepareWebgpuNetwork(
  network: GpuNetwork,
  context: GpuContext,
  { signal, onProgress }: Control = {},
): Promise<NetworkExecutable> {
  const { gpu, pool } = context;
  // A network has memory of its own, and may need all there is.
  pool.clear();
  const memory = new GpuMemory(gpu.device, network.layout);
  const compiled = await abortable(
    gpu.life.during(compileNodes(network, context, scaled(onProgress, 0, 0.5))),
    signal,
  );
  const executable = new WebgpuNetwork(network, context, memory, compiled);
  const filled = withErrorScopes(gpu.device, network.title, () =>
    executable.load({ signal, onProgress: scaled(onProgress, 0.5, 1) }),
  );
  try {
    await gpu.life.during(filled);
    return executable;
  } catch (error) {
    // On a lost device it may still be filling: then once it has seen that.
    void filled.catch(() => {}).finally(() => executable.dispose());
    throw error;
  }
}

interface CompiledNode {
  readonly once: readonly CompiledPass[];
  readonly each: readonly CompiledPass[];
}

function compileNodes(
  { layout: { nodes } }: GpuNetwork,
  { gpu, pipelines }: GpuContext,
  tell: NonNullable<Control['onProgress']>,
): Promise<CompiledNode[]> {
  let done = 0;
  const compile = (passes: readonly GpuPass[]) =>
    compilePasses(passes, pipelines, gpu.device.limits);
  return Promise.all(
    nodes.map(({ step, once, each }) =>
      naming(step.node.name, async () => {
        const [first, always] = [compile(once), compile(each)];
        const passes = { once: await first, each: await always };
        done++;
        tell({ done: done / nodes.length, label: 'compiling' });
        return passes;
      }),
    ),
  );
}

class WebgpuNetwork implements NetworkExecutable {
  readonly backend = 'webgpu';
  readonly threads = 1;
  readonly clock: Clock;
  readonly #network: GpuNetwork;
  readonly #context: GpuContext;
  readonly #memory: GpuMemory;
  readonly #compiled: readonly CompiledNode[];
  /** By node. */
  #dispatches: readonly (readonly Dispatch[])[] = [];
  #params: GPUBuffer | null = null;
  /** For one choice of values; made anew for another. */
  #readback: Readback | null = null;
  readonly #macs: readonly number[];
  /** How long a run takes, to size the slices: a guess, then the last one. */
  #runMs: number;

  constructor(
    network: GpuNetwork,
    context: GpuContext,
    memory: GpuMemory,
    compiled: readonly CompiledNode[],
  ) {
    const { gpu, timer } = context;
    this.#network = network;
    this.#context = context;
    this.#memory = memory;
    this.#compiled = compiled;
    this.clock = timer
      ? { source: 'timestamp-query', resolutionMs: timer.resolutionMs }
      : cpuClock();
    this.#macs = network.layout.nodes.map(
      ({ step: { op, shapes, options } }) => op.cost(shapes, options).macs,
    );
    const macs = this.#macs.reduce((sum, one) => sum + one, 0);
    this.#runMs = macs / slowest[gpu.software ? 'software' : 'hardware'];
  }

  async load(control: Control): Promise<void> {
    const { device } = this.#context.gpu;
    const { nodes } = this.#network.layout;
    const steps = (at: number, passes: readonly CompiledPass[]) =>
      passes.map(
        (pass) =>
          [
            pass,
            (name: string) => this.#memory.binding(nodes[at], name),
          ] as const,
      );
    const pack = (at: number) => {
      const { once } = this.#compiled[at];
      if (once.length === 0) return;
      const { dispatches, params } = bindPasses(device, steps(at, once));
      this.#submit([dispatches]);
      params.destroy();
    };
    await this.#memory.load(
      this.#network.weight,
      pack,
      () => this.#finished(),
      control,
    );
    const { dispatches, params } = bindPasses(
      device,
      this.#compiled.flatMap(({ each }, at) => steps(at, each)),
    );
    this.#params = params;
    let first = 0;
    this.#dispatches = this.#compiled.map(({ each }) =>
      dispatches.slice(first, (first += each.length)),
    );
  }

  async run(
    inputs: Tensors,
    names: readonly string[],
    control: Control = {},
  ): Promise<Tensors> {
    this.#write(inputs);
    const start = performance.now();
    const readback = this.#readbackOf(names);
    await this.#runAll(control, readback);
    const outputs = await this.#take(readback, control.signal);
    this.#runMs = performance.now() - start;
    return outputs;
  }

  async upload(inputs: Tensors): Promise<void> {
    this.#write(inputs);
    await this.#finished();
  }

  async timeMs(control: Control = {}): Promise<number> {
    const start = performance.now();
    await this.#runAll(control);
    await abortable(this.#finished(), control.signal);
    this.#runMs = performance.now() - start;
    return this.#runMs;
  }

  async layerMs(
    runs: number,
    { signal, onProgress }: Control = {},
  ): Promise<number[] | null> {
    const { timer, gpu } = this.#context;
    if (!timer) return null;
    const records = this.#dispatches.map(
      (dispatches) => (pass: GPUComputePassEncoder) => record(pass, dispatches),
    );
    const sums = records.map(() => 0);
    for (let run = 0; run < runs; run++) {
      const timed = gpu.life.during(timer.timeEach(records));
      for (const [i, ms] of (await abortable(timed, signal)).entries())
        sums[i] += ms;
      onProgress?.({ done: (run + 1) / runs, label: 'timing layers' });
    }
    return sums.map((sum) => sum / runs);
  }

  async read(names: readonly string[]): Promise<Tensors> {
    const readback = this.#readbackOf(names);
    this.#submit([], readback);
    return this.#take(readback);
  }

  alive(): Promise<void> {
    return proveAlive(this.#context.gpu);
  }

  dispose(): void {
    this.#memory.dispose();
    this.#params?.destroy();
    this.#readback?.dispose();
    this.#readback = null;
  }

  /** One submit, unless the run is long or each node is to have its own. */
  async #runAll(
    { signal, onProgress }: Control,
    readback?: Readback,
  ): Promise<void> {
    throwIfCancelled(signal);
    const slices = slicesOf(this.#macs, this.#runMs);
    for (const [first, end] of slices) {
      const nodes = this.#dispatches.slice(first, end);
      const isLast = end === this.#dispatches.length;
      if (!this.#network.oneSubmit)
        for (const node of nodes.splice(0)) this.#submit([node]);
      this.#submit(nodes, isLast ? readback : undefined);
      if (isLast) continue;
      await abortable(this.#finished(), signal);
      onProgress?.({ done: end / this.#dispatches.length, label: 'running' });
    }
  }

  #write(inputs: Tensors): void {
    for (const [name, { data }] of Object.entries(inputs)) {
      const { buffer, offset } = this.#memory.part(name);
      this.#context.gpu.device.queue.writeBuffer(
        buffer,
        offset,
        data as Float32Array<ArrayBuffer>,
      );
    }
  }

  #submit(nodes: readonly (readonly Dispatch[])[], readback?: Readback): void {
    const { device } = this.#context.gpu;
    const encoder = device.createCommandEncoder({ label: this.#network.title });
    if (nodes.length > 0) {
      const pass = encoder.beginComputePass();
      for (const dispatches of nodes) record(pass, dispatches);
      pass.end();
    }
    readback?.copy(encoder, (place) => this.#memory.part(place));
    device.queue.submit([encoder.finish()]);
  }

  #readbackOf(names: readonly string[]): Readback {
    if (this.#readback?.isOf(names)) return this.#readback;
    this.#readback?.dispose();
    const { readable } = this.#network.layout;
    this.#readback = new Readback(
      this.#context.gpu.device,
      names.map((name) => [name, readable.get(name)!] as const),
    );
    return this.#readback;
  }

  async #take(readback: Readback, signal?: AbortSignal): Promise<Tensors> {
    try {
      const taken = readback.take();
      return await abortable(this.#context.gpu.life.during(taken), signal);
    } catch (error) {
      // It may still be waiting to be mapped.
      readback.dispose();
      if (this.#readback === readback) this.#readback = null;
      throw error;
    }
  }

  async #finished(): Promise<void> {
    await finished(this.#context.gpu, false);
  }
}
