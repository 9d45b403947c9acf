/** The oracle's answers, kept so that a ladder of kernels computes them once. */
import { shapesOf, type Tensors } from '../ops/tensor';
import type { Job } from './backends/backend';
import { runOracle } from './backends/reference';
import { floatTypeOf } from './backends/widened';

/** Seeded problems only: their inputs follow from shapes and seed. */
export class Oracle {
  #key = '';
  #outputs: Tensors | null = null;

  async outputs(
    job: Job,
    seed: number | null,
    onProgress?: (done: number) => void,
  ): Promise<Tensors> {
    if (seed === null) return runOracle({ ...job, onProgress });
    const key = JSON.stringify([
      job.op.id,
      shapesOf(job.inputs),
      floatTypeOf(job.inputs),
      job.options,
      seed,
    ]);
    if (!this.#outputs || key !== this.#key) {
      this.#outputs = null;
      this.#outputs = await runOracle({ ...job, onProgress });
      this.#key = key;
    }
    return this.#outputs;
  }
}
