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
  // An adapter in software is the processor itself, and slower at it.
  if (on === 'auto' && device.software) return { backend: 'wasm', note: '' };
  const op = opById(id);
  const options = op.options(call.options ?? {});
  const reasons = op.kernels
    .filter((kernel) => kernel.backend === 'webgpu')
    .map((kernel) => kernel.supports(shapesOf(call.inputs), options, device));
  const [first] = reasons;
  if (reasons.includes(true) || typeof first !== 'string')
    return { backend, note: '' };
  // What the reason goes on to advise is what is done here.
  const [why] = first.split(';');
  return { backend: 'wasm', note: `Runs on the CPU. ${why}.` };
}
