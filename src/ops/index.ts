/** The list of ops. Menu, form, link, tests and benches follow from it. */
import { invalid } from '../errors';
import { argOps } from './arg-extreme';
import { batchNormalization } from './batch-normalization';
import { binaryOps } from './binary';
import { boxIouOps } from './box-iou';
import { convTranspose2d } from './conv-transpose2d';
import { conv2d } from './conv2d';
import { elementwiseOps } from './elementwise';
import { nmsOps } from './nms';
import type { Op } from './op';
import { poolOps } from './pool2d';
import { reduceOps } from './reduce';
import { roiAlign, roiPool } from './roi';
import { separableConv2d } from './separable-conv2d';
import { softmax } from './softmax';

export const ops: readonly Op[] = [
  conv2d,
  separableConv2d,
  convTranspose2d,
  ...poolOps,
  ...elementwiseOps,
  ...binaryOps,
  batchNormalization,
  ...reduceOps,
  ...argOps,
  softmax,
  ...boxIouOps,
  roiPool,
  roiAlign,
  ...nmsOps,
];

/** Throws `invalid` for an id that is not in the list. */
export function opById(id: string): Op {
  const op = ops.find((candidate) => candidate.id === id);
  if (!op)
    throw invalid(
      `op "${id}" is not known; use one of ${ops.map((o) => o.id).join(', ')}.`,
    );
  return op;
}
