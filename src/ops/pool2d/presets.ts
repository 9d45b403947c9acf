/** Real pooling layers of real networks. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  network: string,
  id: string,
  title: string,
  c: number,
  side: number,
  workload: Workload,
): Preset => ({
  id,
  title,
  group: network,
  workload: { c, in: [side, side], ...workload },
});

const window = (k: number, s: number, pad = 0): Workload => ({
  k: [k, k],
  s: [s, s],
  pads: [pad, pad, pad, pad],
});
const whole: Workload = { global: true, s: [1, 1], pads: [0, 0, 0, 0] };
const last = { layout: 'nhwc' };

export const maxPresets: readonly Preset[] = [
  layer(
    'ResNet-50',
    'resnet50-max',
    'stem 3×3 s2, 64 @112',
    64,
    112,
    window(3, 2, 1),
  ),
  layer('ResNet-50', 'resnet50-max-nhwc', 'stem 3×3 s2, nhwc', 64, 112, {
    ...window(3, 2, 1),
    ...last,
  }),
  layer(
    'VGG-16',
    'vgg16-pool2',
    'pool2 2×2 s2, 128 @112',
    128,
    112,
    window(2, 2),
  ),
  layer(
    'YOLOv4 SPP',
    'yolov4-spp',
    'SPP 13×13 s1, 512 @19',
    512,
    19,
    window(13, 1, 6),
  ),
];

export const averagePresets: readonly Preset[] = [
  layer(
    'MobileNetV2',
    'mobilenet-v2-global',
    'global, 1280 @7',
    1280,
    7,
    whole,
  ),
  layer('MobileNetV2', 'mobilenet-v2-global-nhwc', 'global, nhwc', 1280, 7, {
    ...whole,
    ...last,
  }),
  layer(
    'Inception-v3',
    'inception-v3-mixed',
    'mixed 3×3 s1, 288 @35',
    288,
    35,
    window(3, 1, 1),
  ),
  layer(
    'DenseNet-121',
    'densenet121-transition',
    'transition 2×2 s2, 128 @56',
    128,
    56,
    window(2, 2),
  ),
];

export const l2Presets: readonly Preset[] = [
  layer(
    'FaceNet NN2',
    'facenet-nn2-l2',
    'inception 3a L2 3×3 s1, 192 @28',
    192,
    28,
    window(3, 1, 1),
  ),
  layer('FaceNet NN2', 'facenet-nn2-global', 'global, 1024 @7', 1024, 7, whole),
];
