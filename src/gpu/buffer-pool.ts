/**
 * Buffers that were used and are kept for the next run of about the same size.
 * A cap bounds what is kept; what was given back longest ago goes first.
 */

/**
 * An eighth of the largest buffer that the device gives, so that what lies idle
 * never decides whether a workload fits; and no more than the tensors of the
 * largest presets together.
 */
export const poolCap = ({
  maxBufferSize,
}: Pick<GPUSupportedLimits, 'maxBufferSize'>): number =>
  Math.min(256 * 2 ** 20, Math.floor(maxBufferSize / 8));

/** Four classes to a doubling: at most a quarter is wasted. */
export function sizeClass(bytes: number): number {
  const step = Math.max(16, 2 ** (Math.floor(Math.log2(bytes)) - 2));
  return step * Math.ceil(bytes / step);
}

export interface Taken {
  /** At least as large as was asked for. */
  readonly buffer: GPUBuffer;
  /** Holds what its last user left there; a new one holds zeros. */
  readonly isUsed: boolean;
}

export class BufferPool {
  readonly #device: GPUDevice;
  readonly #cap: number;
  /** The one given back last is the last one. */
  readonly #kept = new Set<GPUBuffer>();
  #bytes = 0;
  #isClosed = false;

  constructor(device: GPUDevice, cap = poolCap(device.limits)) {
    this.#device = device;
    this.#cap = cap;
  }

  /** Of what lies idle. */
  get bytes(): number {
    return this.#bytes;
  }

  take(label: string, bytes: number, usage: GPUBufferUsageFlags): Taken {
    const { maxBufferSize } = this.#device.limits;
    // The largest class may be larger than any buffer can be.
    const size = Math.max(bytes, Math.min(sizeClass(bytes), maxBufferSize));
    const known = [...this.#kept].findLast(
      (buffer) => buffer.size === size && buffer.usage === usage,
    );
    if (!known)
      return {
        buffer: this.#device.createBuffer({ label, size, usage }),
        isUsed: false,
      };
    this.#remove(known);
    known.label = label;
    return { buffer: known, isUsed: true };
  }

  /** Back to the pool, or destroyed where it does not fit. */
  give(buffer: GPUBuffer): void {
    if (this.#isClosed || buffer.size > this.#cap) return buffer.destroy();
    this.#kept.add(buffer);
    this.#bytes += buffer.size;
    for (const oldest of this.#kept) {
      if (this.#bytes <= this.#cap) break;
      this.#remove(oldest);
      oldest.destroy();
    }
  }

  /** Destroys what is idle. */
  clear(): void {
    for (const buffer of this.#kept) buffer.destroy();
    this.#kept.clear();
    this.#bytes = 0;
  }

  /** The same, and keeps nothing any more: the device is gone. */
  close(): void {
    this.#isClosed = true;
    this.clear();
  }

  #remove(buffer: GPUBuffer): void {
    this.#kept.delete(buffer);
    this.#bytes -= buffer.size;
  }
}
