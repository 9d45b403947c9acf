/** The oracle of data movement: each output asks where it comes from. */
import { fromFloat64, toFloat64 } from '../numbers';
import type { Options } from '../op';
import { elementCount, shapesOf, type Shapes, type Tensors } from '../tensor';
import { denseStrides } from './box';

/** A place in an input, or the value that stands for one. */
export type Origin =
  | { readonly role: string; readonly position: readonly number[] }
  | { readonly value: number };

interface Definition<O extends Options> {
  outputShape(shapes: Shapes, options: O): number[];
  origin(shapes: Shapes, options: O): (position: readonly number[]) => Origin;
}

/** Elements between two looks at whether the run is still wanted. */
const stepElements = 2 ** 16;

export function* movementReference<O extends Options>(
  { outputShape, origin }: Definition<O>,
  inputs: Tensors,
  options: O,
): Generator<number, Tensors> {
  const shapes = shapesOf(inputs);
  const shape = outputShape(shapes, options);
  const originOf = origin(shapes, options);
  const values = Object.fromEntries(
    Object.entries(inputs).map(([role, tensor]) => [role, toFloat64(tensor)]),
  );
  const strides = Object.fromEntries(
    Object.entries(shapes).map(([role, sides]) => [role, denseStrides(sides)]),
  );
  const output = new Float64Array(elementCount(shape));
  const position = shape.map(() => 0);
  for (let index = 0; index < output.length; index++) {
    const from = originOf(position);
    output[index] =
      'value' in from
        ? from.value
        : values[from.role][dot(from.position, strides[from.role])];
    advance(position, shape);
    if ((index + 1) % stepElements === 0) yield (index + 1) / output.length;
  }
  const [{ dtype }] = Object.values(inputs);
  return { output: fromFloat64(output, shape, dtype) };
}

const dot = (position: readonly number[], strides: readonly number[]) =>
  position.reduce((sum, p, axis) => sum + p * strides[axis], 0);

/** To the next position in row-major order. */
function advance(position: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    position[axis]++;
    if (position[axis] < shape[axis]) return;
    position[axis] = 0;
  }
}
