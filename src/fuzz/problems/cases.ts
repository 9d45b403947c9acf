/** The problems each op's kernels are checked on; one line per op. */
import type fc from 'fast-check';
import { argOps } from '../../ops/arg-extreme';
import { binaryOps } from '../../ops/binary';
import { boxIouOps } from '../../ops/box-iou';
import { elementwiseOps } from '../../ops/elementwise';
import type { Problem } from '../../ops/op';
import { poolOps } from '../../ops/pool2d';
import { reduceOps } from '../../ops/reduce';
import { argCases } from './arg-extreme';
import { batchNormalizationCases } from './batch-normalization';
import { binaryCases } from './binary';
import { boxIouCases } from './box-iou';
import type { Case } from './case';
import {
  convTranspose2dBreakage,
  convTranspose2dCases,
  convTranspose2dProblems,
  convTranspose2dSeams,
} from './conv-transpose2d';
import {
  conv2dBreakage,
  conv2dCases,
  conv2dProblems,
  conv2dSeams,
  winogradProblems,
} from './conv2d';
import {
  deformConv2dBreakage,
  deformConv2dCases,
  deformConv2dProblems,
} from './deform-conv2d';
import { elementwiseCases } from './elementwise';
import {
  resample2dBreakage,
  resample2dCases,
  resample2dProblems,
} from './resample2d';
import { reduceCases } from './reduce';
import { movementCases } from './movement';
import { roiAlignTests, roiPoolTests } from './roi';
import { nmsCases } from './nms';
import { softmaxCases } from './softmax';
import { softNmsCases } from './soft-nms';
import {
  separableBreakage,
  separableCases,
  separableProblems,
  separableSeams,
} from './separable-conv2d';
import { padCases } from './pad';
import { productCases } from './product';
import { poolCases } from './pool2d';
import {
  squeezeExcitationBreakage,
  squeezeExcitationCases,
  squeezeExcitationProblems,
} from './squeeze-excitation';

interface OpCases {
  /** Any kernel, any backend: solved or declined. */
  readonly awkward: readonly Case[];
  /** Where the WASM kernels change their path; too slow for an emulated GPU. */
  readonly seams?: readonly Case[];
  readonly random: fc.Arbitrary<Problem>;
  /** How many of these, where the usual number would say nothing more. */
  readonly randomRuns?: number;
  /** For WASM kernels to which few of `random` are any use. */
  readonly randomSeams?: fc.Arbitrary<Problem>;
  /**
   * A text in a pass of the first GPU kernel, and what to put there to make more than
   * half of the first awkward problem's output wrong.
   */
  readonly breakage: readonly [text: string, replacement: string];
}

export const casesOf: Readonly<Record<string, OpCases>> = {
  conv2d: {
    awkward: conv2dCases,
    seams: conv2dSeams,
    random: conv2dProblems,
    randomSeams: winogradProblems,
    breakage: conv2dBreakage,
  },
  convTranspose2d: {
    awkward: convTranspose2dCases,
    seams: convTranspose2dSeams,
    random: convTranspose2dProblems,
    breakage: convTranspose2dBreakage,
  },
  deformConv2d: {
    awkward: deformConv2dCases,
    random: deformConv2dProblems,
    breakage: deformConv2dBreakage,
  },
  ...Object.fromEntries(poolOps.map((op) => [op.id, poolCases(op)])),
  ...Object.fromEntries(
    elementwiseOps.map((op) => [op.id, elementwiseCases(op)]),
  ),
  batchNormalization: batchNormalizationCases,
  softmax: softmaxCases,
  ...Object.fromEntries(argOps.map((op) => [op.id, argCases(op)])),
  ...Object.fromEntries(reduceOps.map((op) => [op.id, reduceCases(op)])),
  ...Object.fromEntries(binaryOps.map((op) => [op.id, binaryCases(op)])),
  ...movementCases,
  pad: padCases,
  ...productCases,
  ...Object.fromEntries(boxIouOps.map((op) => [op.id, boxIouCases(op)])),
  resample2d: {
    awkward: resample2dCases,
    random: resample2dProblems,
    breakage: resample2dBreakage,
  },
  squeezeExcitation: {
    awkward: squeezeExcitationCases,
    random: squeezeExcitationProblems,
    breakage: squeezeExcitationBreakage,
  },
  roiPool: roiPoolTests,
  roiAlign: roiAlignTests,
  ...nmsCases,
  softNms: softNmsCases,
  separableConv2d: {
    awkward: separableCases,
    seams: separableSeams,
    random: separableProblems,
    breakage: separableBreakage,
  },
};
