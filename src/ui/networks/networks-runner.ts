import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  Control,
  Engine,
  LayerTimes,
  PreparedNetwork,
  Progress,
} from '../../engine/api';
import { RidgepointError } from '../../errors';
import type { NetworkResult } from './figures';
import { flipped, type Subject } from './subject';
import { switchList } from './switches';

/** For the whole runs of one network; as much again for its layers. */
const budgetMs = 1500;
const mostRuns = 20;
/** A median wants more than three; a run of seconds is steady with two. */
const fewestRuns = (ms: number) => (ms < 400 ? 5 : ms < 1000 ? 3 : 2);
/** Of a network's progress; the rest is timing. */
const prepareShare = 0.5;

/** What one optimisation bought. */
export interface SwitchResult {
  readonly id: string;
  /** As the subject has it. */
  readonly on: boolean;
  /** The other way round; null: it failed, `note` says why. */
  readonly ms: number | null;
  readonly plannedBytes: number | null;
  readonly note: string;
}
export interface SwitchesResult {
  readonly asIsMs: number;
  readonly asIsBytes: number | null;
  readonly switches: readonly SwitchResult[];
}

/** Times networks on the engine, and keeps what it measured. */
export class NetworksRunner implements ReactiveController {
  progress: Progress = { done: 0, label: '' };
  /** What is running, by the event that asked for it. */
  task: 'none' | 'run' | 'switches' = 'none';
  isCancelled = false;
  readonly #host: ReactiveControllerHost;
  readonly #results = new Map<string, NetworkResult>();
  readonly #failures = new Map<string, string>();
  readonly #switches = new Map<string, SwitchesResult>();
  #abort: AbortController | null = null;
  #isQuiet = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  resultOf = ({ key }: Subject): NetworkResult | null =>
    this.#results.get(key) ?? null;

  failureOf = ({ key }: Subject): string => this.#failures.get(key) ?? '';

  switchesOf = ({ key }: Subject): SwitchesResult | null =>
    this.#switches.get(key) ?? null;

  /** Quietly where the reader has gone on to something else. */
  cancel(quietly = false) {
    this.#isQuiet = quietly;
    if (quietly) this.isCancelled = false;
    this.#abort?.abort();
  }

  /** Each in turn; one that fails leaves the others their turn. */
  run(engine: Engine, subjects: readonly Subject[]): Promise<void> {
    return this.#begin('run', async (signal) => {
      for (const [i, subject] of subjects.entries()) {
        const control = this.#part(signal, subject.title, i, subjects.length);
        try {
          const result = await measure(engine, subject, control);
          this.#results.set(subject.key, result);
          this.#failures.delete(subject.key);
        } catch (error) {
          if (signal.aborted) return;
          this.#failures.set(subject.key, messageOf(error));
        }
        this.#host.requestUpdate();
      }
    });
  }

  /** As it is, then with each of `ids` the other way round. */
  measureSwitches(
    engine: Engine,
    subject: Subject,
    ids: readonly string[],
  ): Promise<void> {
    return this.#begin('switches', async (signal) => {
      // What races once found is remembered for the runs after it.
      const plain = { ...subject, tuneMs: 0 };
      const count = ids.length + 1;
      const first = await whole(
        engine,
        plain,
        this.#part(signal, 'as it is', 0, count),
      );
      const switches: SwitchResult[] = [];
      for (const [i, id] of ids.entries()) {
        const on = subject.switches[id];
        const title = switchList.find((one) => one.id === id)?.title ?? id;
        const label = `${title}, ${on ? 'off' : 'on'}`;
        try {
          const { ms, bytes } = await whole(
            engine,
            flipped(plain, id),
            this.#part(signal, label, i + 1, count),
          );
          switches.push({ id, on, ms, plannedBytes: bytes, note: '' });
        } catch (error) {
          if (signal.aborted) return;
          const note = messageOf(error);
          switches.push({ id, on, ms: null, plannedBytes: null, note });
        }
        const { ms: asIsMs, bytes: asIsBytes } = first;
        this.#switches.set(subject.key, { asIsMs, asIsBytes, switches });
        this.#host.requestUpdate();
      }
    }).catch((error: unknown) => {
      this.#failures.set(subject.key, messageOf(error));
      this.#host.requestUpdate();
    });
  }

  /** Ends what runs before it. */
  async #begin(
    task: 'run' | 'switches',
    job: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.cancel(true);
    const before = this.#ended;
    const abort = new AbortController();
    this.#abort = abort;
    const ended = before
      .catch(() => undefined)
      .then(async () => {
        if (abort.signal.aborted) return;
        this.task = task;
        this.isCancelled = false;
        this.#tell({ done: 0, label: 'preparing' });
        try {
          await job(abort.signal);
        } catch (error) {
          if (!abort.signal.aborted) throw error;
        } finally {
          this.task = 'none';
          this.isCancelled = abort.signal.aborted && !this.#isQuiet;
          this.#tell({ done: 0, label: '' });
        }
      });
    this.#ended = ended;
    await ended;
  }

  #part(
    signal: AbortSignal,
    title: string,
    at: number,
    of: number,
  ): Required<Control> {
    return {
      signal,
      onProgress: ({ done, label }) => {
        if (!signal.aborted)
          this.#tell({ done: (at + done) / of, label: `${title}: ${label}` });
      },
    };
  }

  #tell(progress: Progress) {
    this.progress = progress;
    this.#host.requestUpdate();
  }
}

async function measure(
  engine: Engine,
  subject: Subject,
  control: Required<Control>,
): Promise<NetworkResult> {
  return prepared(engine, subject, control, async (network, rest) => {
    const runs = await runsFor(network, rest.signal);
    const { times, untimed } = await layersOf(network, runs, rest);
    const { medianMs: wholeMs, threads } =
      times ?? (await network.time({ runs, ...rest }));
    const { layers, memory } = network;
    return {
      ...{ layers, memory, wholeMs, times, untimed, runs, threads },
      measuredAt: new Date().toISOString(),
    };
  });
}

const whole = (engine: Engine, subject: Subject, control: Required<Control>) =>
  prepared(engine, subject, control, async (network, rest) => {
    const runs = await runsFor(network, rest.signal);
    const { medianMs } = await network.time({ runs, ...rest });
    return { ms: medianMs, bytes: network.memory?.plannedBytes ?? null };
  });

async function prepared<T>(
  engine: Engine,
  { entry, parameters, backend, switches, tuneMs }: Subject,
  { signal, onProgress }: Required<Control>,
  use: (network: PreparedNetwork, rest: Required<Control>) => Promise<T>,
): Promise<T> {
  const network = await engine.prepareNetwork(entry.id, {
    ...{ parameters, backend, switches: { ...switches }, tuneMs, signal },
    onProgress: ({ done, label }) =>
      onProgress({ done: prepareShare * done, label }),
  });
  try {
    return await use(network, {
      signal,
      onProgress: ({ done, label }) =>
        onProgress({ done: prepareShare + (1 - prepareShare) * done, label }),
    });
  } finally {
    await network.dispose();
  }
}

async function runsFor(
  network: PreparedNetwork,
  signal: AbortSignal,
): Promise<number> {
  const { medianMs } = await network.time({ runs: 1, signal });
  const fitting = Math.round(budgetMs / medianMs);
  return Math.min(mostRuns, Math.max(fewestRuns(medianMs), fitting));
}

/** Without a clock for layers the whole run is still worth knowing. */
async function layersOf(
  network: PreparedNetwork,
  runs: number,
  control: Control,
): Promise<{ times: LayerTimes | null; untimed: string }> {
  try {
    const times = await network.timeLayers({ runs, ...control });
    return { times, untimed: '' };
  } catch (error) {
    if (error instanceof RidgepointError && error.code === 'unsupported')
      return { times: null, untimed: error.message };
    throw error;
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
