/** Boxes as a detector emits them: clusters of about ten jittered copies. */
import { random } from '../random';
import type { Tensor } from '../tensor';

/** On a plane of this side, boxes of 20 … 120 and a fifth more. */
const plane = 1000;

export function clusteredBoxes(count: number, seed: number): Float32Array {
  const next = random(seed);
  const boxes = new Float32Array(4 * count);
  const clusters = Array.from(
    { length: Math.max(1, Math.round(count / 10)) },
    () => {
      const height = 20 + 100 * next();
      const width = 20 + 100 * next();
      return [next() * plane, next() * plane, height, width];
    },
  );
  for (let i = 0; i < count; i++) {
    const [cy, cx, height, width] =
      clusters[Math.floor(next() * clusters.length)];
    const h = height * (0.8 + 0.4 * next());
    const w = width * (0.8 + 0.4 * next());
    const y = cy + (next() - 0.5) * height * 0.4;
    const x = cx + (next() - 0.5) * width * 0.4;
    boxes.set([x - w / 2, y - h / 2, x + w / 2, y + h / 2], 4 * i);
  }
  return boxes;
}

/** Distinct up to 2²⁴, and in no order: a golden-ratio sequence. */
export function shuffledScores(count: number): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => ((i * 2654435761) % 2 ** 32) / 2 ** 32,
  );
}

export const float32 = (
  shape: readonly number[],
  data: Float32Array,
): Tensor => ({ shape: [...shape], dtype: 'float32', data });
