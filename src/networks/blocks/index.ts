/**
 * What a dense convolution may be replaced by, and what that saves: each block
 * as a small network to run, and the papers' formulas for its MACs and
 * parameters, to hold the run against.
 */
import { invalid } from '../../errors';
import type { Formula } from '../../ops/op';
import { Builder } from '../builder';
import type { Network } from '../graph';
import {
  drafts,
  type BlockId,
  type BlockOptions,
  type BlockShape,
} from './drafts';
import { macsOf, paramsOf, ratioOf } from './formulas';

export {
  blockIds,
  type BlockId,
  type BlockOptions,
  type BlockShape,
} from './drafts';

export interface Block {
  readonly id: BlockId;
  readonly title: string;
  readonly source: string;
  readonly network: Network;
  /** Multiply-adds of the convolutions. */
  readonly macs: Formula;
  /** Of the filters: batch norms are folded away. */
  readonly params: Formula;
  /** Over those of the dense convolution: 1/9 is nine times cheaper. */
  readonly macsRatio: Formula;
  readonly paramsRatio: Formula;
}

/** Throws `invalid` where a kernel or a number of channels does not fit. */
export function blockOf(
  id: BlockId,
  shape: BlockShape,
  options: BlockOptions = {},
): Block {
  const { kernel, inChannels, side } = shape;
  if (kernel % 2 === 0)
    throw invalid(
      `kernel ${kernel}: an even kernel shrinks the image; use ${kernel + 1}.`,
    );
  const { title, source, steps, ratio, build } = drafts[id](shape, options);
  const net = new Builder({ id, title, source });
  const image = net.input('input', [1, inChannels, side, side]);
  const dense = drafts.dense(shape, options).steps;
  return {
    id,
    title,
    source,
    network: net.build(build(net, image)),
    macs: macsOf(steps),
    params: paramsOf(steps),
    macsRatio: ratioOf('MACs', macsOf(steps), macsOf(dense), ratio),
    paramsRatio: ratioOf('params', paramsOf(steps), paramsOf(dense), ratio),
  };
}
