/** What a backend's buffers hold: element types, and how many rows count. */
import { unsupported } from '../../errors';
import type { Op, Options } from '../../ops/op';
import { elementCount, type Shape, type Shapes } from '../../ops/tensor';
import type { Tensor } from '../../ops/tensor';
import type { Job } from './backend';

export type FloatType = 'float32' | 'float16';

/** Throws `unsupported` for a tensor that a backend's kernels do not take. */
export function checkTypes(
  { op, inputs }: Job,
  float: FloatType,
  what: string,
): void {
  for (const { name, dtype = float } of op.inputs)
    if (inputs[name] && inputs[name].dtype !== dtype)
      throw unsupported(
        `${name} is ${inputs[name].dtype}: ${what} ${dtype}; convert it, or ` +
          `use backend "reference".`,
      );
}

/** An output as it lies in its buffer. */
export interface Result {
  readonly name: string;
  /** What plans call it: an output named as an input is "output.NAME". */
  readonly buffer: string;
  readonly dtype: FloatType | 'int32';
  /** With the most rows that there can be. */
  readonly shape: Shape;
  /** The buffer whose first u32 says how many there are. */
  readonly count?: string;
}

export function resultsOf<O extends Options>(
  op: Op<O>,
  shapes: Shapes,
  options: O,
  float: FloatType = 'float32',
): Result[] {
  const outputShapes = op.shapes(shapes, options);
  return op.outputs.map((name) => ({
    name,
    buffer: op.inputs.some((role) => role.name === name)
      ? `output.${name}`
      : name,
    dtype: op.outputTypes?.[name] ?? float,
    shape: outputShapes[name],
    count: op.counted?.[name],
  }));
}

/** Of a tensor that was made for the most there can be. */
export function firstRows(tensor: Tensor, rows: number): Tensor {
  const [most, ...rest] = tensor.shape;
  if (rows >= most) return tensor;
  const data = tensor.data.slice(0, rows * elementCount(rest));
  return { ...tensor, shape: [rows, ...rest], data };
}
