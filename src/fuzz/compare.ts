/** An answer against the oracle's, where WGSL may take a subnormal for zero. */
import { checkOutputs } from '../engine/check';
import { toFloat64 } from '../ops/numbers';
import { runReference, toleranceOf, type Op, type Options } from '../ops/op';
import { shapesOf, type Tensor, type Tensors } from '../ops/tensor';

const smallestNormal = 2 ** -126;
const isSubnormal = (value: number) =>
  value !== 0 && Math.abs(value) < smallestNormal;

export interface Oracle {
  readonly expected: Tensors;
  /** With every subnormal input taken for zero; null where there is none. */
  readonly flushed: Tensors | null;
}

export function oracleOf(op: Op, inputs: Tensors, options: Options): Oracle {
  const expected = runReference(op, inputs, options);
  const hasSubnormal = Object.values(inputs).some(
    ({ dtype, data }) =>
      dtype === 'float32' && (data as Float32Array).some(isSubnormal),
  );
  if (!hasSubnormal) return { expected, flushed: null };
  const zeroed = Object.fromEntries(
    Object.entries(inputs).map(([role, tensor]) => [role, withZeros(tensor)]),
  );
  return { expected, flushed: runReference(op, zeroed, options) };
}

/** What is wrong with the outputs, in words; null where nothing is. */
export function difference(
  op: Op,
  kernel: string,
  inputs: Tensors,
  options: Options,
  outputs: Tensors,
  { expected, flushed }: Oracle,
): string | null {
  for (const name of op.outputs) {
    const [want, got] = [expected[name], outputs[name]];
    if (!got) return `output ${name} is missing`;
    if (got.dtype !== want.dtype || got.shape.join() !== want.shape.join())
      return (
        `${name} is ${got.dtype} [${got.shape.join(', ')}], expected ` +
        `${want.dtype} [${want.shape.join(', ')}]`
      );
  }
  const report = checkOutputs(
    op,
    inputs,
    options,
    toleranceOf(op, kernel, shapesOf(inputs), options),
    mapped(outputs, withZeros),
    mapped(expected, (tensor, name) =>
      withZeros(
        flushed ? nearest(outputs[name], tensor, flushed[name]) : tensor,
      ),
    ),
  );
  if (report.ok) return null;
  const { worst, maxUlp, allowedUlp, failures, elements } = report;
  return (
    `${worst?.output}[${worst?.position.join(', ')}] is ${worst?.actual}, ` +
    `expected ${worst?.expected}: ${maxUlp} ULP of ${allowedUlp}; ` +
    `${failures} of ${elements} are off`
  );
}

const mapped = (
  tensors: Tensors,
  change: (tensor: Tensor, name: string) => Tensor,
): Tensors =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, one]) => [name, change(one, name)]),
  );

/** What rounds up to the smallest normal number may be flushed before. */
function withZeros(tensor: Tensor): Tensor {
  if (tensor.dtype !== 'float32') return tensor;
  const data = Float32Array.from(tensor.data as Float32Array, (value) =>
    // The zero keeps the sign, which tells one infinity from the other.
    Math.abs(value) <= smallestNormal ? Math.sign(value) / Infinity : value,
  );
  return { ...tensor, data };
}

/** So near to zero, a step on the way may have been flushed, too. */
const tiny = 2 ** -120;

/** By element, whichever of the two answers is the nearer. */
function nearest(actual: Tensor, first: Tensor, second: Tensor): Tensor {
  if (first.dtype === 'int32' || first.data.length !== second.data.length)
    return first;
  const [a, b, c] = [actual, first, second].map(toFloat64);
  const data = (first.data as Float32Array).slice();
  for (let i = 0; i < data.length; i++)
    if (isBetween(a[i], b[i], c[i])) data[i] = a[i];
    else if (
      a[i] === c[i] ||
      Object.is(a[i], c[i]) ||
      Math.abs(a[i] - c[i]) < Math.abs(a[i] - b[i])
    )
      data[i] = Number(second.data[i]);
  return { ...first, data };
}

const isBetween = (value: number, one: number, other: number): boolean =>
  Math.max(Math.abs(one), Math.abs(other)) < tiny &&
  value >= Math.min(one, other) &&
  value <= Math.max(one, other);
