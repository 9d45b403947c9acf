/** What a network holds on the GPU: arenas, weights, and a buffer for nothing. */
import { throwIfCancelled } from '../../errors';
import { checkBufferSize, createStorage } from '../../gpu/buffers';
import type { GpuPass } from '../../ops/op';
import type { Control } from '../api';
import type { Layout, NodeLayout } from './layout';

/** Weights on their way to the device at any time. */
const mostInFlight = 64 * 2 ** 20;
const absentBytes = 16;

export class GpuMemory {
  readonly #device: GPUDevice;
  readonly #layout: Layout<GpuPass>;
  readonly #arenas: GPUBuffer[] = [];
  /** Weights as they are, and packed. */
  readonly #own = new Map<string, GPUBuffer>();
  #absent: GPUBuffer | null = null;

  /** Throws `limit`, naming who needs the bytes, before anything is there. */
  constructor(device: GPUDevice, layout: Layout<GpuPass>) {
    this.#device = device;
    this.#layout = layout;
    for (const [name, { bytes }] of layout.places)
      checkBufferSize(name, bytes, device.limits);
  }

  /**
   * Allocates everything, and uploads weights one by one: `pack` submits the
   * node's once-only passes, after which what only they read goes again.
   */
  async load(
    weight: (name: string) => Float32Array,
    pack: (node: number) => void,
    finished: () => Promise<void>,
    { signal, onProgress }: Control,
  ): Promise<void> {
    const device = this.#device;
    const { nodes, memory, places } = this.#layout;
    for (const [i, bytes] of memory.arenas.entries())
      this.#arenas.push(createStorage(device, `arena ${i}`, bytes));
    this.#absent = createStorage(device, 'absent', absentBytes);
    const create = (name: string) => {
      const buffer = createStorage(device, name, places.get(name)!.bytes);
      this.#own.set(name, buffer);
      return buffer;
    };
    for (const [name, { kind }] of places) if (kind === 'packed') create(name);

    let inFlight = 0;
    const upload = (name: string) => {
      if (places.get(name)?.kind !== 'weight' || this.#own.has(name)) return;
      const data = weight(name) as Float32Array<ArrayBuffer>;
      device.queue.writeBuffer(create(name), 0, data);
      inFlight += data.byteLength;
    };
    for (const [at, node] of nodes.entries()) {
      for (const name of node.places.values()) upload(name);
      pack(at);
      for (const name of node.spent) {
        // Gone for us now; the device frees it when the pass has run.
        this.#own.get(name)!.destroy();
        this.#own.delete(name);
      }
      if (inFlight < mostInFlight) continue;
      inFlight = 0;
      onProgress?.({ done: at / nodes.length, label: 'uploading weights' });
      await finished();
      throwIfCancelled(signal);
    }
    // A weight that is only an answer.
    for (const name of places.keys()) upload(name);
    await finished();
  }

  /** Where it lies, of the size that it has. */
  part(place: string): Required<GPUBufferBinding> {
    const found = this.#layout.places.get(place)!;
    return found.kind === 'shared'
      ? {
          buffer: this.#arenas[found.arena],
          offset: found.offset,
          size: found.bytes,
        }
      : { buffer: this.#own.get(place)!, offset: 0, size: found.bytes };
  }

  binding(node: NodeLayout<GpuPass>, name: string): GPUBufferBinding {
    const place = node.places.get(name);
    return place === undefined ? { buffer: this.#absent! } : this.part(place);
  }

  dispose(): void {
    for (const buffer of [...this.#arenas, ...this.#own.values()])
      buffer.destroy();
    this.#absent?.destroy();
    this.#arenas.length = 0;
    this.#own.clear();
  }
}
