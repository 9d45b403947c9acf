/**
 * A table of a FlatBuffer, read by field number: all that a .tflite needs.
 * Source: https://flatbuffers.dev/internals/
 */
export class Table {
  readonly #view: DataView;
  readonly #at: number;

  private constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
  }

  static root(bytes: ArrayBuffer): Table {
    const view = new DataView(bytes);
    return new Table(view, view.getUint32(0, true));
  }

  byte(field: number, absent = 0): number {
    const at = this.#field(field);
    return at ? this.#view.getUint8(at) : absent;
  }

  int(field: number, absent = 0): number {
    const at = this.#field(field);
    return at ? this.#view.getInt32(at, true) : absent;
  }

  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field));
  }

  bytes(field: number): Uint8Array<ArrayBuffer> {
    const [start, length] = this.#vector(field);
    const { buffer, byteOffset } = this.#view;
    return new Uint8Array(buffer as ArrayBuffer, byteOffset + start, length);
  }

  ints(field: number): number[] {
    const [start, length] = this.#vector(field);
    return Array.from({ length }, (_, i) =>
      this.#view.getInt32(start + 4 * i, true),
    );
  }

  table(field: number): Table | null {
    const at = this.#field(field);
    return at ? new Table(this.#view, this.#follow(at)) : null;
  }

  tables(field: number): Table[] {
    const [start, length] = this.#vector(field);
    return Array.from(
      { length },
      (_, i) => new Table(this.#view, this.#follow(start + 4 * i)),
    );
  }

  /** Where a field stands; 0 where it is left out. */
  #field(field: number): number {
    const vtable = this.#at - this.#view.getInt32(this.#at, true);
    const slot = 4 + 2 * field;
    if (slot >= this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(vtable + slot, true);
    return offset ? this.#at + offset : 0;
  }

  #vector(field: number): [start: number, length: number] {
    const at = this.#field(field);
    if (!at) return [0, 0];
    const start = this.#follow(at);
    return [start + 4, this.#view.getUint32(start, true)];
  }

  #follow(at: number): number {
    return at + this.#view.getUint32(at, true);
  }
}
