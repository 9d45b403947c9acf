/** The oracle as a backend: slow, exact, in slices so that it can be stopped. */
import { RidgepointError, throwIfCancelled } from '../../errors';
import type { Tensors } from '../../ops/tensor';
import { cpuClock } from '../clock';
import type { Executable, Job } from './backend';

/** Work between two turns of the event loop. */
const sliceMs = 50;

export async function runOracle(job: Job): Promise<Tensors> {
  const steps = job.op.reference(job.inputs, job.options);
  let sliceEnd = performance.now() + sliceMs;
  for (;;) {
    const step = inMemory(job, () => steps.next());
    if (step.done) return step.value;
    if (performance.now() < sliceEnd) continue;
    job.onProgress?.(step.value);
    await nextTask();
    throwIfCancelled(job.signal);
    sliceEnd = performance.now() + sliceMs;
  }
}

/** An array that cannot be had is a RangeError, and nothing else here is. */
function inMemory<T>({ op }: Job, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RidgepointError(
      'out-of-memory',
      `The oracle has no memory for this ${op.id} (${error.message}); use a ` +
        `smaller workload.`,
    );
  }
}

export function prepareReference(job: Job): Executable {
  let inputs = job.inputs;
  let outputs: Tensors | null = null;
  const run = async (times: number, signal = job.signal) => {
    for (let i = 0; i < times; i++)
      outputs = await runOracle({ ...job, inputs, signal });
  };
  return {
    backend: 'reference',
    kernel: 'float64 loops',
    constants: {},
    clock: cpuClock(),
    async upload(next) {
      inputs = next;
    },
    run,
    async timeMs(times, signal) {
      const start = performance.now();
      await run(times, signal);
      return performance.now() - start;
    },
    async read() {
      if (!outputs) await run(1);
      return outputs!;
    },
    async answer(signal) {
      await run(1, signal);
      return outputs!;
    },
    dispose() {
      outputs = null;
    },
  };
}

/** A real turn of the event loop: messages get in, a promise's would not. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
