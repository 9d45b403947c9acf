/** In which order the layer table stands: sorted, or block by block. */
import type { LayerFigures } from './figures';
import type { Column } from './layer-columns';

export interface Sorting {
  /** A column's id; '' is the order of the run. */
  readonly by: string;
  readonly descending: boolean;
}

export const inOrder: Sorting = { by: '', descending: false };

/** In the order of the run where `by` names no column. */
export function sorted(
  layers: readonly LayerFigures[],
  columns: readonly Column[],
  { by, descending }: Sorting,
): readonly LayerFigures[] {
  const column = columns.find(({ id }) => id === by);
  if (!column)
    return by === 'name'
      ? layers.toSorted(
          (a, b) => collate(a.name, b.name) * (descending ? -1 : 1),
        )
      : descending
        ? layers.toReversed()
        : layers;
  return layers.toSorted((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (x === null || y === null)
      return Number(x === null) - Number(y === null) || a.index - b.index;
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : collate(String(x), String(y));
    return (descending ? -order : order) || a.index - b.index;
  });
}

/** "block 2" before "block 10". */
const collate = new Intl.Collator('en', { numeric: true }).compare;

/** A click sorts by the column, the next turns it round, the third ends it. */
export function nextSorting(
  now: Sorting,
  column: string,
  isText = false,
): Sorting {
  const first = !isText;
  if (now.by !== column) return { by: column, descending: first };
  return now.descending === first
    ? { by: column, descending: !first }
    : inOrder;
}

export interface Group {
  readonly block: string;
  readonly layers: readonly LayerFigures[];
}

/** Neighbours of one block. */
export function groupsOf(layers: readonly LayerFigures[]): Group[] {
  const groups: { block: string; layers: LayerFigures[] }[] = [];
  for (const layer of layers) {
    const last = groups.at(-1);
    if (last?.block === layer.block) last.layers.push(layer);
    else groups.push({ block: layer.block, layers: [layer] });
  }
  return groups;
}
