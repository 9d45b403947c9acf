/**
 * ResNet-18, ResNet-50 (v1 and v1.5) and ResNeXt-50 32×4d.
 *
 * He et al. 2015, https://arxiv.org/abs/1512.03385;
 * Xie et al. 2016, https://arxiv.org/abs/1611.05431
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import {
  branchEnd,
  classify,
  convBn,
  globalAverage,
  relu,
  type ScaledOptions,
} from './layers';

export const resNetSource = 'https://arxiv.org/abs/1512.03385';
export const resNeXtSource = 'https://arxiv.org/abs/1611.05431';

interface Block {
  readonly stride: number;
  readonly dilation: number;
}

/** conv2_x … conv5_x. */
interface Plan {
  readonly blocks: readonly number[];
  /** Absent: two 3×3 convolutions. */
  readonly bottleneck?: {
    /** v1 strides in the first 1×1, v1.5 (torchvision) in the 3×3. */
    readonly strideIn: '1×1' | '3×3';
    /** Of the 3×3 convolution, and its channels over those of ResNet-50. */
    readonly groups: number;
    readonly widening: number;
  };
  /**
   * DeepLabV3: conv5_x keeps its resolution, and its blocks dilate by these.
   */
  readonly lastDilations?: readonly number[];
}

const plain: Plan = { blocks: [2, 2, 2, 2] };
const bottleneck = { strideIn: '3×3', groups: 1, widening: 1 } as const;
export const resNet50Plan: Plan = { blocks: [3, 4, 6, 3], bottleneck };
const firstVersion: Plan = {
  ...resNet50Plan,
  bottleneck: { ...bottleneck, strideIn: '1×1' },
};
const aggregated: Plan = {
  ...resNet50Plan,
  bottleneck: { ...bottleneck, groups: 32, widening: 2 },
};

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export const resNet18 = (options?: ScaledOptions): Network =>
  resNet('resnet18', 'ResNet-18', resNetSource, plain, options);

export const resNet50V1 = (options?: ScaledOptions): Network =>
  resNet('resnet50-v1', 'ResNet-50 v1', resNetSource, firstVersion, options);

export const resNet50 = (options?: ScaledOptions): Network =>
  resNet('resnet50', 'ResNet-50 v1.5', resNetSource, resNet50Plan, options);

export const resNeXt50 = (options?: ScaledOptions): Network =>
  resNet('resnext50', 'ResNeXt-50 32×4d', resNeXtSource, aggregated, options);

function resNet(
  id: string,
  title: string,
  source: string,
  plan: Plan,
  {
    resolution = 224,
    batch = 1,
    classes = 1000,
    width = 1,
  }: ScaledOptions = {},
): Network {
  const net = new Builder({ id, title, source });
  const image = net.input('image', [batch, 3, resolution, resolution]);
  const features = resNetFeatures(net, image, plan, width);
  return classify(net, globalAverage(net, 'global pool', features), classes);
}

/** Stem and four stages: [N, 3, S, S] → [N, 512 or 2048, S/32, S/32]. */
export function resNetFeatures(
  net: Builder,
  image: Value,
  plan: Plan,
  width = 1,
): Value {
  const unit = plan.bottleneck ? bottleneckUnit : plainUnit;
  let x = resNetStem(net, image, 64 * width);
  plan.blocks.forEach((count, stage) => {
    const dilations = stage === 3 ? plan.lastDilations : undefined;
    for (let i = 0; i < count; i++)
      x = unit(
        net,
        `conv${stage + 2}_${i + 1}`,
        x,
        (64 << stage) * width,
        plan,
        {
          stride: i === 0 && stage > 0 && !dilations ? 2 : 1,
          dilation: dilations?.[i] ?? 1,
        },
      );
  });
  return x;
}

/** 7×7 and pool, both of stride 2: a quarter of the image. */
export function resNetStem(net: Builder, image: Value, out = 64): Value {
  const conv = { out, kernel: 7, stride: 2 };
  return net.pool(
    'stem / pool',
    'maxPool2d',
    convBn(net, 'stem', image, conv),
    {
      kernel: 3,
      stride: 2,
    },
  );
}

function plainUnit(
  net: Builder,
  name: string,
  input: Value,
  out: number,
  _plan: Plan,
  { stride, dilation }: Block,
): Value {
  const first = { out, kernel: 3, stride, dilation };
  const x = convBn(net, `${name} / first`, input, first);
  const second = { out, kernel: 3, dilation };
  const branch = branchEnd(net, `${name} / second`, x, second);
  return addShortcut(net, name, input, branch, stride);
}

function bottleneckUnit(
  net: Builder,
  name: string,
  input: Value,
  width: number,
  { bottleneck }: Plan,
  { stride, dilation }: Block,
): Value {
  const { strideIn, groups, widening } = bottleneck!;
  const inFirst = strideIn === '1×1';
  const inner = width * widening;
  let x = convBn(net, `${name} / reduce`, input, {
    out: inner,
    kernel: 1,
    stride: inFirst ? stride : 1,
  });
  x = convBn(net, `${name} / 3×3`, x, {
    out: inner,
    kernel: 3,
    stride: inFirst ? 1 : stride,
    dilation,
    groups,
  });
  const branch = branchEnd(net, `${name} / expand`, x, {
    out: 4 * width,
    kernel: 1,
  });
  return addShortcut(net, name, input, branch, stride);
}

/** Identity, or a 1×1 projection where the shapes differ (option B). */
function addShortcut(
  net: Builder,
  name: string,
  input: Value,
  branch: Value,
  stride: number,
): Value {
  const out = branch.shape[1];
  const shortcut =
    stride === 1 && input.shape[1] === out
      ? input
      : convBn(net, `${name} / shortcut`, input, {
          out,
          kernel: 1,
          stride,
          activation: 'none',
        });
  const sum = net.add(`${name} / add`, branch, shortcut);
  return relu(net, `${name} / relu`, sum);
}
