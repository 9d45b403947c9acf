/**
 * MobileNetV2: inverted residuals with linear bottlenecks. Sandler et al. 2018,
 * https://arxiv.org/abs/1801.04381; padding and epsilon as in TF-slim.
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import {
  branchEnd,
  classify,
  convBn,
  depthwiseBn,
  divisibleBy8,
  globalAverage,
  type ScaledOptions,
} from './layers';

export const mobileNetV2Source = 'https://arxiv.org/abs/1801.04381';

/** Table 2 of the paper. */
const stages: readonly (readonly [
  expansion: number,
  out: number,
  count: number,
  stride: number,
])[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];

const slim = { padding: 'same', epsilon: 1e-3, activation: 'relu6' } as const;
const { activation: _, ...linear } = slim;

/** image [N, 3, S, S] → logits and probabilities [N, classes]. */
export function mobileNetV2({
  resolution = 224,
  batch = 1,
  classes = 1000,
  width = 1,
}: ScaledOptions = {}): Network {
  const net = new Builder({
    id: 'mobilenet-v2',
    title: 'MobileNetV2',
    source: mobileNetV2Source,
  });
  const image = net.input('image', [batch, 3, resolution, resolution]);
  const features = mobileNetV2Features(net, image, { width });
  // The last convolution never gets narrower.
  const out = divisibleBy8(1280 * Math.max(1, width));
  const x = convBn(net, 'head', features, { out, kernel: 1, ...slim });
  return classify(net, globalAverage(net, 'global pool', x), classes);
}

/**
 * Stem and 17 blocks: [N, 3, S, S] → [N, 320, S/32, S/32]. With stride 16 the
 * last stages keep their resolution, and dilate by 2 instead (DeepLabV3).
 */
export function mobileNetV2Features(
  net: Builder,
  image: Value,
  { width = 1, outputStride = 32 }: { width?: number; outputStride?: number },
): Value {
  const thin = (channels: number) => divisibleBy8(channels * width);
  let x = convBn(net, 'stem', image, {
    out: thin(32),
    kernel: 3,
    stride: 2,
    ...slim,
  });
  let block = 0;
  let reached = 2;
  let dilation = 1;
  for (const [expansion, channels, count, firstStride] of stages)
    for (let i = 0; i < count; i++) {
      const asked = i === 0 ? firstStride : 1;
      const stride = reached * asked > outputStride ? 1 : asked;
      // The block that would have strided still reads the dense grid.
      const own = dilation;
      if (stride < asked) dilation *= asked;
      reached *= stride;
      x = invertedResidual(net, `block ${++block}`, x, {
        expansion,
        out: thin(channels),
        stride,
        dilation: own,
      });
    }
  return x;
}

interface Inverted {
  readonly expansion: number;
  readonly out: number;
  readonly stride: number;
  readonly dilation?: number;
}

/** Expand 1×1, depthwise 3×3, project 1×1 without activation. */
function invertedResidual(
  net: Builder,
  name: string,
  input: Value,
  { expansion, out, stride, dilation }: Inverted,
): Value {
  const inside = input.shape[1] * expansion;
  let x =
    expansion === 1
      ? input
      : convBn(net, `${name} / expand`, input, {
          out: inside,
          kernel: 1,
          ...slim,
        });
  x = depthwiseBn(net, `${name} / depthwise`, x, {
    kernel: 3,
    stride,
    dilation,
    ...slim,
  });
  const project = { out, kernel: 1, ...linear };
  if (stride > 1 || input.shape[1] !== out)
    return convBn(net, `${name} / project`, x, {
      ...project,
      activation: 'none',
    });
  const branch = branchEnd(net, `${name} / project`, x, project);
  return net.add(`${name} / add`, branch, input);
}
