/**
 * The page's only door to the worker. An AbortSignal and a progress callback
 * stay on this side; the worker knows the job by its number.
 */
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { cancelled, invalid, RidgepointError, type Reply } from '../errors';
import { Life } from '../life';
import type {
  BenchCall,
  BenchReport,
  Call,
  Ceilings,
  CeilingsOptions,
  CompileReport,
  Control,
  DeviceReport,
  Engine,
  EngineOptions,
  FreeCall,
  FreeReport,
  KernelSources,
  NetworkInfo,
  NetworkOptions,
  OpInfo,
  Prepared,
  PreparedNetwork,
  Progress,
  RunResult,
  SourcesCall,
  TrialCall,
  TrialReport,
} from './api';
import { defaultTimeLimitMs, watchdog } from './trial/time-limit';
import { scriptUrl } from '../trusted';
import { wasmThreads } from '../wasm/threads';
import { bug, messageOf } from './mishaps';
import type { BugReport, RemoteEngine } from './remote';
import workerUrl from './worker.ts?worker&url';
import { watchHidden } from './visibility';

/** How long a cancelled job may block the worker before it is restarted. */
const graceMs = 2000;

type RemoteCall<T> = (remote: Remote<RemoteEngine>) => Promise<Reply<T>>;
type RemoteJob<T> = (
  remote: Remote<RemoteEngine>,
  job: number,
) => Promise<Reply<T>>;

interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<RemoteEngine>;
  readonly opened: Promise<void>;
  /** Of the worker. */
  readonly life: Life;
  /** It has answered, so it was loaded. */
  heard: boolean;
}

export class EngineClient implements Engine {
  readonly #options: Pick<EngineOptions, 'backend' | 'threads'>;
  readonly #listeners = new Map<number, (progress: Progress) => void>();
  #connection: Connection | null = null;
  #nextJob = 1;
  /** Calls that the worker has not answered. */
  #waiting = 0;
  #disposed = false;

  /** Throws `invalid`. */
  constructor({ backend, threads }: EngineOptions = {}) {
    wasmThreads(threads);
    this.#options = { backend, threads };
  }

  device(): Promise<DeviceReport> {
    return this.#call((remote) => remote.device());
  }

  ops(): Promise<OpInfo[]> {
    return this.#call((remote) => remote.ops());
  }

  networks(): Promise<NetworkInfo[]> {
    return this.#call((remote) => remote.networks());
  }

  run(op: string, call: Call = { inputs: {} }): Promise<RunResult> {
    const { signal, onProgress, ...data } = call;
    return this.#job({ signal, onProgress }, (remote, job) =>
      remote.run(job, op, data),
    );
  }

  async bench(op: string, call: BenchCall = {}): Promise<BenchReport> {
    const { signal, onProgress, ...data } = call;
    const wasHidden = watchHidden();
    try {
      const report = await this.#job({ signal, onProgress }, (remote, job) =>
        remote.bench(job, op, data),
      );
      return wasHidden() ? { ...report, hidden: true } : report;
    } finally {
      wasHidden();
    }
  }

  async prepare(op: string, call: Call = { inputs: {} }): Promise<Prepared> {
    const { signal, onProgress, ...data } = call;
    const { handle, kernel, backend, constants, tuning } = await this.#job(
      { signal, onProgress },
      (remote, job) => remote.prepare(job, op, data),
    );
    const at = this.#home('run');
    return {
      kernel,
      backend,
      constants,
      tuning,
      run: (times = 1) =>
        at.call((remote) => remote.runPrepared(handle, times)),
      passTimes: () => at.call((remote) => remote.passTimesOf(handle)),
      read: () => at.call((remote) => remote.readPrepared(handle)),
      dispose: () => at.last((remote) => remote.disposePrepared(handle)),
    };
  }

  ceilings(options: CeilingsOptions = {}): Promise<Ceilings> {
    const { force = false, quick = false, ...control } = options;
    return this.#job(control, (remote, job) =>
      remote.ceilings(job, { force, quick }),
    );
  }

  async prepareNetwork(
    id: string,
    options: NetworkOptions = {},
  ): Promise<PreparedNetwork> {
    const { signal, onProgress, ...data } = options;
    const { handle, backend, layers, memory } = await this.#job(
      { signal, onProgress },
      (remote, job) => remote.prepareNetwork(job, id, data),
    );
    const at = this.#home('network');
    return {
      ...{ backend, layers, memory },
      run: (inputs = {}, control = {}) =>
        at.job(control, (remote, job) =>
          remote.runNetwork(job, handle, inputs),
        ),
      time: ({ runs, ...control } = {}) =>
        at.job(control, (remote, job) => remote.timeNetwork(job, handle, runs)),
      timeLayers: ({ runs, ...control } = {}) =>
        at.job(control, (remote, job) =>
          remote.timeLayersOf(job, handle, runs),
        ),
      timeStages: (inputs, { runs, ...control } = {}) =>
        at.job(control, (remote, job) =>
          remote.timeStagesOf(job, handle, inputs, runs),
        ),
      values: (names) =>
        at.call((remote) => remote.networkValues(handle, names)),
      dispose: () => at.last((remote) => remote.disposeNetwork(handle)),
    };
  }

  sources(op: string, call: SourcesCall): Promise<KernelSources> {
    return this.#call((remote) => remote.sources(op, call));
  }

  compile(code: string): Promise<CompileReport> {
    return this.#call((remote) => remote.compile(code));
  }

  trial(op: string, call: TrialCall): Promise<TrialReport> {
    const { signal, onProgress, ...data } = call;
    return this.#watched(
      { signal, onProgress },
      call.timeLimitMs,
      (remote, job) => remote.trial(job, op, data),
    );
  }

  free(call: FreeCall): Promise<FreeReport> {
    const { signal, onProgress, ...data } = call;
    return this.#watched(
      { signal, onProgress },
      call.timeLimitMs,
      (remote, job) => remote.free(job, data),
    );
  }

  loseDevice(): Promise<void> {
    return this.#call((remote) => remote.loseDevice());
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#stop(cancelled('the engine'));
  }

  /** Calls to the worker that holds what was prepared there, and no other. */
  #home(what: string) {
    const home = this.#connection;
    const checked = async <T>(use: () => Promise<T>): Promise<T> => {
      // A handle means nothing to a worker that was started later.
      if (this.#connection === home) return use();
      throw new RidgepointError(
        'device-lost',
        `The worker that held this prepared ${what} was restarted; prepare ` +
          `it again.`,
      );
    };
    return {
      call: <T>(use: RemoteCall<T>) => checked(() => this.#call(use)),
      job: <T>(control: Control, start: RemoteJob<T>) =>
        checked(() => this.#job(control, start)),
      /** What is gone already need not be disposed of. */
      last: async (use: RemoteCall<void>) => {
        if (this.#connection === home && !this.#disposed) await this.#call(use);
      },
    };
  }

  async #job<T>(
    { signal, onProgress }: Control,
    start: RemoteJob<T>,
  ): Promise<T> {
    if (signal?.aborted) throw cancelled();
    const job = this.#nextJob++;
    if (onProgress) this.#listeners.set(job, onProgress);
    const running = this.#call((remote) => start(remote, job));
    try {
      if (!signal) return await running;
      return await new Promise<T>((resolve, reject) => {
        running.then(resolve, reject);
        signal.addEventListener('abort', () => {
          reject(cancelled());
          this.#cancel(job, running);
        });
      });
    } finally {
      this.#listeners.delete(job);
    }
  }

  /** Restarts a worker that has begun the job and is then not heard of. */
  async #watched<T>(
    { signal, onProgress }: Control,
    limitMs = defaultTimeLimitMs,
    start: RemoteJob<T>,
  ): Promise<T> {
    const dog = watchdog(limitMs, (error) => this.#stop(error));
    const heard = (progress: Progress) => {
      dog.heard(progress.label);
      onProgress?.(progress);
    };
    try {
      return await this.#job({ signal, onProgress: heard }, start);
    } finally {
      dog.done();
    }
  }

  /** Asks the worker to stop the job; restarts it where it cannot hear. */
  #cancel(job: number, running: Promise<unknown>): void {
    const connection = this.#connection;
    if (!connection) return;
    void connection.remote.cancel(job);
    const timer = setTimeout(() => {
      if (this.#connection === connection) this.#stop(cancelled());
    }, graceMs);
    const settled = () => clearTimeout(timer);
    running.then(settled, settled);
  }

  async #call<T>(use: RemoteCall<T>): Promise<T> {
    if (this.#disposed)
      throw invalid('The engine was disposed of; create a new one.');
    this.#connection ??= this.#connect();
    const connection = this.#connection;
    const { remote, opened, life } = connection;
    await life.during(opened);
    // It may have been opened and ended in the same breath.
    if (life.isOver) return life.during(new Promise<T>(() => {}));
    connection.heard = true;
    this.#waiting++;
    try {
      const reply = await life.during(use(remote).catch(unforeseen));
      if (reply.ok) return reply.value;
      throw new RidgepointError(reply.code, reply.message);
    } finally {
      this.#waiting--;
    }
  }

  #connect(): Connection {
    const worker = startWorker();
    const remote = wrap<RemoteEngine>(worker);
    worker.addEventListener('error', ({ message }) => {
      this.#stop(connection.heard ? bug(message) : notLoaded(message));
    });
    worker.addEventListener('messageerror', () => {
      this.#stop(bug('an answer of the worker could not be read'));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<BugReport>) => {
      if (typeof data?.bug !== 'string') return;
      // Whoever waits might wait for ever; where nobody does, nothing is lost.
      if (this.#waiting > 0) this.#stop(bug(data.bug));
      else console.error(bug(data.bug));
    });
    const opened = remote.open(
      this.#options,
      proxy((job: number, progress: Progress) =>
        this.#listeners.get(job)?.(progress),
      ),
    );
    const connection = {
      worker,
      remote,
      opened,
      life: new Life(),
      heard: false,
    };
    return connection;
  }

  #stop(error: Error): void {
    const connection = this.#connection;
    this.#connection = null;
    if (!connection) return;
    connection.life.end(error);
    connection.remote[releaseProxy]();
    connection.worker.terminate();
  }
}

function startWorker(): Worker {
  try {
    return new Worker(scriptUrl(workerUrl), {
      type: 'module',
      name: 'ridgepoint engine',
    });
  } catch (error) {
    throw new RidgepointError(
      'unsupported',
      `No worker can be started here (${messageOf(error)}); open the page ` +
        `by itself, or use createEngine({ worker: false }).`,
    );
  }
}

const notLoaded = (message = '') =>
  new RidgepointError(
    'device-lost',
    `The engine's worker could not be loaded${message && ` (${message})`}: ` +
      `the network is away, or the site has a newer version than this page; ` +
      `run again, and reload the page if that fails.`,
  );

/** The arguments were looked at before: what the worker throws is ours. */
function unforeseen(error: unknown): never {
  throw bug(error);
}
