/** Real reductions of real networks. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  network: string,
  id: string,
  title: string,
  c: number,
  side: number,
  over: string,
  more: Workload = {},
): Preset => ({
  id,
  title,
  group: network,
  workload: { c, in: [side, side], over, ...more },
});

const nhwc = { layout: 'nhwc' };

export const meanPresets: readonly Preset[] = [
  layer('MobileNetV2', 'mobilenet-v2-mean', 'last, 1280 @7', 1280, 7, 'plane'),
  layer(
    'MobileNetV2',
    'mobilenet-v2-mean-nhwc',
    'last, nhwc',
    1280,
    7,
    'plane',
    nhwc,
  ),
  layer('ResNet-50', 'resnet50-mean', 'last, 2048 @7', 2048, 7, 'plane'),
  layer('SENet-154', 'senet-squeeze', 'squeeze, 256 @56', 256, 56, 'plane'),
  layer('ConvNeXt-T', 'convnext-mean', 'LayerNorm, 96 @56', 96, 56, 'channels'),
];

export const sumPresets: readonly Preset[] = [
  layer('ResNet-50', 'resnet50-sum', 'softmax sum, 1000', 1000, 1, 'channels'),
  layer('U-Net', 'unet-dice', 'Dice loss, 2 @388', 2, 388, 'plane'),
];

export const maxPresets: readonly Preset[] = [
  layer('CBAM', 'cbam-max', 'channel attention, 256 @56', 256, 56, 'plane'),
  layer('CBAM', 'cbam-max-channels', 'spatial, 256 @56', 256, 56, 'channels'),
  layer('YOLOv3', 'yolov3-best', 'best class, 80 @52', 80, 52, 'channels'),
];

export const minPresets: readonly Preset[] = [
  layer('MiDaS', 'midas-nearest', 'depth range, 1 @384', 1, 384, 'image'),
  layer('Dark channel', 'dark-channel', 'haze, 3 @512', 3, 512, 'channels'),
];

export const l2Presets: readonly Preset[] = [
  layer('SSD300', 'ssd300-l2', 'conv4_3 norm, 512 @38', 512, 38, 'channels'),
  layer('ArcFace r50', 'arcface-l2', 'embedding, 512', 512, 1, 'channels'),
];
