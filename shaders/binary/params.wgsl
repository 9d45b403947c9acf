// Shared by the binary kernels; appended after them. Neighbouring axes that both
// inputs walk alike have become one; axis 0 is the innermost. a_0 is how far a
// step along it is in a: 0 where a is repeated.
struct Params {
  count: u32,
  size_0: u32,
  size_1: u32,
  size_2: u32,
  size_3: u32,
  size_4: u32,
  size_5: u32,
  size_6: u32,
  a_0: u32,
  a_1: u32,
  a_2: u32,
  a_3: u32,
  a_4: u32,
  a_5: u32,
  a_6: u32,
  a_last: u32,
  b_0: u32,
  b_1: u32,
  b_2: u32,
  b_3: u32,
  b_4: u32,
  b_5: u32,
  b_6: u32,
  b_last: u32,
}

// Where an element of the output lies in a and in b. RANK is a constant, so
// that what it rules out is not compiled.
fn places(index: u32) -> vec2u {
  var rest = index;
  var at = vec2u();
  if (RANK > 1u) {
    at += rest % params.size_0 * vec2u(params.a_0, params.b_0);
    rest /= params.size_0;
  }
  if (RANK > 2u) {
    at += rest % params.size_1 * vec2u(params.a_1, params.b_1);
    rest /= params.size_1;
  }
  if (RANK > 3u) {
    at += rest % params.size_2 * vec2u(params.a_2, params.b_2);
    rest /= params.size_2;
  }
  if (RANK > 4u) {
    at += rest % params.size_3 * vec2u(params.a_3, params.b_3);
    rest /= params.size_3;
  }
  if (RANK > 5u) {
    at += rest % params.size_4 * vec2u(params.a_4, params.b_4);
    rest /= params.size_4;
  }
  if (RANK > 6u) {
    at += rest % params.size_5 * vec2u(params.a_5, params.b_5);
    rest /= params.size_5;
  }
  if (RANK > 7u) {
    at += rest % params.size_6 * vec2u(params.a_6, params.b_6);
    rest /= params.size_6;
  }
  return at + rest * vec2u(params.a_last, params.b_last);
}
