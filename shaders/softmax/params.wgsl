// Shared by the softmax kernels; appended after them. A line is what one sum is
// made of: `length` numbers, `inner` elements apart.
struct Params {
  lines: u32,
  length: u32,
  inner: u32,
}

fn line_start(line: u32) -> u32 {
  return line / params.inner * params.length * params.inner + line % params.inner;
}

fn smallest() -> vec4f {
  // A `let`, since a constant expression may not be infinite.
  let bits = vec4u(0xff800000u);
  return bitcast<vec4f>(bits);
}

// NaN is larger than any number; WGSL's max may drop it.
fn larger(best: vec4f, x: vec4f) -> vec4f {
  let is_nan = (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u);
  return select(best, x, (x > best) | is_nan);
}

// e^x over the sum; where the largest number is infinite or NaN, NaN.
fn share(exponential: vec4f, sum: vec4f, largest: vec4f) -> vec4f {
  let size = bitcast<vec4u>(largest) & vec4u(0x7f800000u);
  let is_finite = size < vec4u(0x7f800000u);
  return select(not_a_number(), exponential / sum, is_finite);
}
