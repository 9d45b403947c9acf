/** The part of the plane that the canvas shows. Pure. */
import type { Point } from './hit';
import { clamp, plane, type Box } from './scene';

export interface Viewport {
  /** 1: the whole plane. */
  readonly zoom: number;
  /** Of the plane, at the upper left corner. */
  readonly x: number;
  readonly y: number;
}

export const whole: Viewport = { zoom: 1, x: 0, y: 0 };
export const mostZoom = 32;

/** The plane's point `at` stays where it is. */
export function zoomed(view: Viewport, factor: number, at: Point): Viewport {
  const zoom = clamp(view.zoom * factor, 1, mostZoom);
  const shrink = view.zoom / zoom;
  return within({
    zoom,
    x: at.x - (at.x - view.x) * shrink,
    y: at.y - (at.y - view.y) * shrink,
  });
}

/** By so many pixels of the plane. */
export const panned = (view: Viewport, dx: number, dy: number): Viewport =>
  within({ ...view, x: view.x + dx, y: view.y + dy });

/** The least move that brings the box into view; it may be larger than that. */
export function revealing(
  view: Viewport,
  { x1, y1, x2, y2 }: Pick<Box, 'x1' | 'y1' | 'x2' | 'y2'>,
): Viewport {
  const [width, height] = sidesOf(view);
  return within({
    ...view,
    x: x2 - x1 > width ? x1 : clamp(view.x, x2 - width, x1),
    y: y2 - y1 > height ? y1 : clamp(view.y, y2 - height, y1),
  });
}

export const centreOf = (view: Viewport): Point => {
  const [width, height] = sidesOf(view);
  return { x: view.x + width / 2, y: view.y + height / 2 };
};

const sidesOf = ({ zoom }: Viewport) => [
  plane.width / zoom,
  plane.height / zoom,
];

function within({ zoom, x, y }: Viewport): Viewport {
  const rest = 1 - 1 / zoom;
  return {
    zoom,
    x: clamp(x, 0, plane.width * rest),
    y: clamp(y, 0, plane.height * rest),
  };
}
