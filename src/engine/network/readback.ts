/** Values on their way from the GPU: one buffer for all that are wanted. */
import { checkPlainSize } from '../../gpu/limits';
import { arrayTypes, elementCount } from '../../ops/tensor';
import type { Tensor, Tensors } from '../../ops/tensor';
import { firstRows } from '../backends/results';
import type { Readable } from './layout';

interface Part {
  readonly place: string;
  readonly offset: number;
  readonly bytes: number;
}

export class Readback {
  readonly #wanted: readonly (readonly [name: string, Readable])[];
  readonly #parts: readonly Part[];
  readonly #staging: GPUBuffer;

  constructor(
    device: GPUDevice,
    wanted: readonly (readonly [name: string, Readable])[],
  ) {
    this.#wanted = wanted;
    let end = 0;
    const part = (place: string, bytes: number): Part => {
      const offset = end;
      end += bytes;
      return { place, offset, bytes };
    };
    this.#parts = wanted.flatMap(([, { place, shape, count }]) => [
      part(place, 4 * elementCount(shape)),
      ...(count === undefined ? [] : [part(count, 4)]),
    ]);
    checkPlainSize('What is read back', end, device.limits);
    this.#staging = device.createBuffer({
      label: 'readback',
      size: Math.max(4, end),
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  }

  isOf(names: readonly string[]): boolean {
    return (
      names.length === this.#wanted.length &&
      names.every((name, i) => name === this.#wanted[i][0])
    );
  }

  /** In the command buffer of the run itself: one wait for both. */
  copy(
    encoder: GPUCommandEncoder,
    partOf: (place: string) => Required<GPUBufferBinding>,
  ): void {
    for (const { place, offset, bytes } of this.#parts) {
      const from = partOf(place);
      if (bytes > 0)
        encoder.copyBufferToBuffer(
          ...([from.buffer, from.offset] as const),
          ...([this.#staging, offset, bytes] as const),
        );
    }
  }

  /** After the copy was submitted. */
  async take(): Promise<Tensors> {
    await this.#staging.mapAsync(GPUMapMode.READ);
    const mapped = this.#staging.getMappedRange();
    const tensors: Tensors = {};
    let at = 0;
    for (const [name, { shape, dtype, count }] of this.#wanted) {
      const { offset, bytes } = this.#parts[at++];
      const data = new arrayTypes[dtype](mapped.slice(offset, offset + bytes));
      const all: Tensor = { shape: [...shape], dtype, data };
      tensors[name] =
        count === undefined
          ? all
          : firstRows(
              all,
              new Uint32Array(mapped, this.#parts[at++].offset)[0],
            );
    }
    this.#staging.unmap();
    return tensors;
  }

  dispose(): void {
    this.#staging.destroy();
  }
}
