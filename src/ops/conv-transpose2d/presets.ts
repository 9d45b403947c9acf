/** Real layers of real networks; values are those of the op's fields. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

type Layer = readonly [id: string, title: string, workload: Workload];

const layer = (
  side: number,
  cin: number,
  cout: number,
  k: number,
  stride: number,
  more: Workload = {},
): Workload => ({
  ...{ in: [side, side], cin, cout, k: [k, k], s: [stride, stride] },
  ...more,
});
const pads = (all: number) => ({ pads: [all, all, all, all] });

/** Padding 1 makes each output exactly twice as wide as its input. */
const dcgan = (side: number, cin: number, cout: number, act = 'relu') =>
  layer(side, cin, cout, 4, 2, { ...pads(1), act, bias: false });

const group = (name: string, prefix: string, layers: readonly Layer[]) =>
  layers.map(([id, title, workload]): Preset => ({
    id: `${prefix}-${id}`,
    title,
    group: name,
    workload,
  }));

export const convTranspose2dPresets: readonly Preset[] = [
  ...group('Peer workloads', 'peers', [
    [
      '17',
      '17 · transposed 2×2 s2, 128→64 @28',
      layer(28, 128, 64, 2, 2, { bias: false }),
    ],
  ]),
  ...group('U-Net', 'unet', [
    ['up1', 'up-conv 1, 2×2 s2, 1024→512 @28', layer(28, 1024, 512, 2, 2)],
    ['up2', 'up-conv 2, 2×2 s2, 512→256 @52', layer(52, 512, 256, 2, 2)],
    ['up3', 'up-conv 3, 2×2 s2, 256→128 @100', layer(100, 256, 128, 2, 2)],
    ['up4', 'up-conv 4, 2×2 s2, 128→64 @196', layer(196, 128, 64, 2, 2)],
  ]),
  ...group('FCN-8s', 'fcn8s', [
    [
      'upscore2',
      'upscore2 4×4 s2, 21→21 @16',
      layer(16, 21, 21, 4, 2, { bias: false }),
    ],
    [
      'upscore8',
      'upscore8 16×16 s8, 21→21 @70',
      layer(70, 21, 21, 16, 8, { bias: false }),
    ],
  ]),
  ...group('DCGAN, 64×64', 'dcgan', [
    ['up1', 'up 1, 4×4 s2, 512→256 @4', dcgan(4, 512, 256)],
    ['up2', 'up 2, 4×4 s2, 256→128 @8', dcgan(8, 256, 128)],
    ['up3', 'up 3, 4×4 s2, 128→64 @16', dcgan(16, 128, 64)],
    ['up4', 'up 4, 4×4 s2, 64→3 @32', dcgan(32, 64, 3, 'none')],
  ]),
];
