/** argMax and argMin. */
import type { Workload } from '../fields';
import type { Preset } from '../op';
import { argExtreme } from './define';

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

const nhwc = { layout: 'nhwc' };

export const argOps = [
  argExtreme({
    id: 'argMax',
    summary: 'Where the largest number along an axis is: the best class.',
    sign: 1,
    presets: [
      layer('ResNet-50', 'resnet50-class', 'ImageNet class', 1000, [1, 1]),
      layer('DeepLabv3', 'deeplab-mask', 'VOC mask, 21 @513', 21, [513, 513]),
      layer(
        'DeepLabv3',
        'deeplab-mask-nhwc',
        'nhwc, 21 @65',
        21,
        [65, 65],
        nhwc,
      ),
      layer('YOLOv8n', 'yolov8n-classes', 'classes, 80 of 8400', 80, [8400, 1]),
    ],
  }),
  argExtreme({
    id: 'argMin',
    summary: 'Where the smallest number along an axis is: the nearest one.',
    sign: -1,
    presets: [
      layer('VQ-VAE', 'vqvae-codes', 'nearest of 512 @32', 512, [32, 32], nhwc),
      layer('PSMNet', 'psmnet-disparity', 'of 48 @128', 48, [128, 128]),
    ],
  }),
];
