/**
 * A whole network as the peers' own APIs ask for it: plain data, so that their
 * scripts need nothing of ours to read it.
 */
import type { Values } from './layer';

type Pair = readonly [number, number];

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** null: none. */
export type Activation = Bounds | null;

interface Made {
  /** The value that it makes. */
  readonly name: string;
}

export interface ConvolutionLayer extends Made {
  readonly kind: 'convolution';
  readonly input: string;
  /** OIHW. */
  readonly filter: Values;
  readonly bias?: Values;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** top, bottom, left, right. */
  readonly padding: readonly [number, number, number, number];
  readonly groups: number;
  readonly depthwise: boolean;
  readonly activation: Activation;
}
export interface DenseLayer extends Made {
  readonly kind: 'dense';
  readonly input: string;
  /** [in, out]. */
  readonly weight: Values;
  readonly bias?: Values;
  readonly activation: Activation;
}
/** Of each plane: [N, C, H, W] → [N, C]. */
export interface MeanLayer extends Made {
  readonly kind: 'mean';
  readonly input: string;
}
export interface AddLayer extends Made {
  readonly kind: 'add';
  readonly inputs: readonly [string, string];
}
/** [N, C], over C. */
export interface SoftmaxLayer extends Made {
  readonly kind: 'softmax';
  readonly input: string;
}

export type PeerLayer =
  ConvolutionLayer | DenseLayer | MeanLayer | AddLayer | SoftmaxLayer;

export interface PeerNetwork {
  readonly id: string;
  readonly input: { readonly name: string } & Values;
  /** Each after those whose values it reads. */
  readonly layers: readonly PeerLayer[];
  /** A run answers with all of them, one after another. */
  readonly outputs: readonly {
    readonly name: string;
    readonly shape: readonly number[];
  }[];
}

export const inputsOf = (layer: PeerLayer): readonly string[] =>
  layer.kind === 'add' ? layer.inputs : [layer.input];

export function joined(parts: readonly ArrayLike<number>[]): Float32Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const all = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
