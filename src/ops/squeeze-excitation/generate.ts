/** Inputs whose gates are neither all open nor all shut. */
import { fromFloat64 } from '../numbers';
import { random } from '../random';
import { elementCount, type Shapes, type Tensors } from '../tensor';

/**
 * Features as they leave a rectifier, uniform [0, 1); weights as a network is
 * initialised, of a variance of 1 / fan-in (LeCun et al. 1998).
 */
export function generateSqueeze(shapes: Shapes, seed: number): Tensors {
  return Object.fromEntries(
    Object.entries(shapes).map(([role, shape], i) => {
      const next = random(seed + i * 0x9e3779b9);
      const values = new Float64Array(elementCount(shape));
      const isFilter = role.endsWith('Filter');
      const size = isFilter ? Math.sqrt(3 / shape[1]) : 1;
      for (let j = 0; j < values.length; j++)
        values[j] = role === 'input' ? next() : size * (2 * next() - 1);
      return [role, fromFloat64(values, shape, 'float32')];
    }),
  );
}
