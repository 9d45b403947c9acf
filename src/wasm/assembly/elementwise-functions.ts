/**
 * The element-wise functions on four lanes. Each is the one method of a class
 * without instances, so that a loop can be made for each of them with a direct
 * call inside. a and b are the function's own two numbers; clamp's are its
 * bounds. pmin and pmax let NaN through.
 */
import {
  errorFunction,
  exponential,
  exponentialMinus1,
  log1Plus,
  withSign,
} from './exponential';

/** Through e^−|x| ≤ 1, which cannot overflow. */
function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  const e = exponential(f32x4.neg(f32x4.abs(x)));
  const negative = f32x4.lt(x, f32x4.splat(0));
  return f32x4.div(v128.bitselect(e, one, negative), f32x4.add(one, e));
}

function whereNegative(x: v128, y: v128): v128 {
  return v128.bitselect(y, x, f32x4.lt(x, f32x4.splat(0)));
}

@unmanaged
export class Relu {
  value(x: v128, a: v128, b: v128): v128 {
    return f32x4.pmax(x, f32x4.splat(0));
  }
}

@unmanaged
export class Clamp {
  value(x: v128, a: v128, b: v128): v128 {
    return f32x4.pmin(f32x4.pmax(x, a), b);
  }
}

@unmanaged
export class Linear {
  value(x: v128, a: v128, b: v128): v128 {
    return f32x4.add(f32x4.mul(a, x), b);
  }
}

@unmanaged
export class LeakyRelu {
  value(x: v128, a: v128, b: v128): v128 {
    return whereNegative(x, f32x4.mul(a, x));
  }
}

@unmanaged
export class HardSigmoid {
  value(x: v128, a: v128, b: v128): v128 {
    const line = f32x4.add(f32x4.mul(a, x), b);
    return f32x4.pmax(f32x4.pmin(line, f32x4.splat(1)), f32x4.splat(0));
  }
}

@unmanaged
export class HardSwish {
  value(x: v128, a: v128, b: v128): v128 {
    const gate = f32x4.pmin(f32x4.add(x, f32x4.splat(3)), f32x4.splat(6));
    const open = f32x4.pmax(gate, f32x4.splat(0));
    return f32x4.mul(x, f32x4.mul(open, f32x4.splat(0.16666667)));
  }
}

@unmanaged
export class Softsign {
  value(x: v128, a: v128, b: v128): v128 {
    return f32x4.div(x, f32x4.add(f32x4.splat(1), f32x4.abs(x)));
  }
}

@unmanaged
export class Sqrt {
  value(x: v128, a: v128, b: v128): v128 {
    return f32x4.sqrt(x);
  }
}

@unmanaged
export class Exp {
  value(x: v128, a: v128, b: v128): v128 {
    return exponential(x);
  }
}

@unmanaged
export class Sigmoid {
  value(x: v128, a: v128, b: v128): v128 {
    return sigmoid(x);
  }
}

@unmanaged
export class Silu {
  value(x: v128, a: v128, b: v128): v128 {
    return f32x4.mul(x, sigmoid(f32x4.mul(a, x)));
  }
}

@unmanaged
export class Tanh {
  value(x: v128, a: v128, b: v128): v128 {
    const doubled = f32x4.mul(f32x4.splat(-2), f32x4.abs(x));
    const t = exponentialMinus1(doubled);
    return withSign(f32x4.div(t, f32x4.add(t, f32x4.splat(2))), x);
  }
}

@unmanaged
export class Softplus {
  value(x: v128, a: v128, b: v128): v128 {
    const e = exponential(f32x4.neg(f32x4.abs(x)));
    return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), log1Plus(e));
  }
}

@unmanaged
export class Elu {
  value(x: v128, a: v128, b: v128): v128 {
    return whereNegative(x, f32x4.mul(a, exponentialMinus1(x)));
  }
}

@unmanaged
export class Erf {
  value(x: v128, a: v128, b: v128): v128 {
    return errorFunction(x);
  }
}

@unmanaged
export class Gelu {
  value(x: v128, a: v128, b: v128): v128 {
    const share = errorFunction(f32x4.mul(x, f32x4.splat(0.70710678)));
    const half = f32x4.mul(f32x4.splat(0.5), x);
    return f32x4.mul(half, f32x4.add(f32x4.splat(1), share));
  }
}
