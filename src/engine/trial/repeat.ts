/** Two runs with the same inputs: what differs, and what nobody wrote. */
import { unravel } from '../check';
import { arrayTypes, elementCount } from '../../ops/tensor';
import type { DType, Tensor, Tensors } from '../../ops/tensor';
import type { Unstable } from './api';

/** What an output holds before a run; another one before the second. */
const poisons = [0xa5, 0x5a] as const;

/** An output's buffer filled with a pattern that no kernel would write. */
export function poison(dtype: DType, shape: number[], run: 0 | 1): Tensor {
  const data = new arrayTypes[dtype](elementCount(shape));
  bytesOf({ shape, dtype, data }).fill(poisons[run]);
  return { shape, dtype, data };
}

export interface Repeat {
  readonly unstable: Unstable | null;
  readonly unwritten: number;
}

export function compareRuns(first: Tensors, second: Tensors): Repeat {
  let unstable: Unstable | null = null;
  let unwritten = 0;
  for (const [output, a] of Object.entries(first)) {
    const b = second[output];
    const size = arrayTypes[a.dtype].BYTES_PER_ELEMENT;
    const [left, right] = [bytesOf(a), bytesOf(b)];
    // A counted output may have more rows in one run than in the other.
    const length = Math.max(a.data.length, b.data.length);
    for (let i = 0; i < length; i++) {
      const at = i * size;
      if (
        sameBytes(left, right, at, size) ||
        (Number.isNaN(a.data[i]) && Number.isNaN(b.data[i]))
      )
        continue;
      if (
        filledWith(left, at, size, poisons[0]) &&
        filledWith(right, at, size, poisons[1])
      ) {
        unwritten++;
        continue;
      }
      unstable ??= {
        ...{ output, elements: 0 },
        position: unravel(i, (i < a.data.length ? a : b).shape),
        values: [Number(a.data[i]), Number(b.data[i])],
      };
      if (unstable.output === output) unstable.elements++;
    }
  }
  return { unstable, unwritten };
}

const bytesOf = ({ data }: Tensor) =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function sameBytes(a: Uint8Array, b: Uint8Array, at: number, size: number) {
  for (let i = at; i < at + size; i++) if (a[i] !== b[i]) return false;
  return true;
}

function filledWith(a: Uint8Array, at: number, size: number, value: number) {
  for (let i = at; i < at + size; i++) if (a[i] !== value) return false;
  return true;
}
