/** Thousands of outlines as a picture of how many lie on each pixel. Pure. */
import type { Scene } from './scene';

/**
 * Counts of outlines per pixel, row by row; `wanted` names the boxes. A path
 * of as many rectangles would take a canvas seconds.
 */
export function outlineCounts(
  { count, corners }: Scene,
  wanted: (index: number) => boolean,
  width: number,
  height: number,
  scale: number,
): Uint16Array {
  const counts = new Uint16Array(width * height);
  for (let i = 0; i < count; i++) {
    if (!wanted(i)) continue;
    const at = 4 * i;
    const x1 = Math.min(
      Math.max(Math.floor(corners[at] * scale), 0),
      width - 1,
    );
    const y1 = Math.min(
      Math.max(Math.floor(corners[at + 1] * scale), 0),
      height - 1,
    );
    const x2 = Math.min(Math.floor(corners[at + 2] * scale), width - 1);
    const y2 = Math.min(Math.floor(corners[at + 3] * scale), height - 1);
    for (let x = x1; x <= x2; x++) {
      counts[y1 * width + x]++;
      counts[y2 * width + x]++;
    }
    for (let y = y1 + 1; y < y2; y++) {
      counts[y * width + x1]++;
      counts[y * width + x2]++;
    }
  }
  return counts;
}

/** One colour, the more opaque the more outlines: RGBA. */
export function tinted(
  counts: Uint16Array,
  [red, green, blue]: readonly number[],
  strength: number,
): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(4 * counts.length);
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    data[4 * i] = red;
    data[4 * i + 1] = green;
    data[4 * i + 2] = blue;
    data[4 * i + 3] = 255 * (1 - (1 - strength) ** counts[i]);
  }
  return data;
}
