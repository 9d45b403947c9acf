// Shared by the streams; appended after them. An invocation touches four
// elements a step. Interleaved, neighbours touch neighbours (lane_step 1), as a
// GPU likes it; blocked, each invocation has a stretch of its own
// (element_step 1), as a CPU that plays GPU likes it.
struct Params {
  // Elements of a buffer less one: their number is a power of two.
  mask: u32,
  // Steps of an invocation in one round over the working set, and rounds.
  steps: u32,
  rounds: u32,
  lane_step: u32,
  element_step: u32,
  scale: f32,
  // Multiply-adds on each float, in the intensity sweep alone.
  fmas: u32,
}

// Each round starts elsewhere, so that no store repeats the one before.
fn element(lane: u32, step: u32, round: u32, nth: u32) -> u32 {
  return (lane * params.lane_step + (4u * step + nth) * params.element_step
        + round * 64u) & params.mask;
}
