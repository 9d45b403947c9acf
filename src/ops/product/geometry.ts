/**
 * The arithmetic that the matrix products share: output = alpha · a × b +
 * beta · c, each matrix with its own steps, so that one kernel takes them as
 * they lie, transposed or broadcast.
 */
import { elementCount } from '../tensor';
import type { Activation } from '../conv2d/geometry';

/** Matrices of a and b that are multiplied with each other. */
export interface BatchAxis {
  readonly size: number;
  /** Elements to skip for the next matrix; 0: the same one again. */
  readonly a: number;
  readonly b: number;
}
export interface ProductGeometry {
  /** Outermost first. */
  readonly batch: readonly BatchAxis[];
  readonly batches: number;
  readonly rows: number;
  readonly columns: number;
  /** Products summed into one element. */
  readonly terms: number;
  /** Elements to skip for one step. */
  readonly a: { readonly row: number; readonly term: number };
  readonly b: { readonly term: number; readonly column: number };
  /** null: there is none. 0 repeats it along that side. */
  readonly c: { readonly row: number; readonly column: number } | null;
}
/** What becomes of a sum before it is stored. */
export interface Epilogue extends Activation {
  readonly alpha: number;
  readonly beta: number;
}
export const plainEpilogue: Epilogue = {
  alpha: 1,
  beta: 1,
  activation: 'none',
  minValue: -Infinity,
  maxValue: Infinity,
};

export const outputCount = (g: ProductGeometry): number =>
  g.batches * g.rows * g.columns;

/**
 * Fills in the number of batches, with as few axes as do: neighbours that lie
 * in each other become one, and where all matrices of a meet one b, they are
 * the rows of one large a.
 */
export function withBatch(
  axes: readonly BatchAxis[],
  matrix: Omit<ProductGeometry, 'batch' | 'batches'>,
): ProductGeometry {
  const batch: BatchAxis[] = [];
  for (const axis of axes) {
    if (axis.size === 1) continue;
    const outer = batch.at(-1);
    const isOneRun =
      outer?.a === axis.a * axis.size && outer.b === axis.b * axis.size;
    if (outer && isOneRun)
      batch[batch.length - 1] = { ...axis, size: outer.size * axis.size };
    else batch.push(axis);
  }
  const [only] = batch;
  const { rows, a, c } = matrix;
  if (batch.length === 1 && only.b === 0 && only.a === rows * a.row && !c)
    return { ...matrix, rows: rows * only.size, batch: [], batches: 1 };
  const batches = elementCount(batch.map(({ size }) => size));
  return { ...matrix, batch, batches };
}
