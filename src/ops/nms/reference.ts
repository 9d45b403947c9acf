/**
 * The oracle: a box is kept unless one that was kept before it overlaps it too
 * much. Sources: Girshick's py_nms, torchvision.ops.nms, ONNX
 * NonMaxSuppression-11, tf.image.non_max_suppression.
 */
import { toFloat64 } from '../numbers';
import type { Tensor, Tensors } from '../tensor';
import { keyLimit, passes, scoreKeys, sorted } from './order';
import { boxesOf, iouOf, strictThreshold } from './overlap';
import type { Work } from './work';

/** Boxes between two looks at whether the run is still wanted. */
const stepBoxes = 512;

/** Candidate indices that are kept, segment by segment, by falling score. */
export function* keptOf(
  inputs: Tensors,
  work: Work,
): Generator<number, number[]> {
  const { segments, boxes: count, classes, cap, classed } = work;
  const pixel = work.legacyPixel ? 1 : 0;
  const threshold = strictThreshold(work.iouThreshold, work.suppressAt);
  const limit = keyLimit(work.scoreThreshold);
  const keys = scoreKeys(toFloat64(inputs.scores));
  const boxes = boxesOf(toFloat64(inputs.boxes), work.boxFormat, pixel);
  const group = classed ? inputs.idxs.data : null;
  const kept: number[] = [];
  for (let segment = 0; segment < segments; segment++) {
    const first = segment * count;
    // Candidate → box: the classes of an image share its boxes.
    const toBox = Math.floor(segment / classes) * count - first;
    const order = sorted(keys, first, first + count);
    const byClass = new Map<number, number[]>();
    let here = 0;
    for (let at = 0; at < count && here < cap; at++) {
      if (at % stepBoxes === 0) yield (segment + at / count) / segments;
      const candidate = order[at];
      if (!passes(keys[candidate], limit)) continue;
      const ofClass = group ? Number(group[candidate]) : 0;
      let before = byClass.get(ofClass);
      if (!before) byClass.set(ofClass, (before = []));
      const box = candidate + toBox;
      if (before.some((other) => iouOf(boxes, other, box, pixel) > threshold))
        continue;
      before.push(box);
      kept.push(candidate);
      here++;
    }
  }
  return kept;
}

/** As the ops give them: indices, and how many of them are meant. */
export function* nmsReference(
  inputs: Tensors,
  work: Work,
): Generator<number, Tensors> {
  const kept = yield* keptOf(inputs, work);
  const { boxes, classes, columns, rows, padded } = work;
  const data = new Int32Array((padded ? rows : kept.length) * columns);
  kept.forEach((candidate, row) => {
    const segment = Math.floor(candidate / boxes);
    const box = candidate % boxes;
    data.set(
      columns === 1
        ? [box]
        : [Math.floor(segment / classes), segment % classes, box],
      row * columns,
    );
  });
  const shape = [data.length / columns, ...(columns === 1 ? [] : [columns])];
  const output: Tensor = { shape, dtype: 'int32', data };
  return { output, validCount: countOf(kept.length) };
}

const countOf = (value: number): Tensor => ({
  shape: [1],
  dtype: 'int32',
  data: Int32Array.of(value),
});
