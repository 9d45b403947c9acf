/** Which backend and kernel a call runs on when it does not say. */
import { invalid, unsupported } from '../errors';
import type { DeviceTraits, Kernel, Op, Options } from '../ops/op';
import type { Shapes } from '../ops/tensor';
import type { Backend } from './api';

/**
 * The op's best guess among the kernels that support the shape, else its
 * simplest one. A tuner that has measured replaces this function.
 */
export function chooseKernel<O extends Options>(
  op: Op<O>,
  shapes: Shapes,
  options: O,
  backend: Exclude<Backend, 'reference'>,
  traits: DeviceTraits,
): Kernel<O> {
  const able = op.kernels.filter(
    (kernel) =>
      kernel.backend === backend &&
      kernel.supports(shapes, options, traits) === true,
  );
  if (able.length === 0)
    throw unsupported(
      `${op.id} has no ${backend} kernel for these shapes and options; use ` +
        `backend "reference", or change them.`,
    );
  for (const id of op.prefer(shapes, options)) {
    const kernel = able.find((candidate) => candidate.id === id);
    if (kernel) return kernel;
  }
  return able[0];
}

/** The named kernel, or why it cannot be had. */
export function kernelById<O extends Options>(
  op: Op<O>,
  id: string,
  shapes: Shapes,
  options: O,
  backend: Exclude<Backend, 'reference'> | undefined,
  traits: DeviceTraits,
): Kernel<O> {
  const kernel = op.kernels.find((candidate) => candidate.id === id);
  if (!kernel)
    throw invalid(
      `${op.id} has no kernel "${id}"; use one of ` +
        `${op.kernels.map((k) => k.id).join(', ')}.`,
    );
  if (backend && kernel.backend !== backend)
    throw invalid(
      `kernel "${id}" runs on ${kernel.backend}, not ${backend}; leave out ` +
        `one of the two.`,
    );
  const reason = kernel.supports(shapes, options, traits);
  if (reason !== true)
    throw unsupported(
      `${op.id} kernel "${id}" does not run this: ${reason}; choose another ` +
        `kernel or none.`,
    );
  return kernel;
}
