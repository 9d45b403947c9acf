/** Reads and compares recorded test vectors: JSON cases from other projects. */
import { unsupported } from '../errors';
import { halfBits, halfValue } from '../ops/float16';
import {
  elementCount,
  type DType,
  type Tensor,
  type TypedArray,
} from '../ops/tensor';

export interface VectorTensor {
  shape: number[];
  dtype: string;
  data?: (number | string)[];
  /** Base64 of the little-endian elements, instead of `data`. */
  data_b64?: string;
}
export interface VectorTolerance {
  kind: 'exact' | 'ulp' | 'atol';
  value: number;
  rtol?: number;
}
export interface VectorCase {
  name: string;
  source: string;
  op: string;
  options: Record<string, unknown>;
  inputs: Record<string, VectorTensor>;
  outputs: Record<string, VectorTensor>;
  tolerance: VectorTolerance;
  tags?: string[];
  /** What in it goes past WebNN. */
  ext?: string[];
}

/** The first element that is off, and how many are. */
export interface Mismatch {
  index: number;
  actual: number;
  expected: number;
  count: number;
}

interface Format {
  fromBuffer(buffer: ArrayBuffer): TypedArray;
  fromNumbers(values: number[]): TypedArray;
}
const formats: Record<DType, Format> = {
  float32: of(Float32Array),
  float16: {
    fromBuffer: (buffer) => new Uint16Array(buffer),
    fromNumbers: (values) => Uint16Array.from(values, halfBits),
  },
  int32: of(Int32Array),
  uint32: of(Uint32Array),
  int8: of(Int8Array),
  uint8: of(Uint8Array),
  int64: {
    fromBuffer: (buffer) => new BigInt64Array(buffer),
    fromNumbers: (values) => BigInt64Array.from(values, BigInt),
  },
};

/** Typed arrays are little-endian on every machine that runs a browser. */
export function readTensor(given: VectorTensor): Tensor {
  const { shape, dtype } = given;
  if (!isDType(dtype))
    throw unsupported(
      `dtype ${dtype}: tensors here are ${Object.keys(formats).join(', ')}.`,
    );
  const format = formats[dtype];
  const data =
    given.data_b64 === undefined
      ? format.fromNumbers((given.data ?? []).map(readNumber))
      : format.fromBuffer(bytesOf(given.data_b64).buffer);
  if (data.length !== elementCount(shape))
    throw new Error(
      `${data.length} elements for the shape [${shape.join(', ')}]`,
    );
  return { shape: [...shape], dtype, data };
}

/** JSON has no NaN and no infinity: they come as strings. */
export const readOptions = (
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(revive) : revive(value),
    ]),
  );

/** null when every element is within the tolerance. */
export function compareTensors(
  actual: Tensor,
  expected: Tensor,
  tolerance: VectorTolerance,
): Mismatch | null {
  const close = closeness(expected.dtype, tolerance);
  let first: Mismatch | null = null;
  for (let index = 0; index < expected.data.length; index++) {
    const a = elementAt(actual, index);
    const e = elementAt(expected, index);
    if (a === e || (Number.isNaN(a) && Number.isNaN(e)) || close(a, e))
      continue;
    first ??= { index, actual: a, expected: e, count: 0 };
    first.count++;
  }
  return first;
}

export function elementAt({ dtype, data }: Tensor, index: number): number {
  const value = Number(data[index]);
  return dtype === 'float16' ? halfValue(value) : value;
}

function closeness(
  dtype: DType,
  { kind, value, rtol = 0 }: VectorTolerance,
): (a: number, e: number) => boolean {
  const bits = orderedBits[dtype];
  if (kind === 'exact') return () => false;
  // A comparison with NaN is false, so a lone NaN never passes.
  if (!bits) {
    const limit = kind === 'ulp' ? value : Math.floor(value);
    return (a, e) => Math.abs(a - e) <= limit;
  }
  if (kind === 'ulp')
    return (a, e) =>
      !Number.isNaN(a) &&
      !Number.isNaN(e) &&
      Math.abs(bits(a) - bits(e)) <= value;
  return (a, e) =>
    Number.isFinite(e) && Math.abs(a - e) <= value + rtol * Math.abs(e);
}

/** Neighbouring floats differ by one; both zeros are zero. */
const orderedBits: Partial<Record<DType, (value: number) => number>> = {
  float32: (value) => signed(new Uint32Array(float32(value))[0], 0x80000000),
  float16: (value) => signed(halfBits(value), 0x8000),
};
const float32 = (value: number) => Float32Array.of(value).buffer;
const signed = (bits: number, signBit: number) =>
  bits >= signBit ? signBit - bits : bits;

const isDType = (name: string): name is DType => Object.hasOwn(formats, name);

const special: Readonly<Record<string, number>> = {
  NaN,
  Infinity,
  '-Infinity': -Infinity,
};
const revive = (value: unknown): unknown =>
  typeof value === 'string' && Object.hasOwn(special, value)
    ? special[value]
    : value;
const readNumber = (value: number | string): number => Number(value);

const bytesOf = (base64: string) =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

function of<T extends TypedArray>(type: {
  new (buffer: ArrayBuffer): T;
  from(values: number[]): T;
}): Format {
  return {
    fromBuffer: (buffer) => new type(buffer),
    fromNumbers: (values) => type.from(values),
  };
}
