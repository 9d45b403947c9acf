/**
 * The oracle: the best of the boxes left is kept, then all others' scores
 * decay by how much they overlap it. Source: Bodla et al., Soft-NMS (2017).
 */
import { fromFloat64, toFloat64 } from '../numbers';
import type { Tensors } from '../tensor';
import { boxesOf, iouOf } from './overlap';
import { decayed, decayOf, flushed } from './soft-decay';
import type { SoftNmsOptions } from './soft-options';

/** Pairs between two looks at whether the run is still wanted. */
const stepPairs = 200_000;

/** NaN is ahead of all numbers. */
const ahead = (a: number, b: number) =>
  a > b || (Number.isNaN(a) && !Number.isNaN(b));

export function* softReference(
  inputs: Tensors,
  options: SoftNmsOptions,
  cap: number,
): Generator<number, Tensors> {
  const decay = decayOf(options);
  const pixel = options.legacyPixel ? 1 : 0;
  const boxes = boxesOf(toFloat64(inputs.boxes), options.boxFormat, pixel);
  const scores = Float32Array.from(toFloat64(inputs.scores), flushed);
  let left = Array.from(scores.keys()).filter(
    (i) => !(scores[i] < decay.scoreThreshold),
  );
  const indices: number[] = [];
  const results: number[] = [];
  let pairs = 0;
  while (left.length > 0 && indices.length < cap) {
    // Among equals the lower index stays.
    const best = left.reduce((a, b) => (ahead(scores[b], scores[a]) ? b : a));
    indices.push(best);
    results.push(scores[best]);
    pairs += left.length;
    left = left.filter((i) => {
      if (i === best) return false;
      const iou = iouOf(boxes, best, i, pixel);
      const result = decayed(scores[i], iou, decay);
      if (result !== null) scores[i] = result;
      return result !== null;
    });
    if (pairs < stepPairs) continue;
    pairs = 0;
    yield indices.length / cap;
  }
  const shape = [indices.length];
  return {
    indices: { shape, dtype: 'int32', data: Int32Array.from(indices) },
    scores: fromFloat64(Float64Array.from(results), shape, inputs.scores.dtype),
  };
}
