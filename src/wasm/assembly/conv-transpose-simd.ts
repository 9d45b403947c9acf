/**
 * convTranspose2d phase by phase: outputs of one residue modulo the stride see
 * the same taps, so each phase is a convolution of stride 1 over the padded
 * planes. All phases of a row are summed before the row is stored.
 */
import { at, Geometry } from './geometry';
import { multiplyRow } from './packed';
import { panelFloats, phaseAt, Phase } from './phases';
import { packPanel } from './pixels';
import { storePhases } from './phase-rows';

/**
 * A part is a block of rows of one row phase with a share of a group's panels
 * of channels: [image][group][block][row phase][share]. As in `convPacked`, a
 * block is gathered once; phases that read the same share it.
 */
export function convTransposeSimd(
  g: Geometry,
  phases: usize,
  planes: usize,
  offsets: usize,
  panels: usize,
  bias: usize,
  seen: Geometry,
  block: usize,
  tile: usize,
  sums: usize,
  output: usize,
  rowLength: i32,
  planeSize: i32,
  blockRows: i32,
  blocks: i32,
  linePixels: i32,
  viewFloats: i32,
  shares: i32,
  first: i32,
  end: i32,
): void {
  const groupPanels = (g.outPerGroup + 3) >> 2;
  const kernel = g.kernelHeight * g.kernelWidth;
  let gathered = -1;
  for (let part = first; part < end; part++) {
    const whole = part / shares;
    const share = part - whole * shares;
    const place = whole / g.strideY;
    const rows = phaseAt(phases, whole - place * g.strideY);
    const image = place / blocks;
    const firstRow = (place - image * blocks) * blockRows;
    const rowCount = min(blockRows, rows.count - firstRow);
    if (rowCount <= 0) continue;
    const n = image / g.groups;
    const group = image - n * g.groups;
    const view = place * g.strideY + rows.view;
    if (view != gathered) {
      const from = at(planes, image * g.inPerGroup * planeSize);
      let views = 0;
      for (let x = 0; x < g.strideX; x++) {
        const columns = phaseAt(phases, g.strideY + x);
        if (columns.view < views || columns.count == 0) continue;
        seePhase(g, seen, rows, columns, linePixels);
        const before = panelFloats(g, rows, columns, 1);
        const to = at(block, columns.view * viewFloats);
        const start = firstRow * columns.count;
        const pixels = rowCount * columns.count;
        gather(seen, from, at(offsets, before), start, pixels, rowLength, to);
        views = columns.view + 1;
      }
      gathered = view;
    }
    const channels = group * g.outPerGroup;
    const y = rows.first + firstRow * g.strideY;
    const to = n * g.outN + channels * g.outC + y * g.outH;
    const weights = at(panels, group * kernel * g.inPerGroup * groupPanels * 4);
    const last = ((share + 1) * groupPanels) / shares;
    for (let q = (share * groupPanels) / shares; q < last; q++) {
      const channel = 4 * q;
      const count = min(4, g.outPerGroup - channel);
      for (let x = 0; x < g.strideX; x++) {
        const columns = phaseAt(phases, g.strideY + x);
        seePhase(g, seen, rows, columns, linePixels);
        const terms = termsOf(seen);
        multiplyRow(
          seen,
          terms,
          at(block, columns.view * viewFloats),
          at(
            weights,
            panelFloats(g, rows, columns, groupPanels * 4) + channel * terms,
          ),
          bias ? at(bias, channels + channel) : 0,
          tile,
          at(sums, x * 4 * linePixels),
          count,
          // Whole panels: what hangs over stays in the line.
          (rowCount * columns.count + 7) & ~7,
        );
      }
      storePhases(
        g,
        phases,
        sums,
        at(output, to + channel * g.outC),
        count,
        rowCount,
        linePixels,
      );
    }
  }
}

/** Channels × taps of the phase. */
function termsOf(seen: Geometry): i32 {
  return seen.inPerGroup * seen.kernelHeight * seen.kernelWidth;
}

/**
 * A phase as a convolution of stride 1, whose output is four lines of sums,
 * one for each channel of a panel.
 */
function seePhase(
  g: Geometry,
  seen: Geometry,
  rows: Phase,
  columns: Phase,
  linePixels: i32,
): void {
  seen.inPerGroup = g.inPerGroup;
  seen.hardSwish = g.hardSwish;
  seen.residual = 0;
  seen.min = g.min;
  seen.max = g.max;
  seen.strideY = 1;
  seen.kernelHeight = rows.taps;
  seen.kernelWidth = columns.taps;
  seen.outHeight = rows.count;
  seen.outWidth = columns.count;
  seen.outC = linePixels;
  seen.outW = 1;
}

function gather(
  seen: Geometry,
  from: usize,
  offsets: usize,
  start: i32,
  pixels: i32,
  rowLength: i32,
  block: usize,
): void {
  const terms = termsOf(seen);
  for (let p = 0; p < pixels; p += 8) {
    const panel = at(block, p * terms);
    packPanel(seen, from, offsets, terms, start + p, rowLength, panel);
  }
}
