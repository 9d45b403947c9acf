/** A picture on a canvas, with what a mask says about it. */
import type { Raster } from '../picture/pixels';
import type { View } from './link';
import type { Answer } from './pipeline';

/** Seen on any photograph, and no backend's colour. */
const tintColour = '#3f7ff0';

export interface Scene {
  readonly raster: Raster;
  readonly answer: Answer | null;
  readonly view: View;
}

/** The canvas takes the size of the picture. Boxes are not drawn here. */
export function draw(
  canvas: HTMLCanvasElement,
  { raster, answer, view }: Scene,
): void {
  const { width, height, data } = raster;
  // Setting them, even to the same, throws the drawing away.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.putImageData(new ImageData(data, width, height), 0, 0);
  if (answer?.kind !== 'mask') return;
  const mask = maskCanvas(answer);
  const picture = copyOf(canvas);
  const size = [width, height] as const;
  switch (view) {
    case 'blur':
      blurred(context, picture, size);
      return context.drawImage(within(picture, mask, size), 0, 0);
    case 'cut':
      context.clearRect(0, 0, ...size);
      return context.drawImage(within(picture, mask, size), 0, 0);
    case 'tint':
      context.globalAlpha = 0.55;
      context.drawImage(within(plain(tintColour, size), mask, size), 0, 0);
      context.globalAlpha = 1;
      return;
    case 'mask':
      context.fillStyle = '#000';
      context.fillRect(0, 0, ...size);
      return context.drawImage(within(plain('#fff', size), mask, size), 0, 0);
  }
}

type Size = readonly [width: number, height: number];

function layer([width, height]: Size): OffscreenCanvasRenderingContext2D {
  return new OffscreenCanvas(width, height).getContext('2d')!;
}

function copyOf(canvas: HTMLCanvasElement): OffscreenCanvas {
  const context = layer([canvas.width, canvas.height]);
  context.drawImage(canvas, 0, 0);
  return context.canvas;
}

function plain(colour: string, size: Size): OffscreenCanvas {
  const context = layer(size);
  context.fillStyle = colour;
  context.fillRect(0, 0, ...size);
  return context.canvas;
}

/** The mask as the alpha of a small picture. */
function maskCanvas({
  side,
  mask,
}: Extract<Answer, { kind: 'mask' }>): OffscreenCanvas {
  const data = new Uint8ClampedArray(4 * mask.length);
  for (let i = 0; i < mask.length; i++) data[4 * i + 3] = 255 * mask[i];
  const context = layer([side, side]);
  context.putImageData(new ImageData(data, side, side), 0, 0);
  return context.canvas;
}

/** What of a picture the mask lets through, smoothly. */
function within(
  picture: OffscreenCanvas,
  mask: OffscreenCanvas,
  size: Size,
): OffscreenCanvas {
  const context = layer(size);
  context.imageSmoothingQuality = 'high';
  context.drawImage(mask, 0, 0, ...size);
  context.globalCompositeOperation = 'source-in';
  context.drawImage(picture, 0, 0);
  return context.canvas;
}

/** Down and up again: canvas filters are not everywhere. */
function blurred(
  context: CanvasRenderingContext2D,
  picture: OffscreenCanvas,
  size: Size,
): void {
  let from = picture;
  for (const step of [4, 16]) {
    const small = layer([
      Math.max(2, Math.round(size[0] / step)),
      Math.max(2, Math.round(size[1] / step)),
    ]);
    small.imageSmoothingQuality = 'high';
    small.drawImage(from, 0, 0, small.canvas.width, small.canvas.height);
    from = small.canvas;
  }
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(from, 0, 0, ...size);
}
