/**
 * Winograd F(2×2, 3×3): Lavin and Gray 2015, "Fast Algorithms for Convolutional
 * Neural Networks". Tiles of 2×2 outputs become 4×4 places; at each place the
 * channels are summed as in a 1×1 convolution.
 */
import { at, Geometry, setResidual } from './geometry';
import { multiplyAdd } from './simd';
import { placeOffset, Tiles } from './winograd-tiles';
import { transformInput, transformOutput } from './winograd-transforms';

/** Of a transformed tile. */
const PLACES: i32 = 16;

/**
 * G g Gᵀ of each filter as [panel][place][in][4 channels]; a part is a panel
 * of 4 output channels, those past the group's end are zero.
 */
export function winogradFilter(
  g: Geometry,
  filter: usize,
  panels: usize,
  first: i32,
  end: i32,
): void {
  const placeStep = g.inPerGroup * 4;
  const groupPanels = (g.outPerGroup + 3) >> 2;
  for (let panel = first; panel < end; panel++) {
    const group = panel / groupPanels;
    const channel = (panel - group * groupPanels) << 2;
    const count = min(4, g.outPerGroup - channel);
    const to = at(panels, panel * PLACES * placeStep);
    memory.fill(to, 0, at(0, PLACES * placeStep));
    for (let c = 0; c < count; c++) {
      const o = group * g.outPerGroup + channel + c;
      for (let i = 0; i < g.inPerGroup; i++) {
        const tap = at(filter, o * g.filterO + i * g.filterI);
        for (let y = 0; y < 4; y++)
          for (let x = 0; x < 4; x++) {
            const place = (4 * y + x) * placeStep + i * 4 + c;
            store<f32>(at(to, place), <f32>transformed(g, tap, y, x));
          }
      }
    }
  }
}

/** One element of G g Gᵀ, in float64: it is computed once. */
function transformed(g: Geometry, tap: usize, y: i32, x: i32): f64 {
  let sum: f64 = 0;
  for (let ky = 0; ky < 3; ky++)
    for (let kx = 0; kx < 3; kx++)
      sum +=
        weightOf(y, ky) *
        weightOf(x, kx) *
        load<f32>(at(tap, ky * g.filterH + kx * g.filterW));
  return sum;
}

/** G: the powers of the points 0, 1, −1 and infinity, halved for ±1. */
function weightOf(row: i32, k: i32): f64 {
  if (row == 0) return k == 0 ? 1 : 0;
  if (row == 3) return k == 2 ? 1 : 0;
  return row == 2 && k == 1 ? -0.5 : 0.5;
}

/**
 * A part is a block of tiles of one group with a share of its panels of
 * channels: [image][group][block][share].
 */
export function convWinograd(
  g: Geometry,
  tiles: Tiles,
  planes: usize,
  panels: usize,
  bias: usize,
  residual: usize,
  block: usize,
  sums: usize,
  work: usize,
  output: usize,
  blockTiles: i32,
  shares: i32,
  first: i32,
  end: i32,
): void {
  setResidual(g, residual, output);
  const count = tiles.across * tiles.down;
  const blocks = (count + blockTiles - 1) / blockTiles;
  const groupPanels = (g.outPerGroup + 3) >> 2;
  const panelSize = PLACES * g.inPerGroup * 4;
  let gathered = -1;
  for (let part = first; part < end; part++) {
    const whole = part / shares;
    const share = part - whole * shares;
    const image = whole / blocks;
    const start = (whole - image * blocks) * blockTiles;
    const n = image / g.groups;
    const group = image - n * g.groups;
    const length = min(blockTiles, count - start);
    if (whole != gathered) {
      const from = at(planes, image * g.inPerGroup * tiles.planeSize);
      gather(g, tiles, from, start, length, block, work);
      gathered = whole;
    }
    const to = n * g.outN + group * g.outPerGroup * g.outC;
    const last = ((share + 1) * groupPanels) / shares;
    for (let q = (share * groupPanels) / shares; q < last; q++) {
      const weights = at(panels, (group * groupPanels + q) * panelSize);
      multiplyPlaces(g.inPerGroup, block, weights, sums, length);
      const channel = 4 * q;
      const valid = min(4, g.outPerGroup - channel);
      for (let c = 0; c < valid; c++) {
        const o = channel + c;
        scatter(
          g,
          tiles,
          at(sums, c * 8),
          bias ? load<f32>(at(bias, group * g.outPerGroup + o)) : 0,
          work,
          at(output, to + o * g.outC),
          start,
          length,
        );
      }
    }
  }
}

/** The transformed input of a block: [8 tiles][place][channel][8]. */
function gather(
  g: Geometry,
  tiles: Tiles,
  planes: usize,
  start: i32,
  length: i32,
  block: usize,
  work: usize,
): void {
  const placeStep = at(0, g.inPerGroup * 8);
  const planeStep = at(0, tiles.planeSize);
  for (let t = 0; t < length; t += 4) {
    let to =
      block +
      <usize>(t >> 3) * (<usize>PLACES * placeStep) +
      <usize>((t & 4) << 2);
    const a = placeOffset(tiles, start + t);
    const b = placeOffset(tiles, start + t + 1);
    const c = placeOffset(tiles, start + t + 2);
    const d = placeOffset(tiles, start + t + 3);
    let plane = planes;
    for (let i = 0; i < g.inPerGroup; i++) {
      transformInput(tiles, plane, a, b, c, d, work, to, placeStep);
      plane += planeStep;
      to += 32;
    }
  }
}

/**
 * Sums over the channels at every place, for 8 tiles × 4 output channels at
 * once: [8 tiles][place][4][8].
 */
function multiplyPlaces(
  channels: i32,
  block: usize,
  weights: usize,
  sums: usize,
  length: i32,
): void {
  const placeStep = (<usize>channels) << 5;
  const panelStep = placeStep * <usize>PLACES;
  for (let place = 0; place < PLACES; place++) {
    let to = sums + ((<usize>place) << 7);
    let from = block + <usize>place * placeStep;
    for (let t = 0; t < length; t += 8) {
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let b0 = a0;
      let b1 = a0;
      let c0 = a0;
      let c1 = a0;
      let d0 = a0;
      let d1 = a0;
      let weight = weights;
      let x = from;
      const end = x + placeStep;
      while (x < end) {
        const x0 = v128.load(x);
        const x1 = v128.load(x, 16);
        let w = v128.load_splat<f32>(weight);
        a0 = multiplyAdd(w, x0, a0);
        a1 = multiplyAdd(w, x1, a1);
        w = v128.load_splat<f32>(weight, 4);
        b0 = multiplyAdd(w, x0, b0);
        b1 = multiplyAdd(w, x1, b1);
        w = v128.load_splat<f32>(weight, 8);
        c0 = multiplyAdd(w, x0, c0);
        c1 = multiplyAdd(w, x1, c1);
        w = v128.load_splat<f32>(weight, 12);
        d0 = multiplyAdd(w, x0, d0);
        d1 = multiplyAdd(w, x1, d1);
        x += 32;
        weight += 16;
      }
      v128.store(to, a0, 0);
      v128.store(to, a1, 16);
      v128.store(to, b0, 32);
      v128.store(to, b1, 48);
      v128.store(to, c0, 64);
      v128.store(to, c1, 80);
      v128.store(to, d0, 96);
      v128.store(to, d1, 112);
      to += (<usize>PLACES) << 7;
      from += panelStep;
    }
    weights += (<usize>channels) << 4;
  }
}

/** One output channel of a block, from its sums. */
function scatter(
  g: Geometry,
  tiles: Tiles,
  sums: usize,
  bias: f32,
  work: usize,
  to: usize,
  start: i32,
  length: i32,
): void {
  for (let t = 0; t < length; t += 4) {
    const from =
      sums + ((<usize>((t >> 3) * PLACES)) << 7) + <usize>((t & 4) << 2);
    const count = min(4, length - t);
    transformOutput(g, tiles, from, bias, work, to, start + t, count);
  }
}
