/** Tensors as float64 and back: the oracles' only view of a dtype. */
import { halfBits, halfValue } from './float16';
import type { DType, Shape, Tensor, TypedArray } from './tensor';

/** The elements as float64. */
export function toFloat64(tensor: Tensor): Float64Array {
  return tensor.dtype === 'float16'
    ? Float64Array.from(tensor.data as Uint16Array, halfValue)
    : Float64Array.from(tensor.data as Float32Array, Number);
}

/** Rounds once, to nearest even, into the dtype. */
export function fromFloat64(
  values: Float64Array,
  shape: Shape,
  dtype: DType,
): Tensor {
  return { shape: [...shape], dtype, data: encode(values, dtype) };
}

function encode(values: Float64Array, dtype: DType): TypedArray {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(values);
    case 'float16':
      return Uint16Array.from(values, halfBits);
    case 'int32':
      return Int32Array.from(values);
    case 'uint32':
      return Uint32Array.from(values);
    case 'int8':
      return Int8Array.from(values);
    case 'uint8':
      return Uint8Array.from(values);
    case 'int64':
      return BigInt64Array.from([...values].map(BigInt));
  }
}
