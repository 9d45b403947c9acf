/** Seeded inputs: the same numbers on every machine, forever. */
import { fromFloat64, toFloat64 } from './numbers';
import type { Op, Options } from './op';
import { elementCount, type DType, type Shapes, type Tensors } from './tensor';

/** mulberry32 (Tommy Ettinger, public domain): 32-bit state, uniform [0, 1). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Floats in the type that was asked for; indices stay what they are. */
const generated = (tensors: Tensors, dtype: DType): Tensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([role, tensor]) => [
      role,
      tensor.dtype === 'float32'
        ? fromFloat64(toFloat64(tensor), tensor.shape, dtype)
        : tensor,
    ]),
  );

/**
 * The op's own inputs, or uniform [-1, 1) for every role that has a shape. Each role has a stream of
 * its own, so that adding a bias does not change the filter.
 */
export function randomInputs<O extends Options>(
  op: Op<O>,
  shapes: Shapes,
  seed: number,
  dtype: DType = 'float32',
  options?: O,
): Tensors {
  if (op.generate) return generated(op.generate(shapes, seed, options), dtype);
  const roles = op.inputs.filter((role) => shapes[role.name]);
  return Object.fromEntries(
    roles.map(({ name }, i) => {
      const next = random(seed + i * 0x9e3779b9);
      const values = new Float64Array(elementCount(shapes[name]));
      for (let j = 0; j < values.length; j++) values[j] = next() * 2 - 1;
      return [name, fromFloat64(values, shapes[name], dtype)];
    }),
  );
}
