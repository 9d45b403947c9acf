/**
 * From a detector's outputs to candidate boxes, in pixels of its (square)
 * input. What overlaps is for nms to sort out.
 */
import type { Tensor } from '../../ops/tensor';

export interface Candidates {
  /** [n, 4] as x1, y1, x2, y2. */
  readonly boxes: Float32Array;
  /** [n], 0 to 1. */
  readonly scores: Float32Array;
  /** [n, points, 2] as x, y; none where the model has none. */
  readonly keypoints: Float32Array;
  readonly keypointsPerBox: number;
}

/** Numbers of a row: a box and six points, all from the anchor's centre. */
const blazefaceRow = 16;
const blazefacePoints = 6;

/**
 * `logits` and `boxes`: [1, n, 1] and [1, n, 16] each, in the anchors' order.
 * `anchors`: centres [n, 2].
 */
export function decodeBlazeface(
  logits: readonly Tensor[],
  boxes: readonly Tensor[],
  anchors: Float32Array,
): Candidates {
  const scores = joined(logits).map(sigmoid);
  const rows = joined(boxes);
  const n = scores.length;
  const decoded = new Float32Array(4 * n);
  const keypoints = new Float32Array(2 * blazefacePoints * n);
  for (let i = 0; i < n; i++) {
    const row = rows.subarray(i * blazefaceRow, (i + 1) * blazefaceRow);
    const [x, y] = [anchors[2 * i], anchors[2 * i + 1]];
    const [centreX, centreY, width, height] = row;
    decoded[4 * i] = x + centreX - width / 2;
    decoded[4 * i + 1] = y + centreY - height / 2;
    decoded[4 * i + 2] = x + centreX + width / 2;
    decoded[4 * i + 3] = y + centreY + height / 2;
    for (let p = 0; p < blazefacePoints; p++) {
      const at = 2 * (blazefacePoints * i + p);
      keypoints[at] = x + row[4 + 2 * p];
      keypoints[at + 1] = y + row[5 + 2 * p];
    }
  }
  return {
    boxes: decoded,
    scores,
    keypoints,
    keypointsPerBox: blazefacePoints,
  };
}

/** Variances of the SSD paper's encoding: centre and size. */
const [centreScale, sizeScale] = [10, 5];
/** Background, face, and one that was never trained. */
const ssdClasses = 3;

/**
 * `encodings` [1, n, 4] as y, x, height, width; `logits` [1, n, 3]; `anchors`
 * [n, 4] as y1, x1, y2, x2 of the unit square. Liu et al. 2016, section 2.2.
 */
export function decodeSsd(
  encodings: Tensor,
  logits: Tensor,
  anchors: Float32Array,
  side: number,
): Candidates {
  const codes = encodings.data as Float32Array;
  const classes = logits.data as Float32Array;
  const n = anchors.length / 4;
  const boxes = new Float32Array(4 * n);
  const scores = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const at = 4 * i;
    const [top, left] = [anchors[at], anchors[at + 1]];
    const height = anchors[at + 2] - top;
    const width = anchors[at + 3] - left;
    const [y, x] = [codes[at], codes[at + 1]];
    const [h, w] = [codes[at + 2], codes[at + 3]];
    const centreY = top + height / 2 + (y / centreScale) * height;
    const centreX = left + width / 2 + (x / centreScale) * width;
    const halfHeight = (Math.exp(h / sizeScale) * height) / 2;
    const halfWidth = (Math.exp(w / sizeScale) * width) / 2;
    boxes[4 * i] = side * (centreX - halfWidth);
    boxes[4 * i + 1] = side * (centreY - halfHeight);
    boxes[4 * i + 2] = side * (centreX + halfWidth);
    boxes[4 * i + 3] = side * (centreY + halfHeight);
    scores[i] = sigmoid(classes[ssdClasses * i + 1]);
  }
  return { boxes, scores, keypoints: new Float32Array(0), keypointsPerBox: 0 };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

function joined(tensors: readonly Tensor[]): Float32Array {
  const length = tensors.reduce((sum, { data }) => sum + data.length, 0);
  const all = new Float32Array(length);
  let end = 0;
  for (const { data } of tensors) {
    all.set(data as Float32Array, end);
    end += data.length;
  }
  return all;
}
