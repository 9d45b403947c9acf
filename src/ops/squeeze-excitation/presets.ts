/** Real squeeze-and-excite layers: their papers' tables. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  group: string,
  id: string,
  title: string,
  [c, r, side]: readonly [number, number, number],
  workload: Workload = {},
): Preset => ({
  id,
  title: `${title}, ${c} to ${r} @${side}`,
  group,
  workload: { c, r, in: [side, side], ...workload },
});

const mobilenet = 'MobileNetV3-Large';
const resnet = 'SE-ResNet-50';
const efficientnet = 'EfficientNet-B0';
const sigmoid = { gate: 'sigmoid' };

export const squeezeExcitationPresets: readonly Preset[] = [
  layer(mobilenet, 'mobilenet-v3-bneck4', 'bneck 4', [72, 24, 28]),
  layer(mobilenet, 'mobilenet-v3-bneck5', 'bneck 5', [120, 32, 28]),
  layer(mobilenet, 'mobilenet-v3-bneck11', 'bneck 11', [480, 120, 14]),
  layer(mobilenet, 'mobilenet-v3-bneck12', 'bneck 12', [672, 168, 14]),
  layer(mobilenet, 'mobilenet-v3-bneck14', 'bneck 14', [960, 240, 7]),
  layer(mobilenet, 'mobilenet-v3-bneck5-nhwc', 'bneck 5, nhwc', [120, 32, 28], {
    layout: 'nhwc',
  }),
  layer(resnet, 'se-resnet50-stage1', 'stage 1', [256, 16, 56], sigmoid),
  layer(resnet, 'se-resnet50-stage3', 'stage 3', [1024, 64, 14], sigmoid),
  layer(resnet, 'se-resnet50-stage4', 'stage 4', [2048, 128, 7], sigmoid),
  layer(efficientnet, 'efficientnet-b0-mb2', 'MBConv 2', [96, 4, 56], {
    ...sigmoid,
    act: 'silu',
  }),
];
