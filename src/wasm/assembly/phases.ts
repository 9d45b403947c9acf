/** Phases of a transposed convolution, and their weights and offsets. */
import { at, Geometry } from './geometry';

/**
 * Along one axis, the outputs of one residue modulo the stride. The field
 * order is that of `phaseInts` in src/ops/conv-transpose2d/wasm-phases.ts.
 */
@unmanaged
export class Phase {
  /** The first output, and how many there are, one every stride. */
  first: i32;
  count: i32;
  /** Where in the padded input its first output meets its first tap. */
  corner: i32;
  /** From there back to its next tap. */
  step: i32;
  taps: i32;
  /** Taps of the phases before this one, and from one of its taps to the next. */
  before: i32;
  period: i32;
  /** Phases of one view read the same inputs. */
  view: i32;
}

/** Phases of the rows, then of the columns. */
export function phaseAt(phases: usize, index: i32): Phase {
  return changetype<Phase>(phases + ((<usize>index) << 5));
}

/** Elements of the phases before, so many for each input and tap. */
export function panelFloats(
  g: Geometry,
  rows: Phase,
  columns: Phase,
  each: i32,
): i32 {
  const taps = rows.before * g.kernelWidth + rows.taps * columns.before;
  return taps * g.inPerGroup * each;
}

/** Bytes from a phase's pixel to each term: [phase][in][tap]. */
export function phaseOffsets(
  g: Geometry,
  phases: usize,
  offsets: usize,
  rowLength: i32,
  planeSize: i32,
): void {
  for (let py = 0; py < g.strideY; py++)
    for (let px = 0; px < g.strideX; px++) {
      const rows = phaseAt(phases, py);
      const columns = phaseAt(phases, g.strideY + px);
      let to = at(offsets, panelFloats(g, rows, columns, 1));
      for (let i = 0; i < g.inPerGroup; i++)
        for (let ty = 0; ty < rows.taps; ty++)
          for (let tx = 0; tx < columns.taps; tx++) {
            const y = rows.corner - ty * rows.step;
            const x = columns.corner - tx * columns.step;
            store<i32>(to, (i * planeSize + y * rowLength + x) << 2);
            to += 4;
          }
    }
}

/**
 * Filters as panels of 4 output channels, [group][phase][panel][in][tap][4];
 * channels past the end are zero.
 */
export function packPhases(
  g: Geometry,
  phases: usize,
  filter: usize,
  panels: usize,
): void {
  const padded = (g.outPerGroup + 3) & ~3;
  const kernel = g.kernelHeight * g.kernelWidth;
  for (let group = 0; group < g.groups; group++) {
    const from = at(filter, group * g.inPerGroup * g.filterI);
    const groupPanels = at(panels, group * kernel * g.inPerGroup * padded);
    for (let py = 0; py < g.strideY; py++)
      for (let px = 0; px < g.strideX; px++) {
        const rows = phaseAt(phases, py);
        const columns = phaseAt(phases, g.strideY + px);
        let to = at(groupPanels, panelFloats(g, rows, columns, padded));
        for (let first = 0; first < padded; first += 4)
          for (let i = 0; i < g.inPerGroup; i++)
            for (let ty = 0; ty < rows.taps; ty++)
              for (let tx = 0; tx < columns.taps; tx++) {
                const ky = py + ty * rows.period;
                const kx = px + tx * columns.period;
                const tap = i * g.filterI + ky * g.filterH + kx * g.filterW;
                for (let c = first; c < first + 4; c++) {
                  const weight: f32 =
                    c < g.outPerGroup
                      ? load<f32>(at(from, tap + c * g.filterO))
                      : 0;
                  store<f32>(to, weight);
                  to += 4;
                }
              }
      }
  }
}
