/** Real deformable layers: 3×3 throughout. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  group: string,
  id: string,
  title: string,
  workload: Workload,
): Preset => ({ id, title, group, workload: { bias: false, ...workload } });

const square = (cin: number, cout: number, side: number): Workload => ({
  cin,
  cout,
  in: [side, side],
});

export const deformConv2dPresets: readonly Preset[] = [
  // Zhou et al. 2019, "Objects as Points": before each transposed convolution.
  layer('CenterNet ResNet-18', 'centernet-dcn1', 'up 1, 512→256 @16', {
    ...square(512, 256, 16),
    bias: true,
  }),
  layer('CenterNet ResNet-18', 'centernet-dcn2', 'up 2, 256→128 @32', {
    ...square(256, 128, 32),
    bias: true,
  }),
  layer('CenterNet ResNet-18', 'centernet-dcn3', 'up 3, 128→64 @64', {
    ...square(128, 64, 64),
    bias: true,
  }),
  // Zhu et al. 2019: every 3×3 of stages conv3 to conv5, with masks.
  layer('DCNv2 ResNet-50', 'dcnv2-conv3', 'conv3, 128→128 @28', {
    ...square(128, 128, 28),
  }),
  layer('DCNv2 ResNet-50', 'dcnv2-conv5', 'conv5, 512→512 @7', {
    ...square(512, 512, 7),
  }),
  // Dai et al. 2017: the last stage, dilated, four groups of offsets.
  layer('DCNv1 ResNet-101', 'dcnv1-conv5', 'conv5 d2, 512→512 @38×50', {
    ...{ cin: 512, cout: 512, in: [38, 50], d: [2, 2], og: 4, mask: false },
  }),
];
