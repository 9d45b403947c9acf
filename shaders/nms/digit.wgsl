// Shared by the steps of the radix sort.
struct Params {
  segments: u32,
  boxes: u32,
  stretches: u32,
  stretch: u32,
  shift: u32,
}

fn digit_of(entry: vec2u) -> u32 {
  return (entry.x >> params.shift) & 15u;
}
