/** A network in linear memory: the same plan, node after node. */
import { throwIfCancelled } from '../../errors';
import type { WasmPass } from '../../ops/op';
import { arrayTypes, elementCount } from '../../ops/tensor';
import type { Tensor, Tensors } from '../../ops/tensor';
import type { WasmModule } from '../../wasm/module';
import type { Control } from '../api';
import { firstRows } from '../backends/results';
import { nextTask } from '../backends/turns';
import { callOf, WasmCaller, type WasmCall } from '../backends/wasm-calls';
import { cpuClock } from '../clock';
import type { NetworkExecutable } from './executable';
import type { Layout, NodeLayout } from './layout';

/** Longest stretch of calls between two turns of the event loop. */
const sliceMs = 50;

export interface WasmNetworkPlan {
  readonly layout: Layout<WasmPass>;
  /** The numbers of a weight, made when they are needed. */
  weight(name: string): Float32Array;
}

/** Throws `out-of-memory` or `cancelled`. */
export async function prepareWasmNetwork(
  plan: WasmNetworkPlan,
  module: WasmModule,
  control: Control = {},
): Promise<NetworkExecutable> {
  const network = new WasmNetwork(plan, module);
  try {
    await network.load(control);
    return network;
  } catch (error) {
    network.dispose();
    throw error;
  }
}

class WasmNetwork implements NetworkExecutable {
  readonly backend = 'wasm';
  readonly clock = cpuClock();
  readonly #plan: WasmNetworkPlan;
  readonly #module: WasmModule;
  readonly #caller: WasmCaller;
  /** Pointers of the arenas. */
  readonly #arenas: number[] = [];
  /** Pointers of weights, as they are and packed. */
  readonly #own = new Map<string, number>();
  /** By node. */
  #calls: readonly (readonly WasmCall[])[] = [];

  constructor(plan: WasmNetworkPlan, module: WasmModule) {
    this.#plan = plan;
    this.#module = module;
    this.#caller = new WasmCaller(module);
  }

  /** Of the last run: what is quickly done is not shared. */
  get threads(): number {
    return this.#caller.threadsOf(this.#calls.flat());
  }

  async load({ signal, onProgress }: Control): Promise<void> {
    const { nodes, memory, places } = this.#plan.layout;
    for (const bytes of memory.arenas)
      this.#arenas.push(this.#module.alloc(bytes));
    const spent = new Set(nodes.flatMap((node) => node.spent));
    // What stays comes first, so that what goes leaves no holes behind.
    for (const [name, { kind, bytes }] of places)
      if (kind === 'packed') this.#own.set(name, this.#module.alloc(bytes));
    for (const [name, { kind }] of places)
      if (kind === 'weight' && !spent.has(name)) this.#loadWeight(name);
    let sliceEnd = performance.now() + sliceMs;
    for (const [at, node] of nodes.entries()) {
      for (const name of node.places.values())
        if (places.get(name)?.kind === 'weight' && !this.#own.has(name))
          this.#loadWeight(name);
      this.#caller.run(this.#callsOf(node, node.once));
      for (const name of node.spent) {
        this.#module.free(this.#own.get(name)!);
        this.#own.delete(name);
      }
      if (performance.now() < sliceEnd) continue;
      onProgress?.({ done: at / nodes.length, label: 'packing weights' });
      await nextTask();
      throwIfCancelled(signal);
      sliceEnd = performance.now() + sliceMs;
    }
    this.#calls = nodes.map((node) => this.#callsOf(node, node.each));
  }

  async run(
    inputs: Tensors,
    names: readonly string[],
    control?: Control,
  ): Promise<Tensors> {
    await this.upload(inputs);
    await this.timeMs(control);
    return this.read(names);
  }

  async upload(inputs: Tensors): Promise<void> {
    for (const [name, { data }] of Object.entries(inputs))
      this.#module
        .view(this.#pointer(name), data.length)
        .set(data as Float32Array);
  }

  timeMs(control?: Control): Promise<number> {
    return this.#runAll((calls) => this.#caller.run(calls), control);
  }

  async layerMs(
    runs: number,
    { signal, onProgress }: Control = {},
  ): Promise<number[]> {
    const sums = this.#calls.map(() => 0);
    for (let run = 0; run < runs; run++) {
      await this.#runAll(
        (calls, at) => {
          const start = performance.now();
          this.#caller.run(calls);
          sums[at] += performance.now() - start;
        },
        { signal },
      );
      onProgress?.({ done: (run + 1) / runs, label: 'timing layers' });
    }
    return sums.map((sum) => sum / runs);
  }

  async read(names: readonly string[]): Promise<Tensors> {
    return Object.fromEntries(
      names.map((name) => {
        const { place, shape, dtype, count } =
          this.#plan.layout.readable.get(name)!;
        const pointer = this.#pointer(place);
        const elements = elementCount(shape);
        const { buffer } = this.#module.view(pointer, elements);
        const data = new arrayTypes[dtype](
          buffer as ArrayBuffer,
          pointer,
          elements,
        ).slice();
        const all: Tensor = { shape: [...shape], dtype, data };
        return [name, count ? firstRows(all, this.#first(count)) : all];
      }),
    );
  }

  dispose(): void {
    for (const pointer of [...this.#arenas, ...this.#own.values()])
      this.#module.free(pointer);
    this.#arenas.length = 0;
    this.#own.clear();
  }

  /** Time inside the kernels: turns of the event loop do not count. */
  async #runAll(
    call: (calls: readonly WasmCall[], node: number) => void,
    { signal, onProgress }: Control = {},
  ): Promise<number> {
    throwIfCancelled(signal);
    let busyMs = 0;
    let start = performance.now();
    for (const [at, calls] of this.#calls.entries()) {
      call(calls, at);
      const elapsedMs = performance.now() - start;
      if (elapsedMs < sliceMs) continue;
      busyMs += elapsedMs;
      onProgress?.({ done: (at + 1) / this.#calls.length, label: 'running' });
      await nextTask();
      throwIfCancelled(signal);
      start = performance.now();
    }
    return busyMs + performance.now() - start;
  }

  #loadWeight(name: string): void {
    const data = this.#plan.weight(name);
    const { bytes } = this.#plan.layout.places.get(name)!;
    const pointer = this.#module.alloc(bytes);
    this.#own.set(name, pointer);
    this.#module.view(pointer, data.length).set(data);
  }

  #callsOf(
    node: NodeLayout<WasmPass>,
    passes: readonly WasmPass[],
  ): WasmCall[] {
    const pointerOf = (name: string) => {
      const place = node.places.get(name);
      return place === undefined ? undefined : this.#pointer(place);
    };
    const { scratch } = node.step.plan ?? {};
    return passes.map((pass) => callOf(pass, pointerOf, scratch));
  }

  #pointer(place: string): number {
    const found = this.#plan.layout.places.get(place)!;
    return found.kind === 'shared'
      ? this.#arenas[found.arena] + found.offset
      : this.#own.get(place)!;
  }

  #first(place: string): number {
    const pointer = this.#pointer(place);
    const { buffer } = this.#module.view(pointer, 1);
    return new Uint32Array(buffer, pointer, 1)[0];
  }
}
