/**
 * The engine as the worker offers it. Plain data in and out, expected failures
 * as data, no generic methods: what Comlink can carry. `job` names a call, so
 * that it can be cancelled and its progress told apart.
 */
import { RidgepointError, type Reply } from '../errors';
import type { Tensors } from '../ops/tensor';
import type {
  BenchCallData,
  BenchReport,
  CallData,
  Ceilings,
  CompileReport,
  DeviceReport,
  EngineOptions,
  FreeCallData,
  FreeReport,
  KernelSources,
  LayerTimes,
  NetworkInfo,
  NetworkOptionsData,
  NetworkStages,
  NetworkTimes,
  OpInfo,
  PassTime,
  Prepared,
  PreparedNetwork,
  Progress,
  RunResult,
  SourcesCall,
  TrialCallData,
  TrialReport,
} from './api';
import { LocalEngine } from './engine';

export interface PreparedHandle extends Pick<
  Prepared,
  'kernel' | 'backend' | 'constants' | 'tuning'
> {
  handle: number;
}

export interface NetworkHandle extends Pick<
  PreparedNetwork,
  'backend' | 'layers' | 'memory'
> {
  handle: number;
}

/** What the worker says by itself, when something broke that nobody awaits. */
export interface BugReport {
  readonly bug: string;
}

export type ProgressListener = (job: number, progress: Progress) => void;

export interface RemoteEngine {
  /** Once, before anything else; one listener serves every job. */
  open(
    options: Pick<EngineOptions, 'backend' | 'threads'>,
    onProgress: ProgressListener,
  ): Promise<void>;
  cancel(job: number): Promise<void>;
  device(): Promise<Reply<DeviceReport>>;
  ops(): Promise<Reply<OpInfo[]>>;
  run(job: number, op: string, call: CallData): Promise<Reply<RunResult>>;
  bench(
    job: number,
    op: string,
    call: BenchCallData,
  ): Promise<Reply<BenchReport>>;
  prepare(
    job: number,
    op: string,
    call: CallData,
  ): Promise<Reply<PreparedHandle>>;
  runPrepared(handle: number, times: number): Promise<Reply<void>>;
  passTimesOf(handle: number): Promise<Reply<PassTime[]>>;
  readPrepared(handle: number): Promise<Reply<Tensors>>;
  disposePrepared(handle: number): Promise<Reply<void>>;
  ceilings(
    job: number,
    options: { force: boolean; quick: boolean },
  ): Promise<Reply<Ceilings>>;
  networks(): Promise<Reply<NetworkInfo[]>>;
  prepareNetwork(
    job: number,
    id: string,
    options: NetworkOptionsData,
  ): Promise<Reply<NetworkHandle>>;
  runNetwork(
    job: number,
    handle: number,
    inputs: Tensors,
  ): Promise<Reply<Tensors>>;
  timeNetwork(
    job: number,
    handle: number,
    runs: number | undefined,
  ): Promise<Reply<NetworkTimes>>;
  timeLayersOf(
    job: number,
    handle: number,
    runs: number | undefined,
  ): Promise<Reply<LayerTimes>>;
  timeStagesOf(
    job: number,
    handle: number,
    inputs: Tensors,
    runs: number | undefined,
  ): Promise<Reply<NetworkStages>>;
  networkValues(handle: number, names: string[]): Promise<Reply<Tensors>>;
  disposeNetwork(handle: number): Promise<Reply<void>>;
  sources(op: string, call: SourcesCall): Promise<Reply<KernelSources>>;
  compile(code: string): Promise<Reply<CompileReport>>;
  trial(
    job: number,
    op: string,
    call: TrialCallData,
  ): Promise<Reply<TrialReport>>;
  free(job: number, call: FreeCallData): Promise<Reply<FreeReport>>;
  loseDevice(): Promise<Reply<void>>;
}

export function createRemoteEngine(): RemoteEngine {
  let engine = new LocalEngine();
  let report: ProgressListener = () => {};
  const controllers = new Map<number, AbortController>();
  const prepared = new Map<number, Prepared>();
  const networks = new Map<number, PreparedNetwork>();
  let nextHandle = 1;

  const controlled = async <T>(
    job: number,
    work: (control: {
      signal: AbortSignal;
      onProgress: (progress: Progress) => void;
    }) => Promise<T>,
  ): Promise<Reply<T>> => {
    const controller = new AbortController();
    controllers.set(job, controller);
    const reply = await asReply(() =>
      work({
        signal: controller.signal,
        onProgress: (progress) => report(job, progress),
      }),
    );
    controllers.delete(job);
    return reply;
  };
  const byHandle = (handle: number): Prepared =>
    prepared.get(handle) ?? disposedOf('run');
  const networkBy = (handle: number): PreparedNetwork =>
    networks.get(handle) ?? disposedOf('network');

  return {
    async open(options, onProgress) {
      engine = new LocalEngine(options);
      report = onProgress;
    },
    async cancel(job) {
      controllers.get(job)?.abort();
    },
    device: () => asReply(() => engine.device()),
    ops: () => asReply(() => engine.ops()),
    networks: () => asReply(() => engine.networks()),
    ceilings: (job, options) =>
      controlled(job, (control) => engine.ceilings({ ...options, ...control })),
    run: (job, op, call) =>
      controlled(job, (control) => engine.run(op, { ...call, ...control })),
    bench: (job, op, call) =>
      controlled(job, (control) => engine.bench(op, { ...call, ...control })),
    prepare: (job, op, call) =>
      controlled(job, async (control) => {
        const made = await engine.prepare(op, { ...call, ...control });
        const handle = nextHandle++;
        prepared.set(handle, made);
        const { kernel, backend, constants, tuning } = made;
        return { handle, kernel, backend, constants, tuning };
      }),
    runPrepared: (handle, times) => asReply(() => byHandle(handle).run(times)),
    passTimesOf: (handle) => asReply(() => byHandle(handle).passTimes()),
    readPrepared: (handle) => asReply(() => byHandle(handle).read()),
    disposePrepared: (handle) =>
      asReply(async () => {
        await prepared.get(handle)?.dispose();
        prepared.delete(handle);
      }),
    prepareNetwork: (job, id, options) =>
      controlled(job, async (control) => {
        const made = await engine.prepareNetwork(id, {
          ...options,
          ...control,
        });
        const handle = nextHandle++;
        networks.set(handle, made);
        const { backend, layers, memory } = made;
        return { handle, backend, layers, memory };
      }),
    runNetwork: (job, handle, inputs) =>
      controlled(job, (control) => networkBy(handle).run(inputs, control)),
    timeNetwork: (job, handle, runs) =>
      controlled(job, (control) =>
        networkBy(handle).time({ runs, ...control }),
      ),
    timeLayersOf: (job, handle, runs) =>
      controlled(job, (control) =>
        networkBy(handle).timeLayers({ runs, ...control }),
      ),
    timeStagesOf: (job, handle, inputs, runs) =>
      controlled(job, (control) =>
        networkBy(handle).timeStages(inputs, { runs, ...control }),
      ),
    networkValues: (handle, names) =>
      asReply(() => networkBy(handle).values(names)),
    disposeNetwork: (handle) =>
      asReply(async () => {
        await networks.get(handle)?.dispose();
        networks.delete(handle);
      }),
    sources: (op, call) => asReply(() => engine.sources(op, call)),
    compile: (code) => asReply(() => engine.compile(code)),
    trial: (job, op, call) =>
      controlled(job, (control) => engine.trial(op, { ...call, ...control })),
    free: (job, call) =>
      controlled(job, (control) => engine.free({ ...call, ...control })),
    loseDevice: () => asReply(() => engine.loseDevice()),
  };
}

function disposedOf(what: string): never {
  throw new RidgepointError(
    'invalid',
    `This prepared ${what} was disposed of; prepare it again.`,
  );
}

/** A coded error becomes data; anything else is a bug and is thrown on. */
async function asReply<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof RidgepointError)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
}
