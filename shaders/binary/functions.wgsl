// The functions, each on four elements at once; the last line of the text names
// the one that runs. What is not called is not compiled.
fn sum(a: vec4f, b: vec4f) -> vec4f {
  return keep_nan(a, b, a + b);
}

fn difference(a: vec4f, b: vec4f) -> vec4f {
  return keep_nan(a, b, a - b);
}

fn product(a: vec4f, b: vec4f) -> vec4f {
  return keep_nan(a, b, a * b);
}

fn quotient(a: vec4f, b: vec4f) -> vec4f {
  return keep_nan(a, b, a / b);
}

fn larger(a: vec4f, b: vec4f) -> vec4f {
  return keep_nan(a, b, max(a, b));
}

fn smaller(a: vec4f, b: vec4f) -> vec4f {
  return keep_nan(a, b, min(a, b));
}

// A slope that is NaN matters below 0 only.
fn parametric_relu(x: vec4f, slope: vec4f) -> vec4f {
  return select(keep_nan(x, slope, x * slope), x, x >= vec4f());
}

// WGSL promises NaN neither through min and max nor through arithmetic, so it
// is told by its bits: where an input is NaN, so is the output.
fn keep_nan(a: vec4f, b: vec4f, y: vec4f) -> vec4f {
  return select(select(y, b, is_nan(b)), a, is_nan(a));
}

fn is_nan(x: vec4f) -> vec4<bool> {
  return (bitcast<vec4u>(x) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u);
}
