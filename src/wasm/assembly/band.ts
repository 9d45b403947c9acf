/** A thread's band: the padded rows that some rows of outputs read. */
import { fillRow } from './band-row';
import { at, Geometry } from './geometry';

/** Once for each call: most of the padding is never written again. */
export function clearBand(
  g: Geometry,
  band: usize,
  phaseLength: i32,
  outputRows: i32,
): void {
  const rows = inputRows(g, outputRows);
  memory.fill(band, 0, at(0, rows * g.strideX * phaseLength));
}

/** What output rows from `first` on read of the plane at `from`. */
export function fillBand(
  g: Geometry,
  from: usize,
  band: usize,
  phaseLength: i32,
  first: i32,
  outputRows: i32,
): void {
  const rowLength = g.strideX * phaseLength;
  const rows = inputRows(g, outputRows);
  const top = first * g.strideY - g.padTop;
  for (let row = 0; row < rows; row++) {
    const y = top + row;
    if (<u32>y < <u32>g.inHeight)
      fillRow(g, at(from, y * g.inH), band, phaseLength);
    else if (outputRows < g.outHeight)
      // Another band of the plane may have left something here.
      memory.fill(band, 0, at(0, rowLength));
    band = at(band, rowLength);
  }
}

function inputRows(g: Geometry, outputRows: i32): i32 {
  return (outputRows - 1) * g.strideY + (g.kernelHeight - 1) * g.dilationY + 1;
}
