/** Seeded weights that keep activations in range through a hundred layers. */
import { random } from '../ops/random';
import { elementCount, type Shape } from '../ops/tensor';
import type { Weight } from './graph';

/** Uniform in [low, high); a stream of its own for every name. */
export const uniform = (
  name: string,
  shape: Shape,
  low: number,
  high: number,
): Weight => ({
  shape,
  values(seed) {
    const next = random(seed + hash(name));
    // A plain loop: VGG-16 has 138 million of them.
    const numbers = new Float32Array(elementCount(shape));
    for (let i = 0; i < numbers.length; i++)
      numbers[i] = low + (high - low) * next();
    return numbers;
  },
});

/** He et al. 2015: keeps the variance through a ReLU; uniform, not normal. */
export const heUniform = (name: string, shape: Shape, fanIn: number): Weight =>
  uniform(name, shape, -Math.sqrt(6 / fanIn), Math.sqrt(6 / fanIn));

/** Trained numbers: the same for every seed. */
export const trained = (shape: Shape, data: Float32Array): Weight => ({
  shape,
  values: () => data,
});

/** FNV-1a (Fowler, Noll, Vo; public domain). */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return state;
}
