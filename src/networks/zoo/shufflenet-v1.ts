/**
 * ShuffleNetV1 1×, 3 groups: grouped 1×1 convolutions, with channels shuffled
 * between the groups. Zhang et al. 2017, https://arxiv.org/abs/1707.01083
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import {
  branchEnd,
  classify,
  convBn,
  depthwiseBn,
  globalAverage,
  relu,
  type ImageOptions,
} from './layers';

export const shuffleNetV1Source = 'https://arxiv.org/abs/1707.01083';

const groups = 3;
/** Table 1 of the paper, column g = 3. */
const stages = [
  { out: 240, count: 4 },
  { out: 480, count: 8 },
  { out: 960, count: 4 },
];

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export function shuffleNetV1({
  resolution = 224,
  batch = 1,
  classes = 1000,
}: ImageOptions = {}): Network {
  const net = new Builder({
    id: 'shufflenet-v1',
    title: 'ShuffleNetV1 1×, 3 groups',
    source: shuffleNetV1Source,
  });
  let x = net.input('image', [batch, 3, resolution, resolution]);
  x = convBn(net, 'stem', x, { out: 24, kernel: 3, stride: 2 });
  x = net.pool('stem / pool', 'maxPool2d', x, { kernel: 3, stride: 2 });
  stages.forEach(({ out, count }, i) => {
    for (let j = 1; j <= count; j++)
      x = unit(net, `stage ${i + 2}.${j}`, x, out, {
        stride: j === 1 ? 2 : 1,
        // Too few channels come from the stem to be grouped.
        reduceGroups: i === 0 && j === 1 ? 1 : groups,
      });
  });
  return classify(net, globalAverage(net, 'global pool', x), classes);
}

/** Stride 1 adds the input; stride 2 concatenates it, pooled. */
function unit(
  net: Builder,
  name: string,
  input: Value,
  out: number,
  { stride, reduceGroups }: { stride: number; reduceGroups: number },
): Value {
  const inner = out / 4;
  let x = convBn(net, `${name} / reduce`, input, {
    out: inner,
    kernel: 1,
    groups: reduceGroups,
  });
  x = net.node(`${name} / shuffle`, 'channelShuffle', { input: x }, { groups });
  x = depthwiseBn(net, `${name} / depthwise`, x, {
    kernel: 3,
    stride,
    activation: 'none',
  });
  const expand = { kernel: 1, groups };
  const expanded = `${name} / expand`;
  if (stride === 1) {
    const branch = branchEnd(net, expanded, x, { out, ...expand });
    return relu(net, `${name} / relu`, net.add(`${name} / add`, branch, input));
  }
  const pooled = net.pool(`${name} / pool`, 'averagePool2d', input, {
    kernel: 3,
    stride,
  });
  const branch = convBn(net, expanded, x, {
    out: out - input.shape[1],
    ...expand,
    activation: 'none',
  });
  return relu(
    net,
    `${name} / relu`,
    net.concat(`${name} / concat`, [pooled, branch]),
  );
}
