/** A plan's buffers by name: out of the pool, and back into it. */
import type { BufferPool } from '../../gpu/buffer-pool';
import { storageBytes, storageUsage } from '../../gpu/buffers';

export class PlanBuffers {
  readonly #pool: BufferPool;
  readonly #bindings = new Map<string, Required<GPUBufferBinding>>();
  /** Not of the pool: destroyed with the others. */
  readonly #own: GPUBuffer[] = [];

  constructor(pool: BufferPool) {
    this.#pool = pool;
  }

  /** Within the caller's error scopes. */
  take(device: GPUDevice, sizes: Readonly<Record<string, number>>): void {
    const used: GPUBuffer[] = [];
    for (const [name, bytes] of Object.entries(sizes)) {
      const size = storageBytes(bytes);
      const { buffer, isUsed } = this.#pool.take(name, size, storageUsage());
      if (isUsed) used.push(buffer);
      this.#bindings.set(name, { buffer, offset: 0, size });
    }
    if (used.length === 0) return;
    // Kernels count on zeros, which WebGPU promises of a new buffer: counters,
    // padding of packed weights, an absent input, rows behind the last.
    const encoder = device.createCommandEncoder({ label: 'zeros' });
    for (const buffer of used) encoder.clearBuffer(buffer);
    device.queue.submit([encoder.finish()]);
  }

  own(buffer: GPUBuffer): void {
    this.#own.push(buffer);
  }

  /** Of the bytes that it has, though its buffer may be larger. */
  of(name: string): Required<GPUBufferBinding> {
    return this.#bindings.get(name)!;
  }

  /** What is still queued for them comes before what their next user queues. */
  give(): void {
    for (const { buffer } of this.#bindings.values()) this.#pool.give(buffer);
    this.#forget();
  }

  /** After a failure: some may be no buffers at all. */
  destroy(): void {
    for (const { buffer } of this.#bindings.values()) buffer.destroy();
    this.#forget();
  }

  #forget(): void {
    for (const buffer of this.#own.splice(0)) buffer.destroy();
    this.#bindings.clear();
  }
}
