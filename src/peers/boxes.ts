/** A problem of nms as the peers' own APIs ask for it. */
import type { PeerProblem } from './peer';

/** Corners in the order x1, y1, x2, y2: for IoU as good as y1, x1, y2, x2. */
export function boxesOf({ inputs, options }: PeerProblem) {
  const values = (name: string) => ({
    shape: inputs[name].shape,
    data: inputs[name].data as Float32Array,
  });
  return {
    boxes: values('boxes'),
    scores: values('scores'),
    iouThreshold: options.iouThreshold as number,
  };
}
