/** A network's layers as they run, with what each must do and move. Pure. */
import { kindOf } from '../../networks/counts';
import {
  costOf,
  shapesOfValues,
  type Network,
  type Node,
} from '../../networks/graph';
import { defaultSwitches, optimise } from '../../networks/rewrite';
import type { Shapes } from '../../ops/tensor';
import { attainable, type Roof } from '../../roofline/roof';

export interface Layer {
  readonly name: string;
  /** "depthwise 3×3", "1×1", "channelShuffle". */
  readonly kind: string;
  readonly macs: number;
  readonly flops: number;
  /** Each input and output moved once. */
  readonly bytes: number;
  /** Between a separable convolution's steps: moved unless a kernel fuses. */
  readonly betweenBytes: number;
}

/** All the layers of a kind, or all that there are, as one. */
export type Work = Pick<Layer, 'macs' | 'flops' | 'bytes'>;

export function layersOf(network: Network, fused: boolean): Layer[] {
  const graph = optimise(network, { ...defaultSwitches, fuseSeparable: fused });
  const shapes = shapesOfValues(graph);
  return graph.nodes.map((node) => {
    const { macs, flops, bytesRead, bytesWritten } = costOf(node, shapes);
    return {
      name: node.name,
      kind: friendly(kindOf(node, shapes)),
      ...{ macs, flops, bytes: bytesRead + bytesWritten },
      betweenBytes: betweenOf(node, shapes),
    };
  });
}

const friendly = (kind: string): string =>
  ({
    '1×1': 'pointwise 1×1',
    channelShuffle: 'shuffle',
    averagePool2d: 'pool',
    binary: 'addition',
    add: 'addition',
  })[kind] ?? kind.replace(/^separable (\S+)$/, 'fused $1 and 1×1');

/** Written and read again: height, width and batch are those of the output. */
function betweenOf({ op, inputs, outputs }: Node, shapes: Shapes): number {
  if (op !== 'separableConv2d') return 0;
  const [batch, , height, width] = shapes[outputs.output];
  const [channels] = shapes[inputs.depthwiseFilter];
  return 2 * 4 * batch * channels * height * width;
}

/** As they ran: a separable convolution may run in two passes. */
export const asRun = (
  layers: readonly Layer[],
  kernels: readonly string[],
): Layer[] =>
  layers.map((layer, i) =>
    layer.betweenBytes === 0 || isFused(kernels[i])
      ? layer
      : {
          ...layer,
          kind: layer.kind.replace(/^fused/, 'two-pass'),
          bytes: layer.bytes + layer.betweenBytes,
        },
  );

/** By the registry's naming: two-pass kernels have the same op. */
export const isFused = (kernel: string | null | undefined): boolean =>
  kernel?.startsWith('fused') ?? false;

export const sumOf = (layers: readonly Work[]): Work => ({
  macs: layers.reduce((sum, { macs }) => sum + macs, 0),
  flops: layers.reduce((sum, { flops }) => sum + flops, 0),
  bytes: layers.reduce((sum, { bytes }) => sum + bytes, 0),
});

export const intensityOf = ({ flops, bytes }: Work): number => flops / bytes;

/** The least that a roof allows, each layer by its own limit. */
export const roofMs = (roof: Roof, layers: readonly Work[]): number =>
  layers.reduce((sum, layer) => sum + leastMs(roof, layer), 0);

function leastMs(roof: Roof, { flops, bytes }: Work): number {
  if (flops === 0) return bytes / roof.gbps / 1e6;
  return flops / attainable(roof, flops / bytes) / 1e6;
}
