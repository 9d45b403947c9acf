// Shared by the kernels of squeezeExcitation: what becomes of a sum. Sigmoids
// go through e^-|x| ≤ 1, which cannot overflow.

const NONE = 0u;
const RELU = 1u;
const HARD_SWISH = 2u;
const SILU = 3u;
const HARD_SIGMOID = 4u;
const SIGMOID = 5u;

fn activate(kind: u32, x: f32) -> f32 {
  var y = x;
  switch kind {
    case RELU: {
      y = max(x, 0.0);
    }
    case HARD_SWISH: {
      y = x * (clamp(x + 3.0, 0.0, 6.0) * 0.16666667);
    }
    case SILU: {
      y = x * sigmoid(x);
    }
    case HARD_SIGMOID: {
      y = clamp(params.alpha * x + params.beta, 0.0, 1.0);
    }
    case SIGMOID: {
      y = sigmoid(x);
    }
    default: {}
  }
  return y;
}

fn sigmoid(x: f32) -> f32 {
  let e = exponential(vec4f(-abs(x))).x;
  return select(1.0, e, x < 0.0) / (1.0 + e);
}
