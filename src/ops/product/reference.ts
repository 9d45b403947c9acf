/** The oracle of the matrix products: loops, every sum in float64. */
import { activate } from '../conv2d/reference';
import { fromFloat64, toFloat64 } from '../numbers';
import type { DType, Shape, Tensor, Tensors } from '../tensor';
import { outputCount, type Epilogue, type ProductGeometry } from './geometry';

export interface Operands {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly c?: Tensor;
}

/** Rounds once, at the store. */
export function* productReference(
  g: ProductGeometry,
  epilogue: Epilogue,
  operands: Operands,
  shape: Shape,
  dtype: DType,
): Generator<number, Tensors> {
  const a = toFloat64(operands.a);
  const b = toFloat64(operands.b);
  const c = operands.c ? toFloat64(operands.c) : null;
  const output = new Float64Array(outputCount(g));
  const lines = g.batches * g.rows;
  for (let line = 0; line < lines; line++) {
    for (let column = 0; column < g.columns; column++) {
      const index = line * g.columns + column;
      const sum = epilogue.alpha * sumAt(g, a, b, index, 1);
      const added = c ? epilogue.beta * c[placeInC(g, index)] : 0;
      output[index] = activate(sum + added, epilogue);
    }
    yield (line + 1) / lines;
  }
  return { output: fromFloat64(output, shape, dtype) };
}

/** Sum of (a × b) ** power; power 2 gives the scale. */
function sumAt(
  g: ProductGeometry,
  a: Float64Array,
  b: Float64Array,
  index: number,
  power: 1 | 2,
): number {
  const line = Math.floor(index / g.columns);
  let inA = (line % g.rows) * g.a.row;
  let inB = (index % g.columns) * g.b.column;
  let rest = Math.floor(line / g.rows);
  for (const axis of g.batch.toReversed()) {
    inA += (rest % axis.size) * axis.a;
    inB += (rest % axis.size) * axis.b;
    rest = Math.floor(rest / axis.size);
  }
  let sum = 0;
  for (let term = 0; term < g.terms; term++) {
    const product = a[inA + term * g.a.term] * b[inB + term * g.b.term];
    sum += power === 1 ? product : product * product;
  }
  return sum;
}

function placeInC({ rows, columns, c }: ProductGeometry, index: number) {
  const row = Math.floor(index / columns) % rows;
  return c ? row * c.row + (index % columns) * c.column : 0;
}

/**
 * The size that a sum has before its terms cancel: see `conv2dScale`. Errors
 * grow as the root of the sum of squares does (Higham and Mary 2019).
 */
export function productScale(
  g: ProductGeometry,
  epilogue: Epilogue,
  operands: Operands,
): (index: number) => number {
  const a = toFloat64(operands.a);
  const b = toFloat64(operands.b);
  const c = operands.c ? toFloat64(operands.c) : null;
  const { alpha, beta, activation } = epilogue;
  // Hard-swish is at most 1.5 times as steep as its input.
  const slope = activation === 'hard-swish' ? 1.5 : 1;
  return (index) => {
    const squares = alpha ** 2 * sumAt(g, a, b, index, 2);
    const added = c ? (beta * c[placeInC(g, index)]) ** 2 : 0;
    return slope * Math.sqrt(squares + added);
  };
}
