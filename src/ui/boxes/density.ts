/** Thousands of boxes as a map: how many lie where, and of which class. Pure. */
import type { Scene } from './scene';

/** Cells row by row. */
export interface Density {
  readonly columns: number;
  readonly rows: number;
  /** Boxes whose centre lies in the cell. */
  readonly counts: Uint32Array;
  /** The class that most of them are of. */
  readonly classes: Uint8Array;
  readonly most: number;
}

/** The part of the plane that is mapped, in its pixels. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

export function densityOf(
  { corners, classes }: Scene,
  indices: Iterable<number>,
  { x, y, cell, columns, rows }: Part,
): Density {
  const counts = new Uint32Array(columns * rows);
  const winner = new Uint8Array(columns * rows);
  /** Votes for the winner less those against: the majority, in one go. */
  const lead = new Uint32Array(columns * rows);
  let most = 0;
  for (const index of indices) {
    const at = 4 * index;
    const column = Math.floor(((corners[at] + corners[at + 2]) / 2 - x) / cell);
    const row = Math.floor(
      ((corners[at + 1] + corners[at + 3]) / 2 - y) / cell,
    );
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    const here = row * columns + column;
    most = Math.max(most, ++counts[here]);
    if (lead[here] === 0) winner[here] = classes[index];
    if (winner[here] === classes[index]) lead[here]++;
    else lead[here]--;
  }
  return { columns, rows, counts, classes: winner, most };
}

/** 0 … 1 of a count, by its logarithm: a few still show beside many. */
export const depth = (count: number, most: number): number =>
  count === 0 ? 0 : Math.log1p(count) / Math.log1p(Math.max(1, most));
