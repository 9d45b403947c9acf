/** Where detectors look for faces: each box they predict starts from one. */
import { bytesOf, files, jsonOf } from './files';
import { readTfjsWeights, type Manifest } from './tfjs-weights';

export const blazefaceSide = 256;
export const ssdFaceSide = 512;

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

/** The default boxes [5118, 4] as y1, x1, y2, x2 of the unit square. */
export async function ssdFaceAnchors(): Promise<Float32Array> {
  const [manifest, bytes] = await Promise.all([
    jsonOf(files.ssdFaceManifest),
    bytesOf(files.ssdFaceWeights),
  ]);
  const weights = readTfjsWeights(manifest as Manifest, bytes);
  return weights.get('Output/extra_dim')!.data;
}
