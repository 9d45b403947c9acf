/** Blocks of real networks. */
import { fieldsOf, type Settings } from './settings';

type Shape = Partial<Omit<Settings, 'on' | 'fused'>> & Pick<Settings, 'kind'>;

export interface BlockPreset {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly settings: Shape;
}

const v1 = (
  name: string,
  [inChannels, outChannels, side, stride = 1]: readonly number[],
): BlockPreset => ({
  id: `v1-${name}`,
  title: `block ${name}, ${inChannels}→${outChannels} @${side}${strided(stride)}`,
  group: 'MobileNetV1',
  settings: {
    kind: 'separable',
    ...plain(inChannels, outChannels, side),
    stride,
  },
});

const v2 = (channels: number, side: number): BlockPreset => ({
  id: `v2-${channels}`,
  title: `${channels}→${channels} @${side}, t = 6`,
  group: 'MobileNetV2',
  settings: {
    kind: 'inverted-residual',
    ...plain(channels, channels, side),
    expansion: 6,
  },
});

/** The 1×1 at the start of a unit, three groups: Zhang et al. 2017, table 1. */
const shuffle = (
  stage: number,
  channels: number,
  side: number,
): BlockPreset => ({
  id: `shuffle-${stage}`,
  title: `stage ${stage}, 1×1 ${channels}→${channels / 4} @${side}, 3 groups`,
  group: 'ShuffleNet',
  settings: {
    kind: 'grouped-shuffle',
    ...plain(channels, channels / 4, side),
    kernel: 1,
    groups: 3,
  },
});

const resnext: BlockPreset = {
  id: 'resnext-conv4',
  title: 'conv4, 3×3 512→512 @14, 32 groups',
  group: 'ResNeXt-50',
  settings: { kind: 'grouped-shuffle', ...plain(512, 512, 14), groups: 32 },
};

const resnet = (
  stage: number,
  channels: number,
  side: number,
): BlockPreset => ({
  id: `resnet-conv${stage}`,
  title: `conv${stage}, ${channels}→${channels} @${side}`,
  group: 'ResNet-50',
  settings: { kind: 'bottleneck', ...plain(channels, channels, side) },
});

export const blockPresets: readonly BlockPreset[] = [
  v1('1', [32, 64, 112]),
  v1('2', [64, 128, 112, 2]),
  v1('3', [128, 128, 56]),
  v1('5', [256, 256, 28]),
  v1('7', [512, 512, 14]),
  v1('13', [1024, 1024, 7]),
  shuffle(2, 240, 28),
  shuffle(3, 480, 14),
  shuffle(4, 960, 7),
  resnext,
  v2(24, 56),
  v2(64, 14),
  v2(160, 7),
  resnet(2, 256, 56),
  resnet(3, 512, 28),
  resnet(4, 1024, 14),
];

/** The one that these settings are, whatever they run on. */
export const presetOf = (settings: Settings): BlockPreset | null =>
  blockPresets.find(
    ({ settings: shape }) =>
      shape.kind === settings.kind &&
      fieldsOf(shape.kind).every(({ id }) => shape[id] === settings[id]),
  ) ?? null;

/** The first one of its kind, or none for whole networks. */
export const firstOf = (kind: Settings['kind']): BlockPreset | null =>
  blockPresets.find(({ settings }) => settings.kind === kind) ?? null;

function plain(inChannels: number, outChannels: number, side: number) {
  return { kernel: 3, inChannels, outChannels, side, stride: 1 };
}

function strided(stride: number): string {
  return stride > 1 ? `, stride ${stride}` : '';
}
