/**
 * BlazeFace, back camera: 256×256 RGB in [-1, 1] → logits and boxes of 512
 * anchors of 16 pixels and 384 of 32. Bazarevsky et al. 2019.
 */
import type { Network } from '../graph';
import { bytesOf, files, jsonOf } from './files';
import { networkOfGraph, type GraphModel } from './tfjs-graph';
import { readTfjsWeights } from './tfjs-weights';

export const blazefaceSide = 256;

/** Outputs, in this order: logits and boxes of the small anchors, then of the large. */
export async function blazeface(): Promise<Network> {
  const [graph, bytes] = await Promise.all([
    jsonOf(files.blazefaceGraph) as Promise<GraphModel>,
    bytesOf(files.blazefaceWeights),
  ]);
  return networkOfGraph(
    {
      id: 'blazeface',
      title: 'BlazeFace',
      source: 'https://arxiv.org/abs/1907.05047 (MediaPipe, Apache-2.0)',
    },
    [1, 3, blazefaceSide, blazefaceSide],
    graph,
    readTfjsWeights(graph.weightsManifest, bytes),
  );
}

/** Pixels between the anchors' centres, and anchors at each. */
const grids = [
  { stride: 16, perCell: 2 },
  { stride: 32, perCell: 6 },
] as const;

/** Centres [896, 2] as x, y in pixels of the input. */
export function blazefaceAnchors(): Float32Array {
  const centres: number[] = [];
  for (const { stride, perCell } of grids) {
    const cells = blazefaceSide / stride;
    for (let y = 0; y < cells; y++)
      for (let x = 0; x < cells; x++)
        for (let i = 0; i < perCell; i++)
          centres.push((x + 0.5) * stride, (y + 0.5) * stride);
  }
  return Float32Array.from(centres);
}
