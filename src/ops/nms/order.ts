/** Scores as integers that sort: NaN first, then falling, ties by index. */

/**
 * The larger a score, the smaller its key; NaN has 0, and both zeros are one.
 * No score has the largest u32.
 */
export function scoreKeys(scores: ArrayLike<number>): Uint32Array {
  const bits = new Uint32Array(Float32Array.from(scores).buffer);
  return bits.map((word) => {
    if ((word << 1) >>> 0 > 0xff000000) return 0;
    const value = word === 0x80000000 ? 0 : word;
    return value >>> 31 ? value : ~(value | 0x80000000);
  });
}

/** The key that a key must be below; the largest u32 lets all pass. */
export const keyLimit = (scoreThreshold: number | null): number =>
  scoreThreshold === null ? 0xffffffff : scoreKeys([scoreThreshold])[0];

/** NaN is above no threshold. */
export const passes = (key: number, limit: number): boolean =>
  limit === 0xffffffff || (key < limit && key > 0);

/** Indices first … end of `keys`, sorted by key and stably so. */
export function sorted(keys: Uint32Array, first: number, end: number) {
  const order = Uint32Array.from({ length: end - first }, (_, i) => first + i);
  return order.sort((a, b) => keys[a] - keys[b] || a - b);
}
