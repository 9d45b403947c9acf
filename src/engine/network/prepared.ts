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
}

/** One job at a time, so that none slows another. */
export type Exclusive = <T>(
  signal: AbortSignal | undefined,
  job: () => Promise<T>,
) => Promise<T>;

export class LocalNetwork implements PreparedNetwork {
  readonly layers: LayerInfo[];
  readonly memory: NetworkMemory | null;
  readonly #parts: NetworkParts;
  readonly #exclusive: Exclusive;
  /** Until the first run there are no inputs yet. */
  #hasInputs = false;

  constructor(parts: NetworkParts, exclusive: Exclusive) {
    this.layers = parts.layers;
    this.memory = parts.memory;
    this.#parts = parts;
    this.#exclusive = exclusive;
  }

  get backend() {
    return this.#parts.executable.backend;
  }

  run(
    inputs: Record<string, Tensor> = {},
    control: Control = {},
  ): Promise<Tensors> {
    return this.#exclusive(control.signal, () => this.#run(inputs, control));
  }

  time({
    runs = 10,
    ...control
  }: NetworkTimeOptions = {}): Promise<NetworkTimes> {
    return this.#exclusive(control.signal, async () => {
      checkRuns(runs);
      await this.#warmUp(control);
      const samples = await this.#samples(runs, control);
      return { ...stats(samples), threads: this.#parts.executable.threads };
    });
  }

  timeLayers({
    runs = 10,
    signal,
    onProgress,
  }: NetworkTimeOptions = {}): Promise<LayerTimes> {
    return this.#exclusive(signal, async () => {
      checkRuns(runs);
      const { executable, layers } = this.#parts;
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
    return this.#exclusive(signal, async () => {
      checkRuns(runs);
      const { network, executable } = this.#parts;
      if (!this.#hasInputs) await this.#run(inputs, { signal });
      const given = checkedNetworkInputs(network, inputs);
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
    return this.#exclusive(undefined, async () => {
      const { executable, readable } = this.#parts;
      for (const name of names)
        if (!readable.includes(name))
          throw invalid(
            `value "${name}" is not kept: name it in "keep" when the network ` +
              `is prepared; kept are ${readable.join(', ')}.`,
          );
      await this.#warmUp();
      return executable.read(names);
    });
  }

  async dispose(): Promise<void> {
    this.#parts.executable.dispose();
  }

  async #run(
    inputs: Record<string, Tensor>,
    control: Control,
  ): Promise<Tensors> {
    const { network, executable, seed } = this.#parts;
    const checked = checkedNetworkInputs(network, inputs);
    const given = this.#hasInputs
      ? checked
      : { ...seededInputs(network, seed), ...checked };
    const outputs = await executable.run(given, network.outputs, control);
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
      samples.push(await this.#parts.executable.timeMs({ signal }));
      onProgress?.({ done: samples.length / runs, label: 'timing runs' });
    }
    return samples;
  }
}

function checkRuns(runs: number): void {
  if (!Number.isInteger(runs) || runs < 1)
    throw invalid(`runs ${runs}: needs a whole number from 1.`);
}
