/** The list of ops. Menu, form, link, tests and benches follow from it. */
import { invalid } from '../errors';
import { argOps } from './arg-extreme';
import { batchNormalization } from './batch-normalization';
import { binaryOps } from './binary';
import { boxIouOps } from './box-iou';
import { convTranspose2d } from './conv-transpose2d';
import { conv2d } from './conv2d';
import { deformConv2d } from './deform-conv2d';
import { elementwiseOps } from './elementwise';
import { movementOps } from './movement';
import { nmsOps } from './nms';
import type { Op } from './op';
import { pad } from './pad';
import { poolOps } from './pool2d';
import { resample2d } from './resample2d';
import { reduceOps } from './reduce';
import { productOps } from './product';
import { roiAlign, roiPool } from './roi';
import { separableConv2d } from './separable-conv2d';
import { squeezeExcitation } from './squeeze-excitation';
import { softmax } from './softmax';

export const ops: readonly Op[] = [
  conv2d,
  separableConv2d,
  convTranspose2d,
  deformConv2d,
  ...poolOps,
  ...elementwiseOps,
  ...binaryOps,
  batchNormalization,
  ...reduceOps,
  ...productOps,
  ...movementOps,
  pad,
  ...argOps,
  softmax,
  ...boxIouOps,
  resample2d,
  squeezeExcitation,
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
