/**
 * The binary functions on four lanes: methods of classes without instances, as
 * in elementwise-functions. f32x4.min and max let NaN through.
 */
import { power } from './power';

@unmanaged
export class Add {
  value(a: v128, b: v128): v128 {
    return f32x4.add(a, b);
  }
}

@unmanaged
export class Sub {
  value(a: v128, b: v128): v128 {
    return f32x4.sub(a, b);
  }
}

@unmanaged
export class Mul {
  value(a: v128, b: v128): v128 {
    return f32x4.mul(a, b);
  }
}

@unmanaged
export class Div {
  value(a: v128, b: v128): v128 {
    return f32x4.div(a, b);
  }
}

@unmanaged
export class Max {
  value(a: v128, b: v128): v128 {
    return f32x4.max(a, b);
  }
}

@unmanaged
export class Min {
  value(a: v128, b: v128): v128 {
    return f32x4.min(a, b);
  }
}

@unmanaged
export class Pow {
  value(a: v128, b: v128): v128 {
    return power(a, b);
  }
}

@unmanaged
export class Prelu {
  value(x: v128, slope: v128): v128 {
    const negative = f32x4.lt(x, f32x4.splat(0));
    return v128.bitselect(f32x4.mul(x, slope), x, negative);
  }
}
