/**
 * Weights as TensorFlow.js stores them: a manifest, and a file in its order.
 * Quantised ones are value = q · scale + min.
 */
import { unsupported } from '../../errors';
import { halfValue } from '../../ops/float16';
import { elementCount } from '../../ops/tensor';

export interface TfjsWeight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: {
    readonly dtype: string;
    readonly scale?: number;
    readonly min?: number;
  };
}
/** The part of a weights manifest that is read. */
export type Manifest = readonly { readonly weights: readonly Entry[] }[];

const bytesPerElement: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
};

/** Throws `unsupported` for a type it does not know or a file too short. */
export function readTfjsWeights(
  manifest: Manifest,
  bytes: ArrayBuffer,
): Map<string, TfjsWeight> {
  const weights = new Map<string, TfjsWeight>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of manifest.flatMap(
    (group) => group.weights,
  )) {
    const stored = quantization?.dtype ?? dtype;
    const width = bytesPerElement[stored];
    const length = elementCount(shape);
    if (!width || offset + width * length > bytes.byteLength)
      throw unsupported(
        `weight "${name}": ${length} × ${stored} at byte ${offset} of ` +
          `${bytes.byteLength} cannot be read; use the file that belongs to ` +
          `the manifest.`,
      );
    // A copy, for the file aligns nothing.
    const raw = bytes.slice(offset, offset + width * length);
    const { scale = 1, min = 0 } = quantization ?? {};
    weights.set(name, { shape, data: decoded(stored, raw, scale, min) });
    offset += width * length;
  }
  return weights;
}

function decoded(
  dtype: string,
  raw: ArrayBuffer,
  scale: number,
  min: number,
): Float32Array {
  const dequantised = (q: number) => q * scale + min;
  switch (dtype) {
    case 'int32':
      return Float32Array.from(new Int32Array(raw));
    case 'float16':
      return Float32Array.from(new Uint16Array(raw), halfValue);
    case 'uint16':
      return Float32Array.from(new Uint16Array(raw), dequantised);
    case 'uint8':
      return Float32Array.from(new Uint8Array(raw), dequantised);
    default:
      return new Float32Array(raw);
  }
}
