/**
 * Something that may end while others wait: a GPU device, a worker. Unlike
 * Promise.race against a promise that stays pending, it lets go of whoever has
 * finished; a race would keep every result for as long as the other one lives.
 */
export class Life {
  readonly #waiting = new Set<(error: unknown) => void>();
  #end: { readonly error: unknown } | null = null;

  get isOver(): boolean {
    return this.#end !== null;
  }

  /** The first end counts. */
  end(error: unknown): void {
    if (this.#end) return;
    this.#end = { error };
    for (const tell of this.#waiting) tell(error);
    this.#waiting.clear();
  }

  /** Follows `work`, or rejects with the end where that came first. */
  during<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#end) reject(this.#end.error);
      else this.#waiting.add(reject);
      work.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
