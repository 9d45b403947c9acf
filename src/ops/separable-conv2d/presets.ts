/**
 * Real blocks of real networks. MobileNets and Xception fold their batch norms
 * into both filters, hence both biases.
 */
import type { Workload } from '../fields';
import type { Preset } from '../op';

type Block = readonly [id: string, title: string, workload: Workload];

const block = (
  side: number,
  cin: number,
  cout: number,
  more: Workload = {},
): Workload => ({ in: [side, side], cin, cout, ...more });
/** MobileNetV1: ReLU6 after both steps. */
const v1 = (side: number, cin: number, cout: number, stride = 1) =>
  block(side, cin, cout, { s: [stride, stride], dwact: 'relu6', act: 'relu6' });
/** The second half of an inverted residual: a linear projection. */
const v2 = (side: number, cin: number, cout: number) =>
  block(side, cin, cout, { dwact: 'relu6' });
const atrous = (rate: number) =>
  block(33, 256, 256, { d: [rate, rate], dwact: 'relu', act: 'relu' });

const group = (name: string, prefix: string, blocks: readonly Block[]) =>
  blocks.map(([id, title, workload]): Preset => ({
    id: `${prefix}-${id}`,
    title,
    group: name,
    workload,
  }));

export const separablePresets: readonly Preset[] = [
  ...group('MobileNetV1', 'mobilenet-v1', [
    ['block1', 'block 1, 32→64 @112', v1(112, 32, 64)],
    ['block2', 'block 2 s2, 64→128 @112', v1(112, 64, 128, 2)],
    ['block3', 'block 3, 128→128 @56', v1(56, 128, 128)],
    ['block5', 'block 5, 256→256 @28', v1(28, 256, 256)],
    ['block7', 'blocks 7 to 11, 512→512 @14', v1(14, 512, 512)],
    ['block13', 'block 13, 1024→1024 @7', v1(7, 1024, 1024)],
  ]),
  ...group('MobileNetV2', 'mobilenet-v2', [
    ['block3', 'block 3, 144→24 (linear) @56', v2(56, 144, 24)],
    ['block7', 'block 7, 384→64 (linear) @14', v2(14, 384, 64)],
  ]),
  ...group('Xception', 'xception', [
    ['entry', 'entry flow, 128→128 @147', block(147, 128, 128)],
    ['middle', 'middle flow, 728→728 @19', block(19, 728, 728)],
  ]),
  ...group('DeepLab v3+', 'deeplab', [
    ['atrous6', 'atrous separable, rate 6, 256→256 @33', atrous(6)],
    ['atrous12', 'atrous separable, rate 12, 256→256 @33', atrous(12)],
    ['atrous18', 'atrous separable, rate 18, 256→256 @33', atrous(18)],
  ]),
];

/** Small enough to be measured and verified within the first second. */
export const firstSeparable: Preset = {
  id: 'first-block',
  title: '32→32 @28',
  group: 'A first look',
  workload: v1(28, 32, 32),
};
