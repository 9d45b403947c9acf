/** Real softmax layers of real networks. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  network: string,
  id: string,
  title: string,
  c: number,
  [h, w]: readonly [number, number],
  more: Workload = {},
): Preset => ({
  id,
  title,
  group: network,
  workload: { c, in: [h, w], ...more },
});

export const presets: readonly Preset[] = [
  layer('ResNet-50', 'resnet50-softmax', 'ImageNet, 1000', 1000, [1, 1]),
  layer('ResNet-50', 'resnet50-softmax-32', 'batch of 32', 1000, [1, 1], {
    n: 32,
  }),
  layer('DeepLabv3', 'deeplab-softmax', 'VOC, 21 @65', 21, [65, 65]),
  layer('DeepLabv3', 'deeplab-softmax-nhwc', 'VOC, nhwc', 21, [65, 65], {
    layout: 'nhwc',
  }),
  layer('SSD300', 'ssd300-softmax', 'anchors, 8732 × 21', 21, [8732, 1], {
    layout: 'nhwc',
  }),
  layer(
    'ViT-B/16',
    'vit-b16-attention',
    'attention, 12 heads of 197',
    197,
    [12, 197],
    { layout: 'nhwc' },
  ),
];
