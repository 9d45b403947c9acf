/** The pointwise half: panels of pixels that are ready, times the weights. */
import { at, Geometry } from './geometry';
import { multiplyPanels, storeTile } from './tile';

/** `block` is [pixel / 8][channel][8], `panels` [o / 4][channel][4]. */
export function multiplyBlock(
  point: Geometry,
  channels: i32,
  block: usize,
  panels: usize,
  bias: usize,
  _tile: usize,
  to: usize,
  pixels: i32,
): void {
  for (let o = 0; o < point.outPerGroup; o += 4)
    for (let p = 0; p < pixels; p += 8) {
      multiplyPanels(
        channels,
        at(block, p * channels),
        at(panels, o * channels),
      );
      storeTile(
        point,
        at(to, o * point.outC + p * point.outW),
        bias ? at(bias, o) : 0,
        min(4, point.outPerGroup - o),
        min(8, pixels - p),
      );
    }
}
