// Stores four neighbours of a row; what hangs over the end is dropped.
// One store in a loop: 64 of them, unrolled, would take seconds to compile.
fn store_row(sums: vec4f, batch: u32, row: u32, column: u32) {
  let columns = column + vec4u(0u, 1u, 2u, 3u);
  let from_c = row * params.c_row + columns * params.c_column;
  let added = vec4f(c[from_c.x], c[from_c.y], c[from_c.z], c[from_c.w]);
  let y = finish(sums, added);
  let at = (batch * params.rows + row) * params.columns + column;
  for (var p = 0u; p < 4u; p++) {
    if (row < params.rows && columns[p] < params.columns) {
      output[at + p] = y[p];
    }
  }
}

// A row to a column of the matrix.
fn store_block(sums: mat4x4f, batch: u32, row: u32, column: u32) {
  for (var r = 0u; r < 4u; r++) {
    store_row(sums[r], batch, row + r, column);
  }
}
