/**
 * What all forms of NMS come down to: segments of boxes, each sorted and
 * suppressed by itself, and a way to write down what is left.
 */
import type { BoxFormat } from '../boxes/format';
import type { SuppressAt } from './overlap';

/** How pairs and scores are judged. */
export interface Judgement {
  readonly iouThreshold: number;
  /** Scores must be above it; null lets all pass, NaN too. */
  readonly scoreThreshold: number | null;
  readonly suppressAt: SuppressAt;
  readonly boxFormat: BoxFormat;
  /** Corners are pixels that belong to the box: lengths are one more. */
  readonly legacyPixel: boolean;
}

export interface Work extends Judgement {
  /** Images × classes, where the shapes say which scores are of which. */
  readonly segments: number;
  /** In each segment. */
  readonly boxes: number;
  /** Segments that share an image's boxes. */
  readonly classes: number;
  /** A box's class is data: boxes of different classes never meet. */
  readonly classed: boolean;
  /** Most boxes that a segment may keep. */
  readonly cap: number;
  /** Of a row of the output: the index, or image, class and index. */
  readonly columns: 1 | 3;
  /** Rows of the output, at most. */
  readonly rows: number;
  /** Zeros fill the output to `rows`. */
  readonly padded: boolean;
}

/** Pairs that there are to judge if no box falls out before it is met. */
export const pairsOf = ({ segments, boxes }: Work): number =>
  (segments * boxes * (boxes - 1)) / 2;
