/** Where real networks pad: before a convolution, or to a whole multiple. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  network: string,
  id: string,
  title: string,
  [h, w]: readonly [height: number, width: number],
  workload: Workload,
): Preset => ({
  id,
  title,
  group: network,
  workload: { in: [h, w], ...workload },
});

export const padPresets: readonly Preset[] = [
  layer('MobileNetV1', 'mobilenet-v1-stem', 'stem, 3 @224', [224, 224], {
    c: 3,
    pads: [0, 1, 0, 1],
  }),
  layer('MobileNetV1', 'mobilenet-v1-nhwc', 'pad_2, nhwc 64 @112', [112, 112], {
    c: 64,
    pads: [0, 1, 0, 1],
    layout: 'nhwc',
  }),
  layer('CycleGAN', 'cyclegan-reflect', 'reflect 3, 3 @256', [256, 256], {
    c: 3,
    pads: [3, 3, 3, 3],
    mode: 'reflection',
  }),
  layer('RAFT', 'raft-edge', 'edge to a multiple of 8', [436, 1024], {
    c: 3,
    pads: [2, 2, 0, 0],
    mode: 'edge',
  }),
];
