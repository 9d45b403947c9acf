/** A prepared run as its caller sees it; it outlives the GPU device. */
import { invalid } from '../errors';
import type { Tensors } from '../ops/tensor';
import type { Prepared } from './api';
import type { Executable } from './backends/backend';
import type { Jobs } from './recovery';
import type { Choice } from './tuner/tuner';

/** `lossesBefore`: when the preparation began. */
export function preparedRun(
  { executable: first, tuning }: Choice,
  inputs: Tensors,
  lossesBefore: number,
  jobs: Jobs,
  /** The same kernel with the same constants, on the device of now. */
  again: (inputs: Tensors) => Promise<Executable>,
): Prepared {
  const { backend, kernel, constants } = first;
  let executable = first;
  let losses = lossesBefore;
  let hasRun = false;
  let disposed = false;
  // What is needed to prepare again: a copy, for the caller may write to its
  // arrays, and the answer must not change with the device.
  const kept = backend === 'webgpu' ? structuredClone(inputs) : null;

  const job = <T>(work: () => Promise<T>): Promise<T> =>
    jobs.job({}, async () => {
      if (disposed)
        throw invalid('This prepared run was disposed of; prepare it again.');
      if (kept && jobs.losses() !== losses) {
        const now = jobs.losses();
        executable.dispose();
        executable = await again(kept);
        losses = now;
        // What there was to read went with the device.
        if (hasRun) await executable.run(1);
      }
      return work();
    });

  return {
    backend,
    kernel,
    constants: { ...constants },
    tuning,
    run: (times = 1) => {
      if (!Number.isInteger(times) || times < 1)
        throw invalid(`run(${times}): needs a whole number from 1.`);
      return job(async () => {
        await executable.run(times);
        hasRun = true;
      });
    },
    passTimes: () => job(async () => (await executable.passTimes?.()) ?? []),
    read: () => job(() => executable.read()),
    dispose: async () => {
      // What is freed twice may be another's by then.
      if (disposed) return;
      disposed = true;
      executable.dispose();
    },
  };
}
