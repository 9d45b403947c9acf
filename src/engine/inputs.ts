/** What a caller passes as tensors: checked, or generated from a seed. */
import { invalid, RidgepointError } from '../errors';
import { checkBufferSize } from '../gpu/buffers';
import type { Op } from '../ops/op';
import { randomInputs } from '../ops/random';
import { arrayTypes, elementCount, type Tensor } from '../ops/tensor';
import type { Shapes, Tensors } from '../ops/tensor';
import { mebibytes } from '../words';
import type { Backend, BenchCall, DeviceReport } from './api';

/** Roles, dtypes, lengths; what shapes mean is the op's own business. */
export function checkedInputs(op: Op, inputs: unknown): Tensors {
  const given = (inputs ?? {}) as Record<string, unknown>;
  const known = op.inputs.map(({ name }) => name);
  const checked: Tensors = {};
  for (const [role, tensor] of Object.entries(given)) {
    if (!known.includes(role))
      throw invalid(
        `${op.id} has no input "${role}"; it takes ${known.join(', ')}.`,
      );
    // An optional input may be passed as undefined.
    if (tensor === undefined) continue;
    const { dtype } = op.inputs.find(({ name }) => name === role)!;
    const checkedOne = checkedTensor(role, tensor);
    checked[role] = dtype ? asInt32(role, checkedOne) : checkedOne;
  }
  for (const { name, optional } of op.inputs)
    if (!optional && !checked[name])
      throw invalid(`${op.id} needs the input "${name}"; pass a tensor.`);
  return checked;
}

/** Indices and counts come in all integer types; kernels read 32 bits. */
function asInt32(role: string, tensor: Tensor): Tensor {
  if (tensor.dtype === 'int32') return tensor;
  if (tensor.dtype === 'float32' || tensor.dtype === 'float16')
    throw invalid(
      `input "${role}" is ${tensor.dtype}; it holds indices: pass int32.`,
    );
  const data = Int32Array.from(tensor.data as Uint32Array, Number);
  const wrong = data.findIndex((value, i) => value !== Number(tensor.data[i]));
  if (wrong >= 0)
    throw invalid(
      `input "${role}" holds ${String(tensor.data[wrong])}: the most is ` +
        `${2 ** 31 - 1}.`,
    );
  return { ...tensor, dtype: 'int32', data };
}

function checkedTensor(role: string, value: unknown): Tensor {
  const { shape, dtype, data } = (value ?? {}) as Partial<Tensor>;
  if (!Array.isArray(shape) || !dtype || !data)
    throw invalid(`input "${role}" is no tensor; pass { shape, dtype, data }.`);
  const arrayType = Object.hasOwn(arrayTypes, dtype)
    ? arrayTypes[dtype]
    : undefined;
  if (!arrayType)
    throw invalid(
      `input "${role}" has dtype "${dtype}"; use one of ` +
        `${Object.keys(arrayTypes).join(', ')}.`,
    );
  const array = asArrayOf(dtype, data);
  if (!array)
    throw invalid(
      `input "${role}" is ${dtype} but its data is ` +
        `${data.constructor?.name ?? typeof data}; pass ` +
        `${arrayType.name}.`,
    );
  if (!shape.every(isSide))
    throw invalid(
      `input "${role}" has the shape [${shape.join(', ')}]; sides are whole ` +
        `numbers from 0 to ${largestSide}.`,
    );
  const wanted = elementCount(shape);
  if (array.length !== wanted)
    throw invalid(
      `input "${role}" has ${array.length} elements: its shape ` +
        `[${shape.join(', ')}] needs ${wanted}.`,
    );
  return { shape, dtype, data: array };
}

/** Kernels count in int32, also along sides of a tensor without elements. */
const largestSide = 2 ** 31 - 1;
const isSide = (side: unknown) =>
  Number.isInteger(side) && Number(side) >= 0 && Number(side) <= largestSide;

/** A Float16Array, where there is such a thing, is its bits to us. */
function asArrayOf(
  dtype: Tensor['dtype'],
  data: Tensor['data'],
): Tensor['data'] | null {
  if (data instanceof arrayTypes[dtype]) return data;
  if (
    dtype === 'float16' &&
    (data as object).constructor.name === 'Float16Array'
  )
    return new Uint16Array(data.buffer, data.byteOffset, data.length);
  return null;
}

/** Tensors of more than this are refused before anything is allocated. */
const largestCpuTensor = 2 ** 31;

/**
 * Throws `limit` for an input or output that the backend cannot hold, before
 * inputs are generated: numbers are cheap, gigabytes are not.
 */
export function checkSizes(
  shapes: Shapes,
  backend: Backend,
  { gpu, limits }: DeviceReport,
): void {
  for (const [name, shape] of Object.entries(shapes)) {
    const bytes = 4 * elementCount(shape);
    if (backend === 'webgpu' && gpu)
      checkBufferSize(name, bytes, {
        maxBufferSize: limits.maxBufferSize,
        maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      });
    else if (bytes > largestCpuTensor)
      throw new RidgepointError(
        'limit',
        `Tensor "${name}" [${shape.join(', ')}] needs ${mebibytes(bytes)}: ` +
          `the CPU backends hold at most ${mebibytes(largestCpuTensor)} in ` +
          `one; use fewer channels, a smaller image or a smaller batch.`,
      );
  }
}

/** As given, or uniform [-1, 1) for the given shapes. */
export function benchInputs(
  op: Op,
  { inputs, shapes, options = {}, seed = 1, dtype = 'float32' }: BenchCall,
): { inputs: Tensors; seed: number | null } {
  if (inputs) return { inputs: checkedInputs(op, inputs), seed: null };
  if (!shapes)
    throw invalid(
      `bench of ${op.id} has neither inputs nor shapes; give one of them.`,
    );
  if (!Number.isInteger(seed))
    throw invalid(`seed ${String(seed)}: needs a whole number.`);
  if (dtype !== 'float32' && dtype !== 'float16')
    throw invalid(`dtype ${String(dtype)}: use "float32" or "float16".`);
  const complete = op.options(options);
  return { inputs: randomInputs(op, shapes, seed, dtype, complete), seed };
}
