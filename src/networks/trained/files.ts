/** The files of trained weights: the build puts them beside the code. */
import { RidgepointError } from '../../errors';

export const files = {
  blazefaceGraph: new URL(
    '../../../node_modules/@vladmandic/human/models/blazeface.json',
    import.meta.url,
  ),
  blazefaceWeights: new URL(
    '../../../node_modules/@vladmandic/human/models/blazeface.bin',
    import.meta.url,
  ),
  ssdFaceManifest: new URL(
    '../../../node_modules/@vladmandic/face-api/model/ssd_mobilenetv1_model-weights_manifest.json',
    import.meta.url,
  ),
  ssdFaceWeights: new URL(
    '../../../node_modules/@vladmandic/face-api/model/ssd_mobilenetv1_model.bin',
    import.meta.url,
  ),
  selfie: new URL(
    '../../../node_modules/@mediapipe/selfie_segmentation/selfie_segmentation.tflite',
    import.meta.url,
  ),
} as const;

/** Throws `unsupported` where the file cannot be had. */
export async function bytesOf(url: URL): Promise<ArrayBuffer> {
  try {
    if (url.protocol === 'file:') return await fromDisk(url);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    const name = url.pathname.split('/').at(-1);
    throw new RidgepointError(
      'unsupported',
      `trained weights ${name} could not be read (${(error as Error).message}); ` +
        `reload the page, or build it again with "npm run build".`,
      { cause: error },
    );
  }
}

export const jsonOf = async (url: URL): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await bytesOf(url)));

/** Node's fetch does not read files. */
async function fromDisk(url: URL): Promise<ArrayBuffer> {
  const { readFile } = await import(/* @vite-ignore */ nodeFiles);
  const { buffer, byteOffset, byteLength } = await readFile(url);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

/** A variable, so that no bundler tries to follow it. */
const nodeFiles = 'node:fs/promises';
