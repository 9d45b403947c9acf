/** A network by its ops' oracles: float64 inside a node, float32 between. */
import { throwIfCancelled } from '../../errors';
import type { Tensor, Tensors } from '../../ops/tensor';
import type { Control } from '../api';
import { runOracle } from '../backends/reference';
import { cpuClock } from '../clock';
import { scaled } from '../progress';
import type { NetworkExecutable } from './executable';
import type { Step, Steps } from './steps';

export class ReferenceNetwork implements NetworkExecutable {
  readonly backend = 'reference';
  readonly clock = cpuClock();
  readonly threads = 1;
  readonly #steps: Steps;
  readonly #weights = new Map<string, Tensor>();
  readonly #keep: ReadonlySet<string>;
  /** The node after which nobody reads a value any more. */
  readonly #lastRead = new Map<string, number>();
  readonly #work: readonly number[];
  /** Inputs, and after a run what is kept of it. */
  #values = new Map<string, Tensor>();

  constructor(
    steps: Steps,
    weight: (name: string) => Float32Array,
    keep: readonly string[],
  ) {
    const { network } = steps;
    this.#steps = steps;
    this.#keep = new Set([
      ...Object.keys(network.inputs),
      ...network.outputs,
      ...keep,
    ]);
    for (const [at, { node }] of steps.steps.entries())
      for (const name of Object.values(node.inputs)) {
        this.#lastRead.set(name, at);
        const found = network.weights[name];
        if (found && !this.#weights.has(name))
          this.#weights.set(name, {
            shape: [...found.shape],
            dtype: 'float32',
            data: weight(name),
          });
      }
    this.#work = steps.steps.map(
      ({ op, shapes, options }) => op.cost(shapes, options).bytesNoReuse,
    );
  }

  async run(
    inputs: Tensors,
    names: readonly string[],
    control: Control = {},
  ): Promise<Tensors> {
    await this.upload(inputs);
    await this.#runAll(control, () => {});
    return this.read(names);
  }

  async upload(inputs: Tensors): Promise<void> {
    for (const [name, tensor] of Object.entries(inputs))
      this.#values.set(name, { ...tensor, data: tensor.data.slice() });
  }

  async timeMs(control: Control = {}): Promise<number> {
    const start = performance.now();
    await this.#runAll(control, () => {});
    return performance.now() - start;
  }

  async layerMs(runs: number, control: Control = {}): Promise<number[]> {
    const sums = this.#steps.steps.map(() => 0);
    for (let run = 0; run < runs; run++) {
      const tell = scaled(control.onProgress, run / runs, (run + 1) / runs);
      await this.#runAll(
        { signal: control.signal, onProgress: tell },
        (at, ms) => {
          sums[at] += ms;
        },
      );
    }
    return sums.map((sum) => sum / runs);
  }

  async read(names: readonly string[]): Promise<Tensors> {
    return Object.fromEntries(
      names.map((name) => {
        const { shape, dtype, data } = this.#value(name);
        return [name, { shape: [...shape], dtype, data: data.slice() }];
      }),
    );
  }

  dispose(): void {
    this.#values.clear();
    this.#weights.clear();
  }

  async #runAll(
    { signal, onProgress }: Control,
    timed: (node: number, ms: number) => void,
  ): Promise<void> {
    const total = this.#work.reduce((sum, one) => sum + one, 0) || 1;
    let done = 0;
    for (const [at, step] of this.#steps.steps.entries()) {
      throwIfCancelled(signal);
      const tell = scaled(
        onProgress,
        done / total,
        (done += this.#work[at]) / total,
      );
      const start = performance.now();
      const outputs = await this.#runStep(step, { signal, onProgress: tell });
      timed(at, performance.now() - start);
      for (const [output, value] of Object.entries(step.node.outputs))
        this.#values.set(value, outputs[output]);
      for (const value of Object.values(step.node.inputs))
        if (this.#lastRead.get(value) === at && !this.#keep.has(value))
          this.#values.delete(value);
    }
  }

  async #runStep(
    { op, node, options }: Step,
    { signal, onProgress }: Control,
  ): Promise<Tensors> {
    const inputs = Object.fromEntries(
      Object.entries(node.inputs).map(([role, value]) => [
        role,
        this.#value(value),
      ]),
    );
    return runOracle({
      ...{ op, kernel: '', inputs, options, signal },
      onProgress: (share) =>
        onProgress?.({ done: share, label: `running ${node.name}` }),
    });
  }

  #value(name: string): Tensor {
    return this.#values.get(name) ?? this.#weights.get(name)!;
  }
}
