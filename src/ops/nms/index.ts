/** The NMS family: greedy suppression, on one device from boxes to indices. */
import type { Op } from '../op';
import { batchedNms, nms } from './nms';
import { nonMaxSuppression } from './onnx';
import { softNms } from './soft';

export const nmsOps: readonly Op[] = [
  nms,
  batchedNms,
  nonMaxSuppression,
  softNms,
] as readonly Op[];
