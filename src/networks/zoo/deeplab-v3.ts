/**
 * DeepLabV3 at output stride 16: dilations 6, 12, 18 side by side on a
 * backbone that dilates instead of its last stride. Chen et al. 2017,
 * https://arxiv.org/abs/1706.05587; on MobileNetV2 as in that paper's
 * section 6.3 (https://arxiv.org/abs/1801.04381).
 */
import { Builder, type Value } from '../builder';
import type { Network } from '../graph';
import { convBn, globalAverage, type ScaledOptions } from './layers';
import { mobileNetV2Features } from './mobilenet-v2';
import { resNet50Plan, resNetFeatures } from './resnet';

export const deepLabSource = 'https://arxiv.org/abs/1706.05587';

export const backbones = ['resnet50', 'mobilenet-v2'] as const;

export interface DeepLabOptions extends ScaledOptions {
  readonly backbone?: (typeof backbones)[number];
}

/** At output stride 16. */
const rates = [6, 12, 18];

/** image [N, 3, S, S] → logits [N, classes, S, S]. */
export function deepLabV3({
  resolution = 513,
  batch = 1,
  classes = 21,
  backbone = 'resnet50',
  width = 1,
}: DeepLabOptions = {}): Network {
  const onResNet = backbone === 'resnet50';
  const net = new Builder({
    id: `deeplab-v3-${backbone}`,
    title: `DeepLabV3, ${onResNet ? 'ResNet-50' : 'MobileNetV2'}`,
    source: deepLabSource,
  });
  const image = net.input('image', [batch, 3, resolution, resolution]);
  const features = onResNet
    ? // Rate 2 times the paper's multi-grid (1, 2, 4).
      resNetFeatures(
        net,
        image,
        { ...resNet50Plan, lastDilations: [2, 4, 8] },
        width,
      )
    : mobileNetV2Features(net, image, { width, outputStride: 16 });
  const scores = net.conv('scores', pyramid(net, features, 256 * width), {
    out: classes,
    kernel: 1,
    bias: true,
  });
  return net.build(enlarged(net, 'logits', scores, [resolution, resolution]));
}

/** Atrous spatial pyramid pooling: five views of the features, joined. */
function pyramid(net: Builder, features: Value, out: number): Value {
  const [, , height, width] = features.shape;
  const view = (name: string, dilation: number) =>
    convBn(net, `ASPP / ${name}`, features, { out, kernel: 3, dilation });
  const image = convBn(
    net,
    'ASPP / image',
    globalAverage(net, 'ASPP / image pool', features),
    { out, kernel: 1 },
  );
  const views = [
    convBn(net, 'ASPP / 1×1', features, { out, kernel: 1 }),
    ...rates.map((rate) => view(`rate ${rate}`, rate)),
    enlarged(net, 'ASPP / image upsample', image, [height, width]),
  ];
  return convBn(net, 'ASPP / project', net.concat('ASPP / concat', views), {
    out,
    kernel: 1,
  });
}

const enlarged = (
  net: Builder,
  name: string,
  input: Value,
  sizes: readonly number[],
): Value => net.node(name, 'resample2d', { input }, { mode: 'linear', sizes });
