/** Finds a free place for each label; what has none is left out. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelWish {
  readonly id: string;
  readonly text: string;
  /** Where the text's box may lie, best first. */
  readonly places: readonly Box[];
  /** Drawn even where it covers something, in the place that covers least. */
  readonly needed?: boolean;
}

export interface PlacedLabel extends Box {
  readonly id: string;
  readonly text: string;
}

/** In the order given: the first come has the free choice. */
export function placeLabels(
  wishes: readonly LabelWish[],
  taken: readonly Box[],
  within: Box,
): PlacedLabel[] {
  const boxes = [...taken];
  return wishes.flatMap(({ id, text, places, needed }) => {
    const covered = (box: Box) =>
      boxes.filter((other) => overlaps(box, other)).length;
    const inside = places.filter((box) => isInside(box, within));
    const best = (inside.length > 0 ? inside : places).reduce((a, b) =>
      covered(b) < covered(a) ? b : a,
    );
    const isFree = isInside(best, within) && covered(best) === 0;
    if (!isFree && !needed) return [];
    boxes.push(best);
    return [{ id, text, ...best }];
  });
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width &&
  b.x < a.x + a.width &&
  a.y < b.y + b.height &&
  b.y < a.y + a.height;

const isInside = (box: Box, outer: Box): boolean =>
  box.x >= outer.x &&
  box.y >= outer.y &&
  box.x + box.width <= outer.x + outer.width &&
  box.y + box.height <= outer.y + outer.height;

/** Wide enough for any of the system's sans-serif fonts. */
export const textWidth = (text: string, fontSize: number): number =>
  text.length * fontSize * 0.53;
