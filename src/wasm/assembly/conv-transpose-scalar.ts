import { activateOne } from './activation';
import { at, biasOf, Geometry } from './geometry';

/** One output after the other; a unit is a plane of the output. */
export function convTransposeScalar(
  g: Geometry,
  input: usize,
  filter: usize,
  bias: usize,
  output: usize,
  firstPlane: i32,
  endPlane: i32,
): void {
  const channels = g.groups * g.outPerGroup;
  for (let plane = firstPlane; plane < endPlane; plane++) {
    const n = plane / channels;
    const c = plane - n * channels;
    const firstIn = (c / g.outPerGroup) * g.inPerGroup;
    const from = at(input, n * g.inN + firstIn * g.inC);
    const taps = at(
      filter,
      firstIn * g.filterI + (c % g.outPerGroup) * g.filterO,
    );
    const to = at(output, n * g.outN + c * g.outC);
    const start = biasOf(bias, c);
    for (let y = 0; y < g.outHeight; y++)
      for (let x = 0; x < g.outWidth; x++)
        store<f32>(
          at(to, y * g.outH + x * g.outW),
          activateOne(g, start + sumAt(g, from, taps, y, x)),
        );
  }
}

/** Gathers the taps that reach an output: those a whole input step away. */
function sumAt(g: Geometry, from: usize, taps: usize, y: i32, x: i32): f32 {
  let sum: f32 = 0;
  for (let ky = 0; ky < g.kernelHeight; ky++) {
    const upY = y + g.padTop - ky * g.dilationY;
    const inY = upY / g.strideY;
    if (upY < 0 || inY >= g.inHeight || upY % g.strideY != 0) continue;
    for (let kx = 0; kx < g.kernelWidth; kx++) {
      const upX = x + g.padLeft - kx * g.dilationX;
      const inX = upX / g.strideX;
      if (upX < 0 || inX >= g.inWidth || upX % g.strideX != 0) continue;
      const pixel = at(from, inY * g.inH + inX * g.inW);
      const tap = at(taps, ky * g.filterH + kx * g.filterW);
      for (let i = 0; i < g.inPerGroup; i++)
        sum +=
          load<f32>(at(pixel, i * g.inC)) * load<f32>(at(tap, i * g.filterI));
    }
  }
  return sum;
}
