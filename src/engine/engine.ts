/** The engine itself, on whatever thread it was made. */
import { invalid, throwIfCancelled } from '../errors';
import { ops, opById } from '../ops';
import type { Op } from '../ops/op';
import { shapesOf } from '../ops/tensor';
import type {
  Backend,
  BenchCall,
  BenchReport,
  Call,
  Ceilings,
  CeilingsOptions,
  DeviceReport,
  Engine,
  EngineOptions,
  NetworkInfo,
  OpInfo,
  Prepared,
  PreparedNetwork,
  RunResult,
} from './api';
import { abortable } from './backends/abortable';
import type { Executable, Job } from './backends/backend';
import { prepareReference } from './backends/reference';
import { prepareWasm, WasmRuntime } from './backends/wasm';
import { prepareWebgpu } from './backends/webgpu';
import { measure } from './bench';
import { measureCeilings } from './ceilings/ceilings';
import { storeCeilings, storedCeilings } from './ceilings/store';
import { checkOutputs } from './check';
import { chooseKernel, kernelById } from './choose';
import { benchInputs, checkedInputs, checkSizes } from './inputs';
import { Device } from './device';
import { unknownNetwork } from './networks';
import { opInfo } from './op-info';
import { Oracle } from './oracle';

const defaultBudgetMs = 300;

export class LocalEngine implements Engine {
  readonly #device: Device;
  readonly #wasm: WasmRuntime;
  readonly #backend: 'auto' | Backend;
  readonly #oracle = new Oracle();
  /** The tail of the queue: one job at a time, so that none slows another. */
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(options: EngineOptions = {}) {
    this.#wasm = new WasmRuntime(options.threads);
    this.#device = new Device(
      options.gpu ?? globalThis.navigator?.gpu,
      () => this.#wasm.threads,
    );
    this.#backend = options.backend ?? 'auto';
  }

  device(): Promise<DeviceReport> {
    return this.#device.report();
  }

  async ops(): Promise<OpInfo[]> {
    return ops.map(opInfo);
  }

  run(op: string, call: Call = { inputs: {} }): Promise<RunResult> {
    return this.#exclusive(call.signal, async () => {
      const executable = await this.#prepare(op, call);
      try {
        await executable.run(1, call.signal);
        const outputs = await executable.read();
        const { backend, kernel } = executable;
        return { outputs, backend, kernel };
      } finally {
        executable.dispose();
      }
    });
  }

  prepare(op: string, call: Call = { inputs: {} }): Promise<Prepared> {
    return this.#exclusive(call.signal, async () => {
      const executable = await this.#prepare(op, call);
      const { backend, kernel, constants } = executable;
      return {
        backend,
        kernel,
        constants: { ...constants },
        tuning: null,
        run: (times = 1) => {
          if (!Number.isInteger(times) || times < 1)
            throw invalid(`run(${times}): needs a whole number from 1.`);
          return this.#exclusive(undefined, () => executable.run(times));
        },
        read: () => this.#exclusive(undefined, () => executable.read()),
        dispose: async () => executable.dispose(),
      };
    });
  }

  bench(id: string, call: BenchCall = {}): Promise<BenchReport> {
    return this.#exclusive(call.signal, async () => {
      const op = opById(id);
      const { signal, onProgress } = call;
      const report = await this.#device.report();
      if (call.shapes && !call.inputs) {
        const made = op.shapes(call.shapes, op.options(call.options ?? {}));
        const backend = this.#backendFor(op, call, report);
        checkSizes({ ...call.shapes, ...made }, backend, report);
      }
      const { inputs, seed } = benchInputs(op, call);

      const start = performance.now();
      const executable = await this.#prepare(id, { ...call, inputs });
      try {
        onProgress?.({ done: 0.05, label: `compiling ${executable.kernel}` });
        await executable.run(1, signal);
        const firstRunMs = performance.now() - start;
        const options = op.options(call.options ?? {});
        const shapes = shapesOf(inputs);
        const outputs = await executable.read();
        const check =
          call.check === false || executable.backend === 'reference'
            ? null
            : checkOutputs(
                op,
                inputs,
                options,
                op.tolerance(shapes, options),
                outputs,
                await this.#oracle.outputs(
                  { op, kernel: '', inputs, options, signal },
                  seed,
                  (done) =>
                    onProgress?.({
                      done: 0.05 + 0.35 * done,
                      label: 'running the oracle',
                    }),
                ),
              );
        const timings = await measure({
          executable,
          inputs,
          budgetMs: call.budgetMs ?? defaultBudgetMs,
          firstRunMs,
          signal,
          onProgress: (share, what) =>
            onProgress?.({
              done: 0.4 + 0.6 * share,
              label: `${executable.kernel}: ${what}`,
            }),
        });
        return {
          op: id,
          backend: executable.backend,
          kernel: executable.kernel,
          constants: { ...executable.constants },
          tuning: null,
          threads: executable.threads ?? 1,
          firstRunMs,
          ...timings,
          cost: op.cost(shapes, options),
          check,
          clock: executable.clock,
          adapter: report.adapter,
          seed,
          options: { ...options },
          shapes,
          measuredAt: new Date().toISOString(),
        };
      } finally {
        executable.dispose();
      }
    });
  }

  ceilings(options: CeilingsOptions = {}): Promise<Ceilings> {
    const { force = false, quick = false, ...control } = options;
    return this.#exclusive(control.signal, async () => {
      const report = await this.#device.report();
      const { adapter, userAgent } = report;
      const known = force ? null : await storedCeilings(adapter, userAgent);
      // A quick measurement is good enough only for who asks for no more.
      if (known && (quick || !known.evidence.quick)) return known;
      const context = report.gpu ? await this.#device.context() : null;
      const found = await measureCeilings({
        context,
        report,
        quick,
        ...control,
      });
      await storeCeilings(found);
      return found;
    });
  }

  async networks(): Promise<NetworkInfo[]> {
    return [];
  }

  async prepareNetwork(id: string): Promise<PreparedNetwork> {
    throw unknownNetwork(id);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#device.dispose();
    this.#wasm.dispose();
  }

  async #prepare(id: string, call: Call): Promise<Executable> {
    if (this.#disposed)
      throw invalid('The engine was disposed of; create a new one.');
    throwIfCancelled(call.signal);
    const op = opById(id);
    const inputs = checkedInputs(op, call.inputs);
    const options = op.options(call.options ?? {});
    const shapes = shapesOf(inputs);
    op.shapes(shapes, options);

    const report = await this.#device.report();
    const backend = this.#backendFor(op, call, report);
    const { onProgress } = call;
    const job: Job = {
      op,
      kernel: '',
      inputs,
      options,
      signal: call.signal,
      onProgress: (done) => onProgress?.({ done, label: `running ${id}` }),
    };
    if (backend === 'reference') return prepareReference(job);
    const kernel = call.kernel
      ? kernelById(op, call.kernel, shapes, options, backend, report)
      : chooseKernel(op, shapes, options, backend, report);
    const { constants } = call;
    const chosen = { ...job, kernel: kernel.id, constants };
    if (backend === 'wasm') return prepareWasm(chosen, this.#wasm);
    return prepareWebgpu(chosen, await this.#device.context(), report);
  }

  /** What the call names, what its kernel runs on, else the best there is. */
  #backendFor(
    op: Op,
    call: Pick<Call, 'backend' | 'kernel'>,
    report: DeviceReport,
  ): Backend {
    const named = call.kernel
      ? op.kernels.find(({ id }) => id === call.kernel)?.backend
      : undefined;
    const asked = call.backend ?? named ?? this.#backend;
    if (asked !== 'auto') return asked;
    return report.gpu ? 'webgpu' : 'wasm';
  }

  /** A caller that gives up need not wait for its turn, nor for its end. */
  #exclusive<T>(
    signal: AbortSignal | undefined,
    job: () => Promise<T>,
  ): Promise<T> {
    const turn = this.#queue.then(() => {
      throwIfCancelled(signal);
      return job();
    });
    this.#queue = turn.catch(() => {});
    return abortable(turn, signal);
  }
}
