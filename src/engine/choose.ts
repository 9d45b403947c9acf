/** Which backend a call runs on, and the kernel that it names. */
import { invalid, unsupported } from '../errors';
import type { DeviceTraits, Kernel, Op, Options } from '../ops/op';
import type { DType, Shapes } from '../ops/tensor';
import type { Backend, CallData, DeviceReport } from './api';

/** What the call names, what its kernel runs on, else the best there is. */
export function backendFor(
  op: Op,
  call: Pick<CallData, 'backend' | 'kernel'>,
  fallback: 'auto' | Backend,
  report: Pick<DeviceReport, 'gpu'>,
): Backend {
  const named = call.kernel
    ? op.kernels.find(({ id }) => id === call.kernel)?.backend
    : undefined;
  return backendOf(call.backend ?? named ?? fallback, report);
}

const backends: readonly string[] = ['webgpu', 'wasm', 'reference'];

/** Throws `invalid` for a name that is none. */
export function backendOf(
  asked: 'auto' | Backend,
  report: Pick<DeviceReport, 'gpu'>,
): Backend {
  if (backends.includes(asked)) return asked as Backend;
  if (asked !== 'auto')
    throw invalid(
      `backend "${asked}" is not known; use ${backends.join(', ')}, ` +
        `or leave it out.`,
    );
  return report.gpu ? 'webgpu' : 'wasm';
}

/** The named kernel, or why it cannot be had. */
export function kernelById<O extends Options>(
  op: Op<O>,
  id: string,
  shapes: Shapes,
  options: O,
  backend: Exclude<Backend, 'reference'> | undefined,
  traits: DeviceTraits,
  dtype?: DType,
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
  const reason = kernel.supports(shapes, options, traits, dtype);
  if (reason !== true)
    throw unsupported(
      `${op.id} kernel "${id}" does not run this: ${reason}; choose another ` +
        `kernel or none.`,
    );
  return kernel;
}
