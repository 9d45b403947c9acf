export type DType =
  'float32' | 'float16' | 'int32' | 'uint32' | 'int8' | 'uint8' | 'int64';

export type TypedArray =
  | Float32Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Int8Array
  | Uint8Array
  | BigInt64Array;

/** Row-major. float16 elements are their bit patterns in a Uint16Array. */
export interface Tensor {
  shape: number[];
  dtype: DType;
  data: TypedArray;
}

export type Shape = readonly number[];
/** Shapes by role: `{ input: [1, 3, 224, 224], filter: [...] }`. */
export type Shapes = Readonly<Record<string, Shape>>;
export type Tensors = Record<string, Tensor>;

export const elementCount = (shape: Shape): number =>
  shape.reduce((product, side) => product * side, 1);

/** What `data` is for each dtype. */
export const arrayTypes = {
  float32: Float32Array,
  float16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int64: BigInt64Array,
} as const satisfies Readonly<Record<DType, unknown>>;

export const shapesOf = (tensors: Tensors): Record<string, number[]> =>
  Object.fromEntries(
    Object.entries(tensors).map(([role, tensor]) => [role, tensor.shape]),
  );
