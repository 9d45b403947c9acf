/** Everything that is known of a comparison before it is run. Pure. */
import { blockOf, type BlockId } from '../../networks/blocks';
import type { Network } from '../../networks/graph';
import { mobileNetV1, mobileNetV1Dense } from '../../networks/zoo/mobilenet-v1';
import { layersOf, sumOf, type Layer } from './layers';
import { presetOf } from './presets';
import { promiseOf, type Promised } from './promise';
import { isFusable, kindTitles, writeLink, type Settings } from './settings';

/** dense: what is replaced. fused: the cheap one, its intermediate kept in. */
export const variantIds = ['dense', 'cheap', 'fused'] as const;
export type VariantId = (typeof variantIds)[number];

export interface Variant {
  readonly id: VariantId;
  readonly title: string;
  /** As the engine knows it. */
  readonly networkId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly layers: readonly Layer[];
  /** "3·3·32·64·112·112"; '' for a whole network. */
  readonly macsText: string;
}

export interface Plan {
  readonly settings: Settings;
  /** "MobileNetV1 block 1, 32→64 @112". */
  readonly title: string;
  readonly variants: readonly Variant[];
  readonly promise: Promised;
  /** What fusing keeps out of memory; 0 where there is nothing to fuse. */
  readonly savedBytes: number;
  /** Equal for equal work on the same backend. */
  readonly key: string;
}

/** Throws `invalid` where the numbers do not fit each other. */
export function planOf(settings: Settings): Plan {
  const variants = variantsOf(settings);
  const work = (id: VariantId) =>
    sumOf(variants.find((variant) => variant.id === id)?.layers ?? []);
  const [dense, cheap, fused] = variantIds.map(work);
  const { fused: _, ...asked } = writeLink(settings);
  return {
    settings,
    title: titleOf(settings),
    variants,
    promise: promiseOf(settings, cheap.macs, dense.macs),
    savedBytes: variants.length > 2 ? cheap.bytes - fused.bytes : 0,
    key: new URLSearchParams(asked).toString(),
  };
}

/** The one that stands beside the dense one. */
export const chosenId = ({ settings }: Plan): VariantId =>
  settings.fused && isFusable(settings.kind) ? 'fused' : 'cheap';

export const variantOf = ({ variants }: Plan, id: VariantId): Variant =>
  variants.find((variant) => variant.id === id) ?? variants[0];

function variantsOf(settings: Settings): Variant[] {
  const { kind } = settings;
  const [dense, cheap] =
    kind === 'network' ? networkPair(settings) : blockPair(settings, kind);
  const make = (id: VariantId, title: string, side: Side): Variant => ({
    ...{ id, title },
    networkId: side.networkId,
    parameters: side.parameters,
    layers: layersOf(side.network, id === 'fused'),
    macsText: side.macsText,
  });
  const title = kindTitles[kind];
  const whole = kind === 'network';
  return [
    make('dense', whole ? 'Full convolutions' : dense.network.title, dense),
    make('cheap', whole ? 'Separable' : title, cheap),
    ...(isFusable(kind)
      ? [make('fused', whole ? 'Separable, fused' : `${title}, fused`, cheap)]
      : []),
  ];
}

interface Side {
  readonly networkId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly network: Network;
  readonly macsText: string;
}

function blockPair(settings: Settings, kind: BlockId): Side[] {
  const { kernel, inChannels, outChannels, side, stride } = settings;
  const shape = { kernel, inChannels, outChannels, side, stride };
  const options = {
    'grouped-shuffle': { groups: settings.groups },
    'inverted-residual': { expansion: settings.expansion },
  };
  return (['dense', kind] as const).map((id) => {
    const own = options[id as keyof typeof options] ?? {};
    const block = blockOf(id, shape, own);
    return {
      networkId: `block:${id}`,
      parameters: { ...shape, ...own },
      network: block.network,
      macsText: block.macs.text,
    };
  });
}

function networkPair({ width, resolution }: Settings): Side[] {
  const parameters = { width: String(width), resolution };
  const macsText = '';
  return [
    {
      ...{ networkId: 'mobilenet-v1-dense', parameters, macsText },
      network: mobileNetV1Dense({ width, resolution }),
    },
    {
      ...{ networkId: 'mobilenet-v1', parameters, macsText },
      network: mobileNetV1({ width, resolution }),
    },
  ];
}

function titleOf(settings: Settings): string {
  const { kind, width, resolution } = settings;
  if (kind === 'network')
    return `MobileNetV1, width ${width}, ${resolution}×${resolution}`;
  const preset = presetOf(settings);
  if (preset) return `${preset.group} ${preset.title}`;
  const { kernel, inChannels, outChannels, side, stride } = settings;
  return (
    `${kindTitles[kind]} ${kernel}×${kernel}, ${inChannels}→${outChannels} ` +
    `@${side}${stride > 1 ? `, stride ${stride}` : ''}`
  );
}
