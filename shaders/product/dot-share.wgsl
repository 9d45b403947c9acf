// Shared by the kernels of dot products: four outputs of a row, and a share of
// their terms.
struct RowPlace {
  batch: u32,
  row: u32,
  column: u32,
  // Nobody leaves before a barrier; past the end the last row is read again.
  is_inside: bool,
}

fn place_of(index: u32) -> RowPlace {
  let column_fours = (params.columns + 3u) / 4u;
  let line = index / column_fours;
  let lines = params.batches * params.rows;
  let inside = min(line, lines - 1u);
  return RowPlace(
    inside / params.rows,
    inside % params.rows,
    index % column_fours * 4u,
    line < lines,
  );
}

// Terms part, part + parts, part + 2 · parts … in fours.
fn share_of(place: RowPlace, part: u32, parts: u32) -> vec4f {
  let pair = pair_of(place.batch);
  let columns = place.column + vec4u(0u, 1u, 2u, 3u);
  let in_a = (pair.a + place.row * params.a_row) / 4u;
  let in_b = (pair.b + min(columns, vec4u(params.columns - 1u)) * params.b_column) / 4u;
  let fours = params.terms / 4u;
  var x = vec4f();
  var y = vec4f();
  var z = vec4f();
  var w = vec4f();
  for (var four = part; four < fours; four += parts) {
    let value = a[in_a + four];
    x += value * b[in_b.x + four];
    y += value * b[in_b.y + four];
    z += value * b[in_b.z + four];
    w += value * b[in_b.w + four];
  }
  let one = vec4f(1.0);
  return vec4f(dot(x, one), dot(y, one), dot(z, one), dot(w, one));
}
