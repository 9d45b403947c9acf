/** What lies under a point. Pure. */
import { boxAt, type Box, type Scene } from './scene';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corner taken hold of: its opposite stays where it is. */
export const handles = ['nw', 'ne', 'sw', 'se'] as const;
export type Handle = (typeof handles)[number];

/**
 * The smallest box around the point, for a larger one has room elsewhere to
 * be pointed at; boxes that `first` names come before all others. −1: none.
 */
export function boxUnder(
  { count, corners }: Scene,
  { x, y }: Point,
  first?: (index: number) => boolean,
): number {
  let best = -1;
  let bestArea = Infinity;
  let bestFirst = false;
  for (let i = 0; i < count; i++) {
    const at = 4 * i;
    if (x < corners[at] || x > corners[at + 2]) continue;
    if (y < corners[at + 1] || y > corners[at + 3]) continue;
    const area =
      (corners[at + 2] - corners[at]) * (corners[at + 3] - corners[at + 1]);
    const leads = first?.(i) ?? false;
    if (leads === bestFirst ? area >= bestArea : bestFirst) continue;
    [best, bestArea, bestFirst] = [i, area, leads];
  }
  return best;
}

export const handlePoint = (
  { x1, y1, x2, y2 }: Pick<Box, 'x1' | 'y1' | 'x2' | 'y2'>,
  handle: Handle,
): Point => ({
  x: handle.endsWith('w') ? x1 : x2,
  y: handle.startsWith('n') ? y1 : y2,
});

const opposites = { nw: 'se', ne: 'sw', sw: 'ne', se: 'nw' } as const;

export const opposite = (handle: Handle): Handle => opposites[handle];

/** Of the box `index`, within `reach` of the point; null: none. */
export function handleUnder(
  scene: Scene,
  index: number,
  { x, y }: Point,
  reach: number,
): Handle | null {
  if (index < 0 || index >= scene.count) return null;
  const box = boxAt(scene, index);
  const near = handles.filter((handle) => {
    const at = handlePoint(box, handle);
    return Math.hypot(at.x - x, at.y - y) <= reach;
  });
  return near.at(-1) ?? null;
}
