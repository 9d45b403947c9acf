/** The pointwise half: panels of pixels that are ready, times the weights. */
import { at, Geometry } from './geometry';
import { multiplyRow } from './packed';

/** `block` is [pixel / 8][channel][8], `panels` [o / 4][channel][4]. */
export function multiplyBlock(
  point: Geometry,
  channels: i32,
  block: usize,
  panels: usize,
  bias: usize,
  tile: usize,
  to: usize,
  pixels: i32,
): void {
  for (let o = 0; o < point.outPerGroup; o += 4)
    multiplyRow(
      point,
      channels,
      block,
      at(panels, o * channels),
      bias ? at(bias, o) : 0,
      tile,
      at(to, o * point.outC),
      min(4, point.outPerGroup - o),
      pixels,
    );
}
