/**
 * A convolution's numbers, 4 bytes each, in linear memory. The field order is
 * that of `geometryInts` in src/ops/conv2d/wasm-geometry.ts.
 */
@unmanaged
export class Geometry {
  batch: i32;
  groups: i32;
  inPerGroup: i32;
  inHeight: i32;
  inWidth: i32;
  outPerGroup: i32;
  outHeight: i32;
  outWidth: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  padTop: i32;
  padLeft: i32;
  strideY: i32;
  strideX: i32;
  dilationY: i32;
  dilationX: i32;
  /** Element strides. */
  inN: i32;
  inC: i32;
  inH: i32;
  inW: i32;
  filterO: i32;
  filterI: i32;
  filterH: i32;
  filterW: i32;
  outN: i32;
  outC: i32;
  outH: i32;
  outW: i32;
  hardSwish: i32;
  /** Bytes from an output to its residual; 0: there is none. */
  residual: usize;
  min: f32;
  max: f32;
}

/**
 * Tells the epilogue where the residual lies, if there is one: each output finds
 * its own as far from it as the two tensors are. All threads write the same.
 */
export function setResidual(g: Geometry, residual: usize, output: usize): void {
  g.residual = residual ? residual - output : 0;
}

export function setInt(to: usize, index: i32, value: i32): void {
  store<i32>(to + ((<usize>index) << 2), value);
}

export function setFloat(to: usize, index: i32, value: f32): void {
  store<f32>(to + ((<usize>index) << 2), value);
}

/** Address of the element so many floats further on. */
export function at(base: usize, elements: i32): usize {
  return base + ((<usize>elements) << 2);
}

/** The bias of one output channel; 0 where the convolution has none. */
export function biasOf(bias: usize, channel: i32): f32 {
  return bias ? load<f32>(at(bias, channel)) : 0;
}
