/** Inputs with offsets as a trained network's: a few pixels each way. */
import { fromFloat64 } from '../numbers';
import { random } from '../random';
import { elementCount, type Shapes, type Tensors } from '../tensor';

/** Uniform: offsets [-2.5, 2.5), masks [0, 1), the rest [-1, 1). */
export function generateDeform(shapes: Shapes, seed: number): Tensors {
  return Object.fromEntries(
    Object.entries(shapes).map(([role, shape], i) => {
      const next = random(seed + i * 0x9e3779b9);
      const values = new Float64Array(elementCount(shape));
      const size = role === 'offset' ? 2.5 : 1;
      for (let j = 0; j < values.length; j++)
        values[j] = role === 'mask' ? next() : size * (2 * next() - 1);
      return [role, fromFloat64(values, shape, 'float32')];
    }),
  );
}
