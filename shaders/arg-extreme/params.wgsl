// Shared by the kernels of argMax and argMin; appended after them. A line is what
// one index is found in: `length` numbers, `inner` elements apart.
struct Params {
  lines: u32,
  length: u32,
  inner: u32,
}

fn line_start(line: u32) -> u32 {
  return line / params.inner * params.length * params.inner + line % params.inner;
}

// Bits that sort as the numbers do, a NaN above all; those of -x for argMin. Both
// zeros are one. Whole numbers, since WGSL need not compare NaN as it is.
fn order(x: vec4f) -> vec4i {
  let bits = bitcast<vec4i>(x);
  let size = bits & vec4i(0x7fffffff);
  let upward = select(size, -size, bits < vec4i());
  return select(SIGN * upward, vec4i(0x7fffffff), size > vec4i(0x7f800000));
}
