// Where a loop over all taps and, in fours, over a group's inputs has got to.
// One loop instead of three nested ones: each loop carries all the sums along.
struct Step {
  ky: u32,
  kx: u32,
  input: u32,
}

fn next_step(step: Step) -> Step {
  let input = step.input + 4u;
  let inputs_done = input >= params.in_per_group;
  let kx = step.kx + select(0u, 1u, inputs_done);
  let row_done = kx == params.kernel_width;
  return Step(
    step.ky + select(0u, 1u, row_done),
    select(kx, 0u, row_done),
    select(input, 0u, inputs_done),
  );
}
