// The functions, each on four elements at once; the last line of the text names
// the one that runs. What is not called is not compiled.
fn relu(x: vec4f) -> vec4f {
  return max(x, vec4f());
}

fn between(x: vec4f) -> vec4f {
  return min(max(x, vec4f(params.alpha)), vec4f(params.beta));
}

fn linear(x: vec4f) -> vec4f {
  return params.alpha * x + params.beta;
}

fn leaky_relu(x: vec4f) -> vec4f {
  return select(x, params.alpha * x, x < vec4f());
}

fn elu(x: vec4f) -> vec4f {
  return select(x, params.alpha * exponential_minus_1(x), x < vec4f());
}

// An infinity times an alpha of 0 is NaN, which min and max may drop.
fn hard_sigmoid(x: vec4f) -> vec4f {
  let line = linear(x);
  return keep_nan(line, min(max(line, vec4f()), vec4f(1.0)));
}

// The gate is divided, not the product, which may overflow.
fn hard_swish(x: vec4f) -> vec4f {
  return x * (min(max(x + 3.0, vec4f()), vec4f(6.0)) * 0.16666667);
}

// Through e^-|x| ≤ 1, which cannot overflow.
fn sigmoid(x: vec4f) -> vec4f {
  let e = exponential(-abs(x));
  return select(vec4f(1.0), e, x < vec4f()) / (1.0 + e);
}

fn silu(x: vec4f) -> vec4f {
  let line = params.alpha * x;
  return x * keep_nan(line, sigmoid(line));
}

fn hyperbolic_tangent(x: vec4f) -> vec4f {
  let t = exponential_minus_1(-2.0 * abs(x));
  return select(-t, t, x < vec4f()) / (t + 2.0);
}

fn softplus(x: vec4f) -> vec4f {
  return max(x, vec4f()) + log_1_plus(exponential(-abs(x)));
}

fn softsign(x: vec4f) -> vec4f {
  return x / (1.0 + abs(x));
}

fn square_root(x: vec4f) -> vec4f {
  return select(sqrt(x), not_a_number(), x < vec4f());
}

// Below 1 an odd polynomial; from there 1 - e^-R(t), where R = -log(1 - erf).
// From 4 on, erf is 1 in float32. Minimax fits, their error below 0.02 ULP.
fn error_function(x: vec4f) -> vec4f {
  let t = min(abs(x), vec4f(4.0));
  let z = t * t;
  var p = -8.0101925e-4 + z * 7.853858e-5;
  p = 5.1883277e-3 + z * p;
  p = -2.6853811e-2 + z * p;
  p = 0.112835854 + z * p;
  p = -0.37612626 + z * p;
  p = 1.1283791 + z * p;
  var r = 2.9476667e-3 + t * -1.8638009e-4;
  r = -2.1838097e-2 + t * r;
  r = 0.10310682 + t * r;
  r = 0.63814473 + t * r;
  r = 1.1270893 + t * r;
  r = 3.4151258e-4 + t * r;
  let size = select(1.0 - exponential(-r), t * p, t < vec4f(1.0));
  return select(size, -size, x < vec4f());
}

fn gelu(x: vec4f) -> vec4f {
  return 0.5 * x * (1.0 + error_function(x * 0.70710678));
}
