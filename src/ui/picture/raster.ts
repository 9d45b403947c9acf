/** Files and frames to RGBA, scaled down where they are too large. */
import { invalid } from '../../errors';
import { formatBytes } from '../units';
import { fit, type Raster } from './pixels';

/** Longest side that still filters while you watch, on a CPU too. */
export const longestSide = 1024;

export interface LoadedPicture {
  readonly id: string;
  readonly title: string;
  /** Licence, or where the picture came from. */
  readonly origin: string;
  readonly raster: Raster;
  /** Said on the page when the picture was scaled down. */
  readonly note: string | null;
}

export async function decode(blob: Blob, name: string) {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch (cause) {
    throw invalid(notAPicture(blob, name, cause));
  }
  try {
    return scaled(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

/** Draws any source of pixels at a size the page can filter. */
export function scaled(
  source: CanvasImageSource,
  fromWidth: number,
  fromHeight: number,
  limit = longestSide,
): { raster: Raster; note: string | null } {
  const { width, height } = fit(fromWidth, fromHeight, limit);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context)
    throw invalid(
      `A canvas of ${width} × ${height} was refused; close other tabs or ` +
        `choose a smaller picture.`,
    );
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, width, height);
  const data = context.getImageData(0, 0, width, height).data;
  const note =
    width === fromWidth
      ? null
      : `Scaled down from ${fromWidth} × ${fromHeight} to ` +
        `${width} × ${height}, so that the longest side is ${limit}.`;
  return { raster: { width, height, data }, note };
}

function notAPicture(blob: Blob, name: string, cause: unknown): string {
  const kind = blob.type || 'unknown type';
  const why =
    cause instanceof DOMException && cause.name === 'InvalidStateError'
      ? 'this browser cannot decode it'
      : 'it could not be read';
  return (
    `“${name}” (${kind}, ${formatBytes(blob.size)}) is not a picture we can open: ` +
    `${why}; choose a JPEG, PNG, WebP, AVIF or GIF.`
  );
}
