import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  Control,
  Engine,
  PreparedNetwork,
  Progress,
} from '../../engine/api';
import type { NetworkResult } from './figures';
import { measureLayers, prepare, timeInTurn, withWhole } from './measure';
import { flipped, type Subject } from './subject';
import { switchList } from './switches';

/** What one optimisation bought. */
export interface SwitchResult {
  readonly id: string;
  /** As the subject has it. */
  readonly on: boolean;
  /** The other way round; null: it failed, `note` says why. */
  readonly ms: number | null;
  /** As it is, timed in turn with the other. */
  readonly asIsMs: number;
  readonly plannedBytes: number | null;
  readonly asIsBytes: number | null;
  readonly note: string;
}

/** Times networks on the engine, and keeps what it measured. */
export class NetworksRunner implements ReactiveController {
  progress: Progress = { done: 0, label: '' };
  task: 'none' | 'run' | 'switches' = 'none';
  isCancelled = false;
  /** Why a task as a whole failed: no one network's fault. */
  taskFailure = '';
  readonly #host: ReactiveControllerHost;
  readonly #results = new Map<string, NetworkResult>();
  readonly #failures = new Map<string, string>();
  readonly #switches = new Map<string, readonly SwitchResult[]>();
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

  switchesOf = ({ key }: Subject): readonly SwitchResult[] | null =>
    this.#switches.get(key) ?? null;

  /** Quietly where the reader has gone on to something else. */
  cancel(quietly = false) {
    this.#isQuiet = quietly;
    if (quietly) this.isCancelled = false;
    this.#abort?.abort();
  }

  /** One that fails leaves the others their turn. */
  run(engine: Engine, subjects: readonly Subject[]): Promise<void> {
    return this.#begin('run', async (signal) => {
      const ready: { subject: Subject; network: PreparedNetwork }[] = [];
      const parts = 2 * subjects.length + 1;
      try {
        for (const [i, subject] of subjects.entries()) {
          const { title } = subject;
          this.#failures.delete(subject.key);
          try {
            const network = await prepare(
              engine,
              subject,
              this.#part(signal, title, 2 * i, parts),
            );
            ready.push({ subject, network });
            const timing = this.#part(signal, title, 2 * i + 1, parts);
            this.#keep(subject, await measureLayers(network, timing));
          } catch (error) {
            if (signal.aborted) return;
            this.#fail(subject, error);
          }
        }
        const timed = ready.filter(({ subject }) => this.resultOf(subject));
        if (timed.length === 0) return;
        const names = timed.length > 1 ? 'in turn' : timed[0].subject.title;
        const whole = await timeInTurn(
          timed.map(({ network }) => network),
          this.#part(signal, names, parts - 1, parts),
        );
        timed.forEach(({ subject }, i) =>
          this.#keep(subject, withWhole(this.resultOf(subject)!, whole[i])),
        );
      } finally {
        await Promise.all(ready.map(({ network }) => network.dispose()));
      }
    });
  }

  /** With each of `ids` the other way round, in turn with as it is. */
  measureSwitches(
    engine: Engine,
    subject: Subject,
    ids: readonly string[],
  ): Promise<void> {
    return this.#begin('switches', async (signal) => {
      // What a race has found is remembered for the runs after it.
      const plain = { ...subject, tuneMs: 0 };
      const parts = 2 * ids.length + 1;
      const asIs = await prepare(
        engine,
        plain,
        this.#part(signal, 'as it is', 0, parts),
      );
      const done: SwitchResult[] = [];
      try {
        for (const [i, id] of ids.entries()) {
          const part = (at: number) =>
            this.#part(signal, flipName(subject, id), 2 * i + at, parts);
          const one = await this.#flip(engine, plain, id, asIs, part);
          if (!one) return;
          done.push(one);
          this.#switches.set(subject.key, [...done]);
          this.#host.requestUpdate();
        }
      } finally {
        await asIs.dispose();
      }
    });
  }

  /** null: cancelled. */
  async #flip(
    engine: Engine,
    subject: Subject,
    id: string,
    asIs: PreparedNetwork,
    part: (at: number) => Required<Control>,
  ): Promise<SwitchResult | null> {
    const on = subject.switches[id];
    const asIsBytes = asIs.memory?.plannedBytes ?? null;
    let other: PreparedNetwork | null = null;
    try {
      other = await prepare(engine, flipped(subject, id), part(1));
      const [before, after] = await timeInTurn([asIs, other], part(2));
      const plannedBytes = other.memory?.plannedBytes ?? null;
      const [asIsMs, ms] = [before.ms, after.ms];
      return { id, on, ms, asIsMs, plannedBytes, asIsBytes, note: '' };
    } catch (error) {
      if (part(0).signal.aborted) return null;
      const note = messageOf(error);
      return {
        ...{ id, on, ms: null, asIsMs: 0, plannedBytes: null },
        ...{ asIsBytes, note },
      };
    } finally {
      await other?.dispose();
    }
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
    this.#ended = before.then(() => this.#work(task, abort, job));
    await this.#ended;
  }

  async #work(
    task: 'run' | 'switches',
    { signal }: AbortController,
    job: (signal: AbortSignal) => Promise<void>,
  ) {
    if (signal.aborted) return;
    this.task = task;
    this.isCancelled = false;
    this.taskFailure = '';
    this.#tell({ done: 0, label: 'preparing' });
    try {
      await job(signal);
    } catch (error) {
      if (!signal.aborted) this.taskFailure = messageOf(error);
    }
    this.task = 'none';
    this.isCancelled = signal.aborted && !this.#isQuiet;
    this.#tell({ done: 0, label: '' });
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

  #keep({ key }: Subject, result: NetworkResult) {
    this.#results.set(key, result);
    this.#host.requestUpdate();
  }

  #fail({ key }: Subject, error: unknown) {
    this.#failures.set(key, messageOf(error));
    this.#host.requestUpdate();
  }

  #tell(progress: Progress) {
    this.progress = progress;
    this.#host.requestUpdate();
  }
}

/** "Fold batch norms, off". */
const flipName = ({ switches }: Subject, id: string): string =>
  `${switchList.find((one) => one.id === id)?.title ?? id}, ` +
  (switches[id] ? 'off' : 'on');

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
