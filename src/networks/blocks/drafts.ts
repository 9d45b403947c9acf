/** Each block: its layers, and the convolutions that its formulas count. */
import { invalid } from '../../errors';
import type { Formula } from '../../ops/op';
import type { Builder, Value } from '../builder';
import { activate, branchEnd, convBn, depthwiseBn } from '../zoo/layers';
import type { Step } from './formulas';

export interface BlockShape {
  /** Side of the spatial kernel: the papers' D_K. */
  readonly kernel: number;
  /** M channels in, N out. */
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height = width of the input: D_F. */
  readonly side: number;
  readonly stride: number;
}

export interface BlockOptions {
  /** Groups of the grouped convolution. Default 4. */
  readonly groups?: number;
  /** The inverted residual's t. Default 6. */
  readonly expansion?: number;
  /** By how much a bottleneck is narrower than its output. Default 4. */
  readonly reduction?: number;
}

export const blockIds = [
  'dense',
  'separable',
  'grouped-shuffle',
  'inverted-residual',
  'bottleneck',
] as const;
export type BlockId = (typeof blockIds)[number];

interface Draft {
  readonly title: string;
  readonly source: string;
  /** One convolution each. */
  readonly steps: readonly Step[];
  /** The papers' short form of the ratio of MACs, where there is one. */
  readonly ratio?: Pick<Formula, 'text' | 'value'>;
  build(net: Builder, input: Value): Value;
}

export const drafts: Readonly<
  Record<BlockId, (shape: BlockShape, options: BlockOptions) => Draft>
> = {
  dense: ({ kernel, inChannels, outChannels: out, side, stride }) => ({
    title: `Dense ${kernel}×${kernel}`,
    source: 'https://arxiv.org/abs/1704.04861',
    steps: [{ kernel, channels: [inChannels, out], side: after(side, stride) }],
    ratio: { text: '1', value: 1 },
    build: (net, input) =>
      convBn(net, 'dense', input, { out, kernel, stride, ...relu6 }),
  }),

  separable: ({ kernel, inChannels, outChannels: out, side, stride }) => ({
    title: 'Depthwise separable',
    source: 'https://arxiv.org/abs/1704.04861',
    steps: [
      depthwise(kernel, inChannels, after(side, stride)),
      { kernel: 1, channels: [inChannels, out], side: after(side, stride) },
    ],
    ratio: {
      text: `1/${out}+1/(${kernel}·${kernel})`,
      value: 1 / out + 1 / kernel ** 2,
    },
    build(net, input) {
      const window = { kernel, stride, ...relu6 };
      const x = depthwiseBn(net, 'depthwise', input, window);
      return convBn(net, 'pointwise', x, { out, kernel: 1, ...relu6 });
    },
  }),

  'grouped-shuffle': (
    { kernel, inChannels, outChannels: out, side, stride },
    { groups = 4 },
  ) => ({
    title: `${groups} groups, shuffled`,
    source: 'https://arxiv.org/abs/1707.01083',
    steps: [
      {
        kernel,
        channels: [inChannels, out],
        groups,
        side: after(side, stride),
      },
    ],
    ratio: { text: `1/${groups}`, value: 1 / groups },
    build(net, input) {
      const conv = { out, kernel, stride, groups, ...relu6 };
      const x = convBn(net, 'grouped', input, conv);
      return net.node('shuffle', 'channelShuffle', { input: x }, { groups });
    },
  }),

  'inverted-residual': (
    { kernel, inChannels, outChannels: out, side, stride },
    { expansion = 6 },
  ) => {
    const inside = inChannels * expansion;
    return {
      title: `Inverted residual, t = ${expansion}`,
      source: 'https://arxiv.org/abs/1801.04381',
      steps: [
        { kernel: 1, channels: [inChannels, inside], side },
        depthwise(kernel, inside, after(side, stride)),
        { kernel: 1, channels: [inside, out], side: after(side, stride) },
      ],
      build(net, input) {
        const expand = { out: inside, kernel: 1, ...relu6 };
        let x = convBn(net, 'expand', input, expand);
        x = depthwiseBn(net, 'depthwise', x, { kernel, stride, ...relu6 });
        x = branchEnd(net, 'project', x, { out, kernel: 1 });
        return withShortcut(net, x, input);
      },
    };
  },

  bottleneck: (
    { kernel, inChannels, outChannels: out, side, stride },
    { reduction = 4 },
  ) => {
    const inside = whole('reduction', out, reduction);
    return {
      title: `Bottleneck, 1/${reduction} as wide`,
      source: 'https://arxiv.org/abs/1512.03385',
      steps: [
        { kernel: 1, channels: [inChannels, inside], side },
        { kernel, channels: [inside, inside], side: after(side, stride) },
        { kernel: 1, channels: [inside, out], side: after(side, stride) },
      ],
      build(net, input) {
        let x = convBn(net, 'reduce', input, { out: inside, kernel: 1 });
        x = convBn(net, 'middle', x, { out: inside, kernel, stride });
        x = branchEnd(net, 'expand', x, { out, kernel: 1 });
        return activate(net, 'out', withShortcut(net, x, input), 'relu');
      },
    };
  },
};

const relu6 = { activation: 'relu6' } as const;

/** Half of an odd kernel is padded on each side. */
const after = (side: number, stride: number) => Math.ceil(side / stride);

const depthwise = (kernel: number, channels: number, side: number): Step => ({
  kernel,
  channels: [channels, channels],
  groups: channels,
  side,
});

function whole(name: string, channels: number, parts: number): number {
  if (channels % parts !== 0)
    throw invalid(
      `${name} ${parts}: does not divide the ${channels} channels out; ` +
        `choose a divisor.`,
    );
  return channels / parts;
}

/** The identity, where the shapes allow it. */
const withShortcut = (net: Builder, branch: Value, input: Value): Value =>
  branch.shape.every((side, i) => side === input.shape[i])
    ? net.add('add', branch, input)
    : branch;
