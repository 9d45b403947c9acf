/**
 * BlazeFace, back camera: 256×256 RGB in [-1, 1] → logits and boxes of 512
 * anchors of 16 pixels and 384 of 32. Bazarevsky et al. 2019.
 */
import type { Network } from '../graph';
import { blazefaceSide } from './anchors';
import { bytesOf, files, jsonOf } from './files';
import { networkOfGraph, type GraphModel } from './tfjs-graph';
import { readTfjsWeights } from './tfjs-weights';

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
