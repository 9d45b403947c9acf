import { activateOne } from './activation';
import { at, biasOf, Geometry, setResidual } from './geometry';

/** The definition, one output after the other. A part is an output plane. */
export function convScalar(
  g: Geometry,
  input: usize,
  filter: usize,
  bias: usize,
  residual: usize,
  output: usize,
  first: i32,
  end: i32,
): void {
  setResidual(g, residual, output);
  const channels = g.groups * g.outPerGroup;
  for (let part = first; part < end; part++) {
    const n = part / channels;
    const c = part - n * channels;
    const firstIn = (c / g.outPerGroup) * g.inPerGroup;
    const from = at(input, n * g.inN + firstIn * g.inC);
    const taps = at(filter, c * g.filterO);
    const to = at(output, n * g.outN + c * g.outC);
    const start = biasOf(bias, c);
    for (let y = 0; y < g.outHeight; y++)
      for (let x = 0; x < g.outWidth; x++)
        storeOne(
          g,
          at(to, y * g.outH + x * g.outW),
          start + sumAt(g, from, taps, y, x),
        );
  }
}

function storeOne(g: Geometry, to: usize, sum: f32): void {
  if (g.residual) sum += load<f32>(to + g.residual);
  store<f32>(to, activateOne(g, sum));
}

/** Skips padded taps, so an infinite weight stays out of the border. */
function sumAt(g: Geometry, from: usize, taps: usize, y: i32, x: i32): f32 {
  let sum: f32 = 0;
  for (let ky = 0; ky < g.kernelHeight; ky++) {
    const inY = y * g.strideY + ky * g.dilationY - g.padTop;
    if (<u32>inY >= <u32>g.inHeight) continue;
    for (let kx = 0; kx < g.kernelWidth; kx++) {
      const inX = x * g.strideX + kx * g.dilationX - g.padLeft;
      if (<u32>inX >= <u32>g.inWidth) continue;
      const pixel = at(from, inY * g.inH + inX * g.inW);
      const tap = at(taps, ky * g.filterH + kx * g.filterW);
      for (let i = 0; i < g.inPerGroup; i++)
        sum +=
          load<f32>(at(pixel, i * g.inC)) * load<f32>(at(tap, i * g.filterI));
    }
  }
  return sum;
}
