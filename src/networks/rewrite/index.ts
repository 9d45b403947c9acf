/** What makes a network faster without changing its answers. */
import type { Network } from '../graph';
import { foldBatchNorm } from './fold-batch-norm';
import { fuseActivation } from './fuse-activation';
import { fusePadding } from './fuse-padding';
import { fuseResidual } from './fuse-residual';
import { fuseSeparable } from './fuse-separable';
import { fuseSqueezeExcitation } from './fuse-squeeze-excitation';

interface Rewrite {
  readonly title: string;
  /** What it saves, in a sentence. */
  readonly idea: string;
  readonly apply: (network: Network) => Network;
}

/** In the order in which they are applied: each prepares the next. */
export const rewrites = {
  foldBatchNorm: {
    title: 'Fold batch norms',
    idea: 'A batch norm becomes part of the filter and bias before it.',
    apply: foldBatchNorm,
  },
  fusePadding: {
    title: 'Fuse padding',
    idea: 'Zeros around an image are the convolution’s own padding.',
    apply: fusePadding,
  },
  fuseSqueezeExcitation: {
    title: 'Fuse squeeze-and-excitation',
    idea: 'Mean, two products, gate and scale in one op.',
    apply: fuseSqueezeExcitation,
  },
  fuseResidual: {
    title: 'Fuse residual additions',
    idea: 'A shortcut is added where the convolution stores its sums.',
    apply: fuseResidual,
  },
  fuseActivation: {
    title: 'Fuse activations',
    idea: 'An activation is applied while the sums are in registers.',
    apply: fuseActivation,
  },
  fuseSeparable: {
    title: 'Fuse depthwise and pointwise',
    idea: 'What is between the two never reaches memory.',
    apply: fuseSeparable,
  },
} as const satisfies Readonly<Record<string, Rewrite>>;

export type RewriteId = keyof typeof rewrites;
export type Switches = Readonly<Record<RewriteId, boolean>>;

export const rewriteIds = Object.keys(rewrites) as RewriteId[];

/**
 * All but the separable one: a fused kernel wins on few shapes, and the device
 * decides on which.
 */
export const defaultSwitches: Switches = {
  foldBatchNorm: true,
  fusePadding: true,
  fuseSqueezeExcitation: true,
  fuseResidual: true,
  fuseActivation: true,
  fuseSeparable: false,
};

export const noSwitches: Switches = {
  foldBatchNorm: false,
  fusePadding: false,
  fuseSqueezeExcitation: false,
  fuseResidual: false,
  fuseActivation: false,
  fuseSeparable: false,
};

/** The same answers within rounding; each switch can be left off. */
export const optimise = (network: Network, switches: Switches): Network =>
  rewriteIds
    .filter((id) => switches[id])
    .reduce((graph, id) => rewrites[id].apply(graph), network);
