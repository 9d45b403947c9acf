/** Matrix products of real networks. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  network: string,
  id: string,
  title: string,
  workload: Workload,
): Preset => ({ id, title, group: network, workload });

const fully = (cin: number, cout: number, n = 1): Workload => ({
  n,
  cin,
  cout,
});
const matrices = (m: number, k: number, n: number): Workload => ({ m, k, n });

export const fullyConnectedPresets: readonly Preset[] = [
  layer(
    'MobileNetV2',
    'mobilenet-v2-classifier',
    'classifier, 1280 → 1000',
    fully(1280, 1000),
  ),
  layer(
    'MobileNetV1',
    'mobilenet-v1-classifier',
    'classifier, 1024 → 1000',
    fully(1024, 1000),
  ),
  layer('MobileNetV3', 'mobilenet-v3-hidden', 'hidden, 960 → 1280', {
    ...fully(960, 1280),
    act: 'hard-swish',
  }),
  layer(
    'ResNet-50',
    'resnet50-classifier',
    'classifier, 2048 → 1000',
    fully(2048, 1000),
  ),
  layer('VGG-16', 'vgg16-fc6', 'fc6, 25088 → 4096', {
    ...fully(25088, 4096),
    act: 'relu',
  }),
  layer('VGG-16', 'vgg16-fc7', 'fc7, 4096 → 4096', {
    ...fully(4096, 4096),
    act: 'relu',
  }),
  layer(
    'ViT-B/16',
    'vit-b16-mlp',
    'MLP, 197 × 768 → 3072',
    fully(768, 3072, 197),
  ),
];

export const gemmPresets: readonly Preset[] = [
  layer(
    'ResNet-50',
    'resnet50-conv2-im2col',
    'conv2 3×3 as im2col',
    matrices(64, 576, 3136),
  ),
  layer('AlexNet', 'alexnet-fc8', 'fc8, 16 images', {
    ...matrices(16, 4096, 1000),
    bt: true,
    c: 'row',
  }),
  layer('ViT-B/16', 'vit-b16-projection', 'projection, 197 × 768', {
    ...matrices(197, 768, 768),
    c: 'row',
  }),
  layer(
    'ResNet-50',
    'resnet50-weight-gradient',
    'gradient of a 1×1, 64 → 256',
    {
      ...matrices(256, 3136, 64),
      bt: true,
    },
  ),
];

export const matmulPresets: readonly Preset[] = [
  layer('ViT-B/16', 'vit-b16-scores', 'scores, 12 heads', {
    b: 12,
    ...matrices(197, 64, 197),
  }),
  layer('ViT-B/16', 'vit-b16-values', 'values, 12 heads', {
    b: 12,
    ...matrices(197, 197, 64),
  }),
  layer('Swin-T', 'swin-t-scores', 'stage 1 scores, 64 windows of 49', {
    b: 192,
    ...matrices(49, 32, 49),
  }),
];
