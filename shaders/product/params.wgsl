// Shared by the matrix products; appended after them.
// a_row, b_term …: elements to skip for one step, so that one kernel takes
// matrices as they lie. batch_0 is the innermost batch axis; a step of 0 takes
// the same matrix again.
struct Params {
  batches: u32,
  rows: u32,
  columns: u32,
  terms: u32,
  a_row: u32,
  a_term: u32,
  b_term: u32,
  b_column: u32,
  c_row: u32,
  c_column: u32,
  batch_0: u32,
  batch_1: u32,
  batch_2: u32,
  batch_3: u32,
  a_batch_0: u32,
  a_batch_1: u32,
  a_batch_2: u32,
  a_batch_3: u32,
  b_batch_0: u32,
  b_batch_1: u32,
  b_batch_2: u32,
  b_batch_3: u32,
  alpha: f32,
  beta: f32,
  hard_swish: u32,
  min_value: f32,
  max_value: f32,
}

// Where a pair of matrices begins.
struct Pair {
  a: u32,
  b: u32,
}

fn pair_of(batch: u32) -> Pair {
  let i = batch % params.batch_0;
  var rest = batch / params.batch_0;
  let j = rest % params.batch_1;
  rest /= params.batch_1;
  let k = rest % params.batch_2;
  let l = rest / params.batch_2;
  return Pair(
    i * params.a_batch_0 + j * params.a_batch_1 + k * params.a_batch_2 + l * params.a_batch_3,
    i * params.b_batch_0 + j * params.b_batch_1 + k * params.b_batch_2 + l * params.b_batch_3,
  );
}

// A sum becomes an output while it is still in a register. Where nothing is
// added, beta is 0 and c a buffer of zeros.
fn finish(sum: vec4f, added: vec4f) -> vec4f {
  let y = params.alpha * sum + params.beta * added;
  if (params.hard_swish == 1u) {
    return y * clamp(y + 3.0, vec4f(0.0), vec4f(6.0)) / 6.0;
  }
  return min(max(y, vec4f(params.min_value)), vec4f(params.max_value));
}
