/** A prepared network as its caller sees it. */
import { invalid, unsupported } from '../../errors';
import type { Network } from '../../networks/graph';
import type { Tensor, Tensors } from '../../ops/tensor';
import type {
  Control,
  LayerInfo,
  LayerTimes,
  NetworkMemory,
  NetworkStages,
  NetworkTimeOptions,
  NetworkTimes,
  PreparedNetwork,
} from '../api';
import { scaled } from '../progress';
import type { Jobs } from '../recovery';
import { stats } from '../stats';
import type { NetworkExecutable } from './executable';
import { checkedNetworkInputs, seededInputs } from './inputs';

export interface NetworkParts {
  readonly network: Network;
  readonly executable: NetworkExecutable;
  readonly layers: LayerInfo[];
  readonly memory: NetworkMemory | null;
  /** Names that `values` may ask for. */
  readonly readable: readonly string[];
  readonly seed: number;
  /**
   * The same kernels on the device of now, after a loss. It rests on the graph,
   * whose weights are made or loaded again; absent: nothing can be lost.
   */
  again?(control: Control): Promise<NetworkExecutable>;
}

export class LocalNetwork implements PreparedNetwork {
  readonly layers: LayerInfo[];
  readonly memory: NetworkMemory | null;
  readonly #parts: NetworkParts;
  readonly #jobs: Jobs;
  #executable: NetworkExecutable;
  /** Until the first run there are no inputs yet. */
  #hasInputs = false;
  /**
   * A copy of the inputs that are on the device, for that may be lost, and the
   * caller may write to its own. Where nothing can be lost, none is kept.
   */
  readonly #kept = new Map<string, Tensor>();
  /** Before the executable was made. */
  #losses: number;
  #disposed = false;

  /** `lossesBefore`: when the preparation began. */
  constructor(parts: NetworkParts, lossesBefore: number, jobs: Jobs) {
    this.layers = parts.layers;
    this.memory = parts.memory;
    this.#parts = parts;
    this.#executable = parts.executable;
    this.#losses = lossesBefore;
    this.#jobs = jobs;
  }

  get backend() {
    return this.#executable.backend;
  }

  run(
    inputs: Record<string, Tensor> = {},
    control: Control = {},
  ): Promise<Tensors> {
    return this.#job(control, () => this.#run(inputs, control));
  }

  time({
    runs = 10,
    ...control
  }: NetworkTimeOptions = {}): Promise<NetworkTimes> {
    return this.#job(control, async () => {
      checkRuns(runs);
      await this.#warmUp(control);
      const samples = await this.#samples(runs, control);
      return { ...stats(samples), threads: this.#executable.threads };
    });
  }

  timeLayers({
    runs = 10,
    signal,
    onProgress,
  }: NetworkTimeOptions = {}): Promise<LayerTimes> {
    return this.#job({ signal, onProgress }, async () => {
      checkRuns(runs);
      const { layers } = this.#parts;
      const executable = this.#executable;
      await this.#warmUp({ signal });
      const samples = await this.#samples(runs, {
        signal,
        onProgress: scaled(onProgress, 0, 0.5),
      });
      const times = await executable.layerMs(runs, {
        signal,
        onProgress: scaled(onProgress, 0.5, 1),
      });
      if (!times)
        throw unsupported(
          'This GPU has no timestamp-query, which times a layer by itself; ' +
            'time the whole network, or use backend "wasm".',
        );
      const { medianMs } = stats(samples);
      const sumMs = times.reduce((sum, ms) => sum + ms, 0);
      return {
        layers: layers.map(({ name, op, kernel }, i) => ({
          ...{ name, op, kernel },
          ms: times[i],
        })),
        ...{ medianMs, sumMs, runs },
        gapMs: medianMs - sumMs,
        threads: executable.threads,
        clock: executable.clock,
      };
    });
  }

  timeStages(
    inputs: Record<string, Tensor>,
    { runs = 10, signal, onProgress }: NetworkTimeOptions = {},
  ): Promise<NetworkStages> {
    return this.#job({ signal, onProgress }, async () => {
      checkRuns(runs);
      const { network } = this.#parts;
      const executable = this.#executable;
      if (!this.#hasInputs) await this.#run(inputs, { signal });
      const given = checkedNetworkInputs(network, inputs);
      this.#keep(given);
      const [upload, run, readback]: number[][] = [[], [], []];
      while (run.length < runs) {
        const start = performance.now();
        await executable.upload(given);
        const uploaded = performance.now();
        run.push(await executable.timeMs({ signal }));
        const done = performance.now();
        await executable.read(network.outputs);
        readback.push(performance.now() - done);
        upload.push(uploaded - start);
        onProgress?.({ done: run.length / runs, label: 'timing stages' });
      }
      return {
        uploadMs: stats(upload),
        networkMs: stats(run),
        readbackMs: stats(readback),
        threads: executable.threads,
      };
    });
  }

  values(names: string[]): Promise<Tensors> {
    return this.#job({}, async () => {
      const { readable } = this.#parts;
      for (const name of names)
        if (!readable.includes(name))
          throw invalid(
            `value "${name}" is not kept: name it in "keep" when the network ` +
              `is prepared; kept are ${readable.join(', ')}.`,
          );
      await this.#warmUp();
      return this.#executable.read(names);
    });
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#executable.dispose();
    this.#kept.clear();
  }

  #job<T>(control: Control, work: () => Promise<T>): Promise<T> {
    return this.#jobs.job(control, async () => {
      await this.#onDevice(control);
      return work();
    });
  }

  /** After a loss: made again, with the same inputs and what they gave. */
  async #onDevice(control: Control): Promise<void> {
    if (this.#disposed)
      throw invalid('This prepared network was disposed of; prepare it again.');
    const { again, network } = this.#parts;
    const losses = this.#jobs.losses();
    if (!again || losses === this.#losses) return;
    this.#executable.dispose();
    this.#executable = await again(control);
    this.#losses = losses;
    if (!this.#hasInputs) return;
    const kept = Object.fromEntries(this.#kept);
    await this.#executable.run(kept, network.outputs, control);
  }

  #keep(inputs: Tensors): void {
    if (!this.#parts.again) return;
    for (const [name, { shape, dtype, data }] of Object.entries(inputs)) {
      const known = this.#kept.get(name);
      if (known) (known.data as Float32Array).set(data as Float32Array);
      else
        this.#kept.set(name, { shape: [...shape], dtype, data: data.slice() });
    }
  }

  async #run(
    inputs: Record<string, Tensor>,
    control: Control,
  ): Promise<Tensors> {
    const { network, seed } = this.#parts;
    const checked = checkedNetworkInputs(network, inputs);
    const given = this.#hasInputs
      ? checked
      : { ...seededInputs(network, seed), ...checked };
    this.#keep(given);
    const outputs = await this.#executable.run(given, network.outputs, control);
    this.#hasInputs = true;
    return outputs;
  }

  /** The first run has no inputs yet, and wakes the device up. */
  async #warmUp(control: Control = {}): Promise<void> {
    if (!this.#hasInputs) await this.#run({}, control);
  }

  async #samples(
    runs: number,
    { signal, onProgress }: Control,
  ): Promise<number[]> {
    const samples: number[] = [];
    while (samples.length < runs) {
      samples.push(await this.#executable.timeMs({ signal }));
      onProgress?.({ done: samples.length / runs, label: 'timing runs' });
    }
    await this.#executable.alive?.();
    return samples;
  }
}

function checkRuns(runs: number): void {
  if (!Number.isInteger(runs) || runs < 1)
    throw invalid(`runs ${runs}: needs a whole number from 1.`);
}
