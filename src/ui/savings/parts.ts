/** Layers of a kind taken together, held against the roof. Pure. */
import type { Bound } from '../../ops/op';
import { boundOf, type Roof } from '../../roofline/roof';
import { intensityOf, roofMs, sumOf, type Layer, type Work } from './layers';

export interface Part extends Work {
  readonly kind: string;
  readonly count: number;
  readonly macsShare: number;
  readonly intensity: number;
  /** Without a roof: null. */
  readonly bound: Bound | null;
  readonly leastMs: number | null;
  /** Without a time: null. */
  readonly ms: number | null;
  readonly timeShare: number | null;
  /** Of what the roof allows; above 1 it beats it. */
  readonly ofRoof: number | null;
}

/** In the order in which the kinds first run. */
export function partsOf(
  layers: readonly Layer[],
  layerMs: readonly number[] | null,
  roof: Roof | null,
): Part[] {
  const totalMacs = sumOf(layers).macs;
  const totalMs = sum(layerMs ?? []);
  return [...new Set(layers.map(({ kind }) => kind))].map((kind) => {
    const own = layers.filter((layer) => layer.kind === kind);
    const work = sumOf(own);
    const ms =
      layerMs && sum(layerMs.filter((_, i) => layers[i].kind === kind));
    const leastMs = roof && roofMs(roof, own);
    return {
      ...{ kind, count: own.length, ...work, ms, leastMs },
      macsShare: totalMacs > 0 ? work.macs / totalMacs : 0,
      intensity: intensityOf(work),
      bound: roof && boundOf(roof, intensityOf(work)),
      timeShare: ms !== null && totalMs > 0 ? ms / totalMs : null,
      ofRoof: ms && leastMs ? leastMs / ms : null,
    };
  });
}

const sum = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0);
