/**
 * float16 tensors for kernels that compute on float32: widened when they are
 * uploaded, rounded once when they are read. Both count as upload and readback.
 */
import { invalid } from '../../errors';
import { fromFloat64, toFloat64 } from '../../ops/numbers';
import type { Cost, Op } from '../../ops/op';
import type { DType, Tensor, Tensors } from '../../ops/tensor';
import type { Executable, Job } from './backend';

/** Throws `invalid` where float16 and float32 tensors are mixed. */
export function floatTypeOf(inputs: Tensors): 'float16' | 'float32' {
  const floats = Object.entries(inputs).filter(([, { dtype }]) =>
    isFloat(dtype),
  );
  const other = floats.find(([, { dtype }]) => dtype !== floats[0][1].dtype);
  if (other)
    throw invalid(
      `${floats[0][0]} is ${floats[0][1].dtype} but ${other[0]} is ` +
        `${other[1].dtype}; pass both in one type.`,
    );
  return (floats[0]?.[1].dtype ?? 'float32') as 'float16' | 'float32';
}

const isFloat = (dtype: DType) => dtype === 'float16' || dtype === 'float32';

/** Prepares what the kernel takes, whatever float type the tensors have. */
export async function prepareWidened(
  job: Job,
  prepare: (job: Job) => Promise<Executable>,
): Promise<Executable> {
  const kernel = job.op.kernels.find(({ id }) => id === job.kernel);
  const dtype = floatTypeOf(job.inputs);
  if (dtype === (kernel?.dtype ?? 'float32')) return prepare(job);
  const inner = await prepare({ ...job, inputs: widened(job.inputs) });
  return {
    backend: inner.backend,
    kernel: inner.kernel,
    constants: inner.constants,
    clock: inner.clock,
    get threads() {
      return inner.threads;
    },
    upload: (inputs) => inner.upload(widened(inputs)),
    run: (times, signal) => inner.run(times, signal),
    timeMs: (times, signal) => inner.timeMs(times, signal),
    passTimes: inner.passTimes && (() => inner.passTimes!()),
    read: async () => mapTensors(await inner.read(), rounded),
    answer: async (signal) => mapTensors(await inner.answer(signal), rounded),
    alive: inner.alive && (() => inner.alive!()),
    dispose: () => inner.dispose(),
  };
}

/** A kernel that takes float16 as it is moves half the bytes. */
export function costWith(cost: Cost, op: Op, kernelId: string): Cost {
  const kernel = op.kernels.find(({ id }) => id === kernelId);
  if (kernel?.dtype !== 'float16') return cost;
  return {
    ...cost,
    bytesRead: cost.bytesRead / 2,
    bytesWritten: cost.bytesWritten / 2,
    bytesNoReuse: cost.bytesNoReuse / 2,
  };
}

const widened = (inputs: Tensors) =>
  mapTensors(inputs, (tensor) => cast(tensor, 'float16', 'float32'));

const rounded = (tensor: Tensor) => cast(tensor, 'float32', 'float16');

const cast = (tensor: Tensor, from: DType, to: DType): Tensor =>
  tensor.dtype === from
    ? fromFloat64(toFloat64(tensor), tensor.shape, to)
    : tensor;

const mapTensors = (tensors: Tensors, change: (tensor: Tensor) => Tensor) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]),
  );
