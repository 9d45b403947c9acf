// Shared by the reduction kernels; appended after them. Neighbouring axes that are
// reduced, or kept, together are one run; run 0 is the innermost of its kind.
struct Params {
  outputs: u32,
  taps: u32,
  kept_size_0: u32,
  kept_size_1: u32,
  kept_size_2: u32,
  kept_step_0: u32,
  kept_step_1: u32,
  kept_step_2: u32,
  kept_step_last: u32,
  reduced_size_0: u32,
  reduced_size_1: u32,
  reduced_size_2: u32,
  reduced_step_0: u32,
  reduced_step_1: u32,
  reduced_step_2: u32,
  reduced_step_last: u32,
}

// Where the elements of an output begin. KEPT and REDUCED are constants, so that
// what they rule out is not compiled.
fn output_place(index: u32) -> u32 {
  var rest = index;
  var at = 0u;
  if (KEPT > 1u) {
    at += rest % params.kept_size_0 * params.kept_step_0;
    rest /= params.kept_size_0;
  }
  if (KEPT > 2u) {
    at += rest % params.kept_size_1 * params.kept_step_1;
    rest /= params.kept_size_1;
  }
  if (KEPT > 3u) {
    at += rest % params.kept_size_2 * params.kept_step_2;
    rest /= params.kept_size_2;
  }
  return at + rest * params.kept_step_last;
}

// How far from there an element of the output is.
fn tap_place(tap: u32) -> u32 {
  var rest = tap;
  var at = 0u;
  if (REDUCED > 1u) {
    at += rest % params.reduced_size_0 * params.reduced_step_0;
    rest /= params.reduced_size_0;
  }
  if (REDUCED > 2u) {
    at += rest % params.reduced_size_1 * params.reduced_step_1;
    rest /= params.reduced_size_1;
  }
  if (REDUCED > 3u) {
    at += rest % params.reduced_size_2 * params.reduced_step_2;
    rest /= params.reduced_size_2;
  }
  return at + rest * params.reduced_step_last;
}
