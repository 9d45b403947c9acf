/** Promise, roofline and clock side by side, layer by layer. */
import type { LayerInfo, LayerTimes, NetworkMemory } from '../../engine/api';
import type { Bound } from '../../ops/op';
import { boundOf, type Roof } from '../../roofline/roof';
import type { Layer, NetworkPromise } from './promise';

/** A network as it was measured. */
export interface NetworkResult {
  readonly layers: readonly LayerInfo[];
  readonly memory: NetworkMemory | null;
  /** Median of whole runs, submit and wait included. */
  readonly wholeMs: number;
  /** null: no clock here can time a layer; `untimed` says why. */
  readonly times: LayerTimes | null;
  readonly untimed: string;
  readonly runs: number;
  readonly threads: number;
  readonly measuredAt: string;
}

export interface LayerFigures extends Layer {
  /** By the roofline; null without one. */
  readonly predictedMs: number | null;
  /** null where nothing moves. */
  readonly bound: Bound | null;
  readonly measuredMs: number | null;
  /** Predicted over measured; null below the clock's resolution, too. */
  readonly ofRoof: number | null;
  /** Of the measured time; before that, of the predicted. */
  readonly share: number | null;
  readonly kernel: string | null;
  readonly chosen: LayerInfo['chosen'];
}

export interface Figures {
  readonly promise: NetworkPromise;
  readonly layers: readonly LayerFigures[];
  readonly roof: Roof | null;
  readonly result: NetworkResult | null;
  readonly predictedMs: number | null;
  /** The whole run; the layers' sum is `result.times.sumMs`. */
  readonly measuredMs: number | null;
}

/**
 * Milliseconds that the roofline allows: the slower of arithmetic and traffic.
 * Launches are not in it: they are part of what is to be explained.
 */
export const predictedMs = (
  roof: Roof,
  { flops, bytes }: Pick<Layer, 'flops' | 'bytes'>,
): number => Math.max(flops / roof.gflops, bytes / roof.gbps) / 1e6;

export function figuresOf(
  promise: NetworkPromise,
  roof: Roof | null,
  result: NetworkResult | null,
): Figures {
  const times = result?.times?.layers;
  const plain = promise.layers.map((layer, i) => {
    const predicted = roof && predictedMs(roof, layer);
    // What runs nothing has no time, only the clock's own.
    const isTimed = times?.[i]?.name === layer.name && layer.bytes > 0;
    const measured = isTimed ? times[i].ms : null;
    return {
      ...layer,
      predictedMs: predicted,
      measuredMs: measured,
      bound: roof && layer.bytes > 0 ? boundOf(roof, layer.intensity) : null,
      ofRoof: predicted && measured ? predicted / measured : null,
      kernel: result?.layers[i]?.kernel ?? null,
      chosen: result?.layers[i]?.chosen ?? null,
    };
  });
  const total = (of: (layer: (typeof plain)[number]) => number | null) =>
    plain.reduce((sum, layer) => sum + (of(layer) ?? 0), 0);
  const timeOf = (layer: (typeof plain)[number]) =>
    times ? layer.measuredMs : layer.predictedMs;
  const all = total(timeOf);
  return {
    ...{ promise, roof, result },
    layers: plain.map((layer) => {
      const ms = timeOf(layer);
      return { ...layer, share: ms !== null && all > 0 ? ms / all : null };
    }),
    predictedMs: roof && total((layer) => layer.predictedMs),
    measuredMs: result && result.wholeMs,
  };
}
