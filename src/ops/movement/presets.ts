/** Where real networks move data. */
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

export const concatPresets: readonly Preset[] = [
  layer('DenseNet-121', 'densenet121-block1', '224 + 32 @56', [56, 56], {
    c: [224, 32, 0, 0],
  }),
  layer('Inception-v3', 'inception-v3-5b', '64+64+96+32 @35', [35, 35], {
    c: [64, 64, 96, 32],
  }),
  layer('SqueezeNet 1.1', 'squeezenet-fire2', '64 + 64 @55', [55, 55], {
    c: [64, 64, 0, 0],
  }),
  layer('YOLOv3', 'yolov3-route', 'route, 256 + 512 @26', [26, 26], {
    c: [256, 512, 0, 0],
  }),
  layer('YOLOv3', 'yolov3-route-nhwc', 'route, nhwc', [26, 26], {
    c: [256, 512, 0, 0],
    layout: 'nhwc',
  }),
];

export const slicePresets: readonly Preset[] = [
  layer('ShuffleNetV2', 'shufflenet-v2-split', 'split, 58 of 116', [28, 28], {
    c: 116,
    start: [58, 0, 0],
    size: [58, 0, 0],
  }),
  layer('YOLOv5', 'yolov5-focus', 'focus, every 2nd of 640', [640, 640], {
    c: 3,
    start: [0, 1, 0],
    size: [0, 0, 0],
    s: [1, 2, 2],
  }),
  layer('U-Net', 'unet-crop', 'crop 64 → 56, 512', [64, 64], {
    c: 512,
    start: [0, 4, 4],
    size: [0, 56, 56],
  }),
  layer('YOLOv8n', 'yolov8n-c2f-nhwc', 'C2f split, nhwc', [160, 160], {
    c: 32,
    start: [16, 0, 0],
    size: [16, 0, 0],
    layout: 'nhwc',
  }),
];

export const reshapePresets: readonly Preset[] = [
  layer('VGG-16', 'vgg16-flatten', 'flatten 512 @7', [7, 7], { c: 512 }),
  layer('ViT-B/16', 'vit-b16-patches', 'patches, 768 @14', [14, 14], {
    c: 768,
    to: 'planes',
  }),
];

export const transposePresets: readonly Preset[] = [
  layer('MobileNetV2', 'mobilenet-v2-nhwc', 'nchw → nhwc, 96 @56', [56, 56], {
    c: 96,
  }),
  layer('SSD300', 'ssd300-head', 'head to nhwc, 24 @19', [19, 19], { c: 24 }),
  layer('MobileNetV2', 'mobilenet-v2-nchw', 'nhwc → nchw, 96 @56', [56, 96], {
    c: 56,
    perm: [0, 3, 1, 2],
  }),
  layer('ViT-B/16', 'vit-b16-heads', '12 heads of 64, 197', [12, 64], {
    c: 197,
    perm: [0, 2, 1, 3],
  }),
];

export const shufflePresets: readonly Preset[] = [
  layer('ShuffleNetV2', 'shufflenet-v2-stage2', '116 in 2 @28', [28, 28], {
    c: 116,
    g: 2,
  }),
  layer('ShuffleNet', 'shufflenet-stage2', '240 in 3 @28', [28, 28], {
    c: 240,
    g: 3,
  }),
];
