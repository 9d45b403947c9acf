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
  DeviceReport,
  EngineOptions,
  NetworkInfo,
  OpInfo,
  PassTime,
  Prepared,
  Progress,
  RunResult,
} from './api';
import { LocalEngine } from './engine';

export interface PreparedHandle extends Pick<
  Prepared,
  'kernel' | 'backend' | 'constants' | 'tuning'
> {
  handle: number;
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
}

export function createRemoteEngine(): RemoteEngine {
  let engine = new LocalEngine();
  let report: ProgressListener = () => {};
  const controllers = new Map<number, AbortController>();
  const prepared = new Map<number, Prepared>();
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
  const byHandle = (handle: number): Prepared => {
    const found = prepared.get(handle);
    if (found) return found;
    throw new RidgepointError(
      'invalid',
      'This prepared run was disposed of; prepare it again.',
    );
  };

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
  };
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
