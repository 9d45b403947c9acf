/** What roiPool and roiAlign share: their numbers, vectors of channels. */
import { at } from './geometry';

/** In the order of src/ops/roi/wasm-kernels.ts, 4 bytes each. */
@unmanaged
export class Rois {
  batch: i32;
  channels: i32;
  height: i32;
  width: i32;
  binsY: i32;
  binsX: i32;
  /** Elements to skip for one step along that axis. */
  inN: i32;
  inC: i32;
  inH: i32;
  inW: i32;
  /** The same of vectors of four channels; c is the next four. */
  packedN: i32;
  packedC: i32;
  packedH: i32;
  packedW: i32;
  outN: i32;
  outC: i32;
  outH: i32;
  outW: i32;
  /** 0: adaptive. */
  samplingRatio: i32;
  mode: i32;
  scale: f32;
  shift: f32;
  leastSize: f32;
}

/** Four channels to a vector, zeros past the last. A part is four planes. */
export function packFours(
  g: Rois,
  input: usize,
  packed: usize,
  first: i32,
  end: i32,
): void {
  const fours = (g.channels + 3) >> 2;
  const step = at(0, g.inC);
  for (let part = first; part < end; part++) {
    const image = part / fours;
    const four = part - image * fours;
    const count = min(4, g.channels - 4 * four);
    for (let y = 0; y < g.height; y++) {
      let from = at(input, image * g.inN + 4 * four * g.inC + y * g.inH);
      let to =
        packed +
        16 * <usize>(image * g.packedN + four * g.packedC + y * g.packedH);
      for (let x = 0; x < g.width; x++) {
        let values = v128.load32_zero(from);
        if (count > 1) values = v128.load_lane<f32>(from + step, values, 1);
        if (count > 2) values = v128.load_lane<f32>(from + 2 * step, values, 2);
        if (count > 3) values = v128.load_lane<f32>(from + 3 * step, values, 3);
        v128.store(to, values);
        from = at(from, g.inW);
        to += 16 * <usize>g.packedW;
      }
    }
  }
}

/** The plane of vectors that a region lies on; 0: there is no such image. */
export function planeOf(g: Rois, packed: usize, box: usize): usize {
  const number = load<f32>(box);
  // A NaN is in no range either.
  if (!(number > -1 && number < <f32>g.batch)) return 0;
  return packed + 16 * <usize>(<i32>number * g.packedN);
}

/** The four outputs of a bin, as far as there are channels. */
export function storeFour(g: Rois, to: usize, four: i32, values: v128): void {
  const count = g.channels - 4 * four;
  const place = at(to, 4 * four * g.outC);
  const step = at(0, g.outC);
  if (count >= 4 && g.outC == 1) {
    v128.store(place, values);
    return;
  }
  v128.store_lane<f32>(place, values, 0);
  if (count > 1) v128.store_lane<f32>(place + step, values, 1);
  if (count > 2) v128.store_lane<f32>(place + 2 * step, values, 2);
  if (count > 3) v128.store_lane<f32>(place + 3 * step, values, 3);
}

/** A row of bins of a region whose image is not there. */
export function clearRow(g: Rois, to: usize): void {
  const zeros = f32x4.splat(0);
  const fours = (g.channels + 3) >> 2;
  for (let x = 0; x < g.binsX; x++)
    for (let four = 0; four < fours; four++)
      storeFour(g, at(to, x * g.outW), four, zeros);
}
