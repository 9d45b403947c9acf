/** Real batch normalisations of real networks, before they are folded. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  network: string,
  id: string,
  title: string,
  c: number,
  side: number,
  more: Workload = {},
): Preset => ({
  id,
  title,
  group: network,
  workload: { c, in: [side, side], ...more },
});

const nhwc = { layout: 'nhwc' };

export const presets: readonly Preset[] = [
  layer('ResNet-50', 'resnet50-bn1', 'bn1, 64 @112', 64, 112),
  layer('ResNet-50', 'resnet50-bn5', 'conv5, 2048 @7', 2048, 7),
  layer('ResNet-50', 'resnet50-bn5-nhwc', 'conv5, nhwc', 2048, 7, nhwc),
  layer('MobileNetV2', 'mobilenet-v2-bn', 'expansion, 96 @112', 96, 112),
  layer('EfficientNet-B0', 'efficientnet-bn', 'stem, 32 @112', 32, 112, {
    epsilon: 1e-3,
  }),
];
