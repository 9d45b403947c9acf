/**
 * First fit over a sorted list of free ranges; neighbours merge when freed.
 * Executables hold a handful of large buffers each, so the list stays short.
 */
export const ALIGNMENT = 16;

interface Range {
  readonly start: number;
  readonly end: number;
}

export class Allocator {
  #free: Range[] = [];
  #end: number;
  readonly #sizes = new Map<number, number>();

  constructor(start: number) {
    this.#end = align(start);
  }

  /** The first byte past everything in use: what the memory must hold. */
  get end(): number {
    return this.#end;
  }

  alloc(bytes: number): number {
    const size = align(Math.max(bytes, 1));
    const index = this.#free.findIndex(({ start, end }) => end - start >= size);
    const start = index < 0 ? this.#end : this.#free[index].start;
    if (index < 0) this.#end += size;
    else this.#takeFrom(index, size);
    this.#sizes.set(start, size);
    return start;
  }

  free(pointer: number): void {
    const size = this.#sizes.get(pointer);
    if (size === undefined) throw new Error(`free(${pointer}): not allocated`);
    this.#sizes.delete(pointer);
    const ranges = [...this.#free, { start: pointer, end: pointer + size }];
    this.#free = merged(ranges.sort((a, b) => a.start - b.start));
    const last = this.#free.at(-1);
    if (last?.end === this.#end) {
      this.#end = last.start;
      this.#free.pop();
    }
  }

  #takeFrom(index: number, size: number): void {
    const { start, end } = this.#free[index];
    const rest = start + size < end ? [{ start: start + size, end }] : [];
    this.#free.splice(index, 1, ...rest);
  }
}

const align = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function merged(sorted: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last?.end === range.start)
      result.splice(-1, 1, { start: last.start, end: range.end });
    else result.push(range);
  }
  return result;
}
