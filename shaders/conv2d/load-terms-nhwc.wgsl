// Four channels of the first of four pixels, zero in the padding: one load.
fn load_terms(source: u32, first: u32, taps: Taps) -> Four {
  return select(Four(), input[(source + first + taps.at.x) / 4u], taps.inside.x);
}
