/** What all layers of the canvas draw with: its measures, outlines, tags. */
import type { Palette } from './colours';
import { plane, type Box } from './scene';
import type { Viewport } from './viewport';

export interface View {
  readonly context: CanvasRenderingContext2D;
  /** Device pixels: of the canvas, and of what lies left of and above it. */
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** Device pixels per plane pixel, and per CSS pixel. */
  readonly scale: number;
  readonly ratio: number;
  readonly palette: Palette;
}

export type Sides = Pick<Box, 'x1' | 'y1' | 'x2' | 'y2'>;

export function viewOf(
  context: CanvasRenderingContext2D,
  { zoom, x, y }: Viewport,
  ratio: number,
  palette: Palette,
): View {
  const { width, height } = context.canvas;
  const scale = (width / plane.width) * zoom;
  const [left, top] = [x * scale, y * scale];
  return { context, width, height, left, top, scale, ratio, palette };
}

/** Wiped, and with the plane's own origin. */
export function begin({ context, width, height, left, top }: View) {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.translate(-left, -top);
}

export function strokeBox({ context, scale }: View, at: Sides) {
  const { x1, y1, x2, y2 } = at;
  context.strokeRect(
    x1 * scale,
    y1 * scale,
    (x2 - x1) * scale,
    (y2 - y1) * scale,
  );
}

/** Dark or light, a line with a seam stays visible on any ground. */
export function halo(view: View, box: Sides, colour: string, wide: number) {
  const { context, ratio, palette } = view;
  context.setLineDash([]);
  context.strokeStyle = palette.card;
  context.lineWidth = (wide + 2) * ratio;
  strokeBox(view, box);
  context.strokeStyle = colour;
  context.lineWidth = wide * ratio;
  strokeBox(view, box);
}

export interface Tag {
  readonly text: string;
  /** On the plane. */
  readonly x: number;
  readonly y: number;
  readonly fill: string;
}

/** In device pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

/** Where the tag goes: at its point, within the canvas. */
export function tagPlace(view: View, { text, x, y }: Tag): Place {
  const { context, ratio, scale } = view;
  context.font = `600 ${11 * ratio}px ui-monospace, Menlo, monospace`;
  const wide = context.measureText(text).width + 8 * ratio;
  const high = 16 * ratio;
  const held = (at: number, low: number, side: number, own: number) =>
    Math.max(low, Math.min(at, low + side - own));
  return {
    left: held(x * scale - ratio, view.left, view.width, wide),
    top: held(y * scale - ratio, view.top, view.height, high),
    wide,
    high,
  };
}

/** Text on a filled strip. */
export function drawTag(view: View, tag: Tag, place = tagPlace(view, tag)) {
  const { context, ratio, palette } = view;
  const { left, top, wide, high } = place;
  context.fillStyle = tag.fill;
  context.fillRect(left, top, wide, high);
  context.fillStyle = palette.dark ? '#111315' : '#ffffff';
  context.textBaseline = 'middle';
  context.fillText(tag.text, left + 4 * ratio, top + high / 2 + ratio / 2);
}
