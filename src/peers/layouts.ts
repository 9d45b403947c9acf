/** Between our layouts and a peer's. While preparing and reading, never timed. */

type Image = readonly number[];

/** [1, C, H, W] → [1, H, W, C]. */
export function toNhwc(
  data: ArrayLike<number>,
  [, c, h, w]: Image,
): Float32Array {
  const out = new Float32Array(data.length);
  for (let channel = 0, from = 0; channel < c; channel++)
    for (let to = channel; to < c * h * w; to += c) out[to] = data[from++];
  return out;
}

/** [1, H, W, C] → the given [1, C, H, W]. */
export function toNchw(
  data: ArrayLike<number>,
  [, c, h, w]: Image,
): Float32Array {
  const out = new Float32Array(data.length);
  for (let channel = 0, to = 0; channel < c; channel++)
    for (let from = channel; from < c * h * w; from += c)
      out[to++] = data[from];
  return out;
}

/** [A, B, kH, kW] → [kH, kW, B, A]: OIHW → HWIO, IOHW → HWOI. */
export function toHwio(
  data: ArrayLike<number>,
  [a, b, kh, kw]: Image,
): Float32Array {
  const out = new Float32Array(data.length);
  const taps = kh * kw;
  for (let i = 0, from = 0; i < a; i++)
    for (let j = 0; j < b; j++)
      for (let tap = 0; tap < taps; tap++)
        out[(tap * b + j) * a + i] = data[from++];
  return out;
}
