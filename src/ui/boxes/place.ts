/** Where a call runs: the GPU's kernels may not take all of them. Pure. */
import type { Backend, CallData, DeviceReport } from '../../engine/api';
import { opById } from '../../ops';
import { shapesOf } from '../../ops/tensor';
import type { Target } from './link';

export interface Place {
  /** undefined leaves it to the engine. */
  readonly backend: Backend | undefined;
  /** Why it does not run where it was asked to, in words. */
  readonly note: string;
}

export function placeOf(
  { op: id, call }: { readonly op: string; readonly call: CallData },
  on: Target,
  device: DeviceReport | null,
): Place {
  if (on === 'wasm') return { backend: 'wasm', note: '' };
  const backend = on === 'webgpu' ? on : undefined;
  if (!device?.gpu) return { backend, note: '' };
  const op = opById(id);
  const options = op.options(call.options ?? {});
  const reasons = op.kernels
    .filter((kernel) => kernel.backend === 'webgpu')
    .map((kernel) => kernel.supports(shapesOf(call.inputs), options, device));
  const [first] = reasons;
  if (reasons.includes(true) || typeof first !== 'string')
    return { backend, note: '' };
  return { backend: 'wasm', note: `On the CPU, not the GPU. ${first}.` };
}
