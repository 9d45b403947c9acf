/**
 * Real layers of real networks, and the seventeen workloads on which the
 * browser's other runtimes are measured. Values are those of the op's fields;
 * what is not said keeps its initial value.
 */
import type { Workload } from '../fields';
import type { Preset } from '../op';

type Layer = readonly [id: string, title: string, workload: Workload];

const conv = (
  side: number,
  cin: number,
  cout: number,
  k: number,
  more: Workload = {},
): Workload => ({ in: [side, side], cin, cout, k: [k, k], ...more });
const depthwise = (side: number, channels: number, stride = 1, k = 3) =>
  conv(side, channels, channels, k, {
    g: channels,
    s: [stride, stride],
    act: 'relu6',
  });
const pointwise = (side: number, cin: number, cout: number, act = 'relu6') =>
  conv(side, cin, cout, 1, { act });
const dilated = (side: number, cin: number, cout: number, rate: number) =>
  conv(side, cin, cout, 3, { d: [rate, rate], act: 'relu' });
const stride2 = { s: [2, 2] };
const relu = { act: 'relu' };
const relu6 = { act: 'relu6' };

const group = (name: string, prefix: string, layers: readonly Layer[]) =>
  layers.map(([id, title, workload]): Preset => ({
    id: `${prefix}-${id}`,
    title,
    group: name,
    workload,
  }));

/** Explicit symmetric padding, as the measured workloads state it. */
const padded = (all: number, more: Workload = {}): Workload => ({
  pad: 'explicit',
  pads: [all, all, all, all],
  bias: true,
  ...more,
});

export const conv2dPresets: readonly Preset[] = [
  ...group('MobileNetV1', 'mobilenet-v1', [
    [
      'stem',
      'conv1 3×3 s2, 3→32 @224',
      conv(224, 3, 32, 3, { ...stride2, ...relu6 }),
    ],
    ['dw1', 'block 1 depthwise 3×3, 32 @112', depthwise(112, 32)],
    ['pw1', 'block 1 pointwise, 32→64 @112', pointwise(112, 32, 64)],
    ['dw2', 'block 2 depthwise 3×3 s2, 64 @112', depthwise(112, 64, 2)],
    ['dw7', 'block 7 depthwise 3×3, 512 @14', depthwise(14, 512)],
    ['pw7', 'block 7 pointwise, 512→512 @14', pointwise(14, 512, 512)],
    ['pw13', 'block 13 pointwise, 1024→1024 @7', pointwise(7, 1024, 1024)],
  ]),
  ...group('MobileNetV2', 'mobilenet-v2', [
    ['expand2', 'block 2 expand, 16→96 @112', pointwise(112, 16, 96)],
    ['dw2', 'block 2 depthwise 3×3 s2, 96 @112', depthwise(112, 96, 2)],
    [
      'project2',
      'block 2 project (linear), 96→24 @56',
      pointwise(56, 96, 24, 'none'),
    ],
    ['dw14', 'block 14 depthwise 3×3 s2, 576 @14', depthwise(14, 576, 2)],
    ['head', 'head pointwise, 320→1280 @7', pointwise(7, 320, 1280)],
  ]),
  ...group('ResNet-50', 'resnet50', [
    [
      'stem',
      'conv1 7×7 s2, 3→64 @224',
      conv(224, 3, 64, 7, padded(3, { ...stride2, ...relu })),
    ],
    ['conv2-3x3', 'conv2_x 3×3, 64→64 @56', conv(56, 64, 64, 3, relu)],
    ['conv2-reduce', 'conv2_x 1×1, 256→64 @56', pointwise(56, 256, 64, 'relu')],
    ['conv3-3x3', 'conv3_x 3×3, 128→128 @28', conv(28, 128, 128, 3, relu)],
    ['conv4-3x3', 'conv4_x 3×3, 256→256 @14', conv(14, 256, 256, 3, relu)],
    ['conv5-3x3', 'conv5_x 3×3, 512→512 @7', conv(7, 512, 512, 3, relu)],
  ]),
  ...group('VGG-16', 'vgg16', [
    ['conv1-1', 'conv1_1 3×3, 3→64 @224', conv(224, 3, 64, 3, relu)],
    ['conv3-2', 'conv3_2 3×3, 256→256 @56', conv(56, 256, 256, 3, relu)],
    ['conv5-1', 'conv5_1 3×3, 512→512 @14', conv(14, 512, 512, 3, relu)],
  ]),
  ...group('ResNeXt-50 32×4d', 'resnext50', [
    [
      'conv2',
      'conv2_x grouped 3×3 g32, 128 @56',
      conv(56, 128, 128, 3, { g: 32, ...relu }),
    ],
    [
      'conv4',
      'conv4_x grouped 3×3 g32, 512 @14',
      conv(14, 512, 512, 3, { g: 32, ...relu }),
    ],
  ]),
  ...group('DeepLabV3 dilations', 'deeplab', [
    ['rate2', 'conv 3×3 rate 2, 256→256 @28', dilated(28, 256, 256, 2)],
    ['rate6', 'ASPP 3×3 rate 6, 256→256 @33', dilated(33, 256, 256, 6)],
    ['rate12', 'ASPP 3×3 rate 12, 256→256 @33', dilated(33, 256, 256, 12)],
    ['rate18', 'ASPP 3×3 rate 18, 256→256 @33', dilated(33, 256, 256, 18)],
  ]),
  ...group('Peer workloads', 'peers', [
    [
      '1',
      '1 · conv 3×3 s2, 3→32 @224',
      conv(224, 3, 32, 3, padded(1, stride2)),
    ],
    [
      '2',
      '2 · depthwise 3×3, 32 @112',
      conv(112, 32, 32, 3, padded(1, { g: 32 })),
    ],
    [
      '3',
      '3 · depthwise 3×3 s2, 64 @112',
      conv(112, 64, 64, 3, padded(1, { g: 64, ...stride2 })),
    ],
    [
      '4',
      '4 · depthwise 3×3, 512 @14',
      conv(14, 512, 512, 3, padded(1, { g: 512 })),
    ],
    ['5', '5 · pointwise, 32→64 @112', conv(112, 32, 64, 1, padded(0))],
    ['6', '6 · pointwise, 512→512 @14', conv(14, 512, 512, 1, padded(0))],
    ['7', '7 · pointwise, 1024→1024 @7', conv(7, 1024, 1024, 1, padded(0))],
    [
      '8',
      '8 · conv 7×7 s2, 3→64 @224',
      conv(224, 3, 64, 7, padded(3, stride2)),
    ],
    ['9', '9 · conv 3×3, 64→64 @56', conv(56, 64, 64, 3, padded(1))],
    ['10', '10 · conv 3×3, 256→256 @14', conv(14, 256, 256, 3, padded(1))],
    ['11', '11 · pointwise, 256→64 @56', conv(56, 256, 64, 1, padded(0))],
    ['12', '12 · conv 3×3, 512→512 @7', conv(7, 512, 512, 3, padded(1))],
    [
      '13',
      '13 · conv 3×3 rate 2, 256→256 @28',
      conv(28, 256, 256, 3, padded(2, { d: [2, 2] })),
    ],
    [
      '14',
      '14 · conv 3×3 rate 12, 256→256 @33',
      conv(33, 256, 256, 3, padded(12, { d: [12, 12] })),
    ],
    [
      '15',
      '15 · grouped 3×3 g32, 128→128 @56',
      conv(56, 128, 128, 3, padded(1, { g: 32 })),
    ],
    ['16', '16 · conv 3×3, 64→64 @112', conv(112, 64, 64, 3, padded(1))],
  ]),
];

/** Small enough to be measured and verified within the first second. */
export const firstVisitWorkload: Preset = {
  id: 'first-visit',
  title: 'depthwise 3×3, 32 @28',
  group: 'A first look',
  workload: depthwise(28, 32),
};
