/** The engine itself, on whatever thread it was made. */
import { invalid, throwIfCancelled } from '../errors';
import type { Network } from '../networks/graph';
import { ops, opById } from '../ops';
import { randomInputs } from '../ops/random';
import { shapesOf } from '../ops/tensor';
import type {
  Backend,
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
  RunResult,
  SourcesCall,
  TrialCall,
  TrialReport,
} from './api';
import { abortable } from './backends/abortable';
import type { Job } from './backends/backend';
import { prepareReference } from './backends/reference';
import { prepareWasm, WasmRuntime } from './backends/wasm';
import { prepareWebgpu } from './backends/webgpu';
import { costWith, floatTypeOf, prepareWidened } from './backends/widened';
import { measure } from './bench';
import { knownCeilings } from './ceilings/known';
import { checkOutputs } from './check';
import { backendFor, backendOf, kernelById } from './choose';
import { benchInputs, checkedInputs, checkSizes } from './inputs';
import { Device } from './device';
import { LocalNetwork } from './network/prepared';
import { prepareNetwork } from './network/prepare';
import type { Step } from './network/steps';
import { buildNetwork, networkInfos } from './networks';
import { opInfo } from './op-info';
import { Oracle } from './oracle';
import { scaled } from './progress';
import { compileOn } from './trial/compile';
import { runFree } from './trial/free';
import { planned, sourcesOf } from './trial/sources';
import { runTrial } from './trial/trial';
import { Tuner, type Choice } from './tuner/tuner';

const defaultBudgetMs = 300;
/** For a shape whose kernel is not remembered. */
const defaultTuneMs = 1000;
/** Of a bench's progress, where there is a race. */
const raceShare = 0.3;

export class LocalEngine implements Engine {
  readonly #device: Device;
  /** For edited shaders: what they break is nobody else's. */
  readonly #sandbox: Device;
  readonly #wasm: WasmRuntime;
  readonly #backend: 'auto' | Backend;
  readonly #oracle = new Oracle();
  readonly #tuner = new Tuner();
  /** The tail of the queue: one job at a time, so that none slows another. */
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(options: EngineOptions = {}) {
    this.#wasm = new WasmRuntime(options.threads);
    const gpu = options.gpu ?? globalThis.navigator?.gpu;
    this.#device = new Device(gpu, () => this.#wasm.threads);
    this.#sandbox = new Device(gpu, () => this.#wasm.threads);
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
      const { executable } = await this.#prepare(op, {
        // A single run does not pay a race back.
        tuneMs: call.retune ? defaultTuneMs : 0,
        ...call,
      });
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
      const { executable, tuning } = await this.#prepare(op, call);
      const { backend, kernel, constants } = executable;
      return {
        backend,
        kernel,
        constants: { ...constants },
        tuning,
        run: (times = 1) => {
          if (!Number.isInteger(times) || times < 1)
            throw invalid(`run(${times}): needs a whole number from 1.`);
          return this.#exclusive(undefined, () => executable.run(times));
        },
        passTimes: () =>
          this.#exclusive(
            undefined,
            async () => (await executable.passTimes?.()) ?? [],
          ),
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
        const backend = backendFor(op, call, this.#backend, report);
        checkSizes({ ...call.shapes, ...made }, backend, report);
      }
      const { inputs, seed } = benchInputs(op, call);

      const { executable, tuning, prepareMs } = await this.#prepare(id, {
        ...call,
        inputs,
        onProgress: scaled(onProgress, 0, raceShare),
      });
      const raced = tuning?.source === 'raced' ? raceShare : 0;
      const tell = scaled(onProgress, raced, 1);
      try {
        tell({ done: 0.05, label: `compiling ${executable.kernel}` });
        const start = performance.now();
        await executable.run(1, signal);
        const firstRunMs = prepareMs + performance.now() - start;
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
                    tell({
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
            tell({
              done: 0.4 + 0.6 * share,
              label: `${executable.kernel}: ${what}`,
            }),
        });
        return {
          op: id,
          backend: executable.backend,
          kernel: executable.kernel,
          constants: { ...executable.constants },
          tuning,
          threads: executable.threads ?? 1,
          firstRunMs,
          ...timings,
          cost: costWith(op.cost(shapes, options), op, executable.kernel),
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
    return this.#exclusive(options.signal, () =>
      knownCeilings(this.#device, options),
    );
  }

  networks(): Promise<NetworkInfo[]> {
    return networkInfos();
  }

  /** By its id in the registry, or a network as it is. */
  prepareNetwork(
    which: string | Network,
    options: NetworkOptions = {},
  ): Promise<PreparedNetwork> {
    return this.#exclusive(options.signal, async () => {
      this.#checkOpen();
      const network =
        typeof which === 'string'
          ? await buildNetwork(which, options.parameters)
          : which;
      const device = await this.#device.report();
      const parts = await prepareNetwork(network, options, {
        ...{ device, tuner: this.#tuner, wasm: this.#wasm },
        backend: backendOf(options.backend ?? this.#backend, device),
        gpu: () => this.#device.context(),
        race: (step, tuneMs, control) =>
          this.#raceLayer(step, tuneMs, options, control),
      });
      return new LocalNetwork(parts, (signal, job) =>
        this.#exclusive(signal, job),
      );
    });
  }

  async sources(op: string, call: SourcesCall): Promise<KernelSources> {
    const device = await this.#device.report();
    return sourcesOf(planned(op, call, device), device);
  }

  /** Out of turn: an editor asks while something else runs. */
  async compile(code: string): Promise<CompileReport> {
    this.#checkOpen();
    return compileOn(this.#device, code);
  }

  trial(op: string, call: TrialCall): Promise<TrialReport> {
    return this.#exclusive(call.signal, async () => {
      this.#checkOpen();
      const host = { device: this.#sandbox, oracle: this.#oracle };
      return runTrial(op, call, host);
    });
  }

  free(call: FreeCall): Promise<FreeReport> {
    return this.#exclusive(call.signal, async () => {
      this.#checkOpen();
      return runFree(call, this.#sandbox);
    });
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#device.dispose();
    this.#sandbox.dispose();
    this.#wasm.dispose();
  }

  async #prepare(id: string, call: Call): Promise<Choice> {
    this.#checkOpen();
    throwIfCancelled(call.signal);
    const op = opById(id);
    const inputs = checkedInputs(op, call.inputs);
    const options = op.options(call.options ?? {});
    const shapes = shapesOf(inputs);
    op.shapes(shapes, options);

    const report = await this.#device.report();
    const backend = backendFor(op, call, this.#backend, report);
    const dtype = floatTypeOf(inputs);
    const { onProgress } = call;
    const job: Job = {
      op,
      kernel: '',
      inputs,
      options,
      signal: call.signal,
      onProgress: (done) => onProgress?.({ done, label: `running ${id}` }),
    };
    if (backend === 'reference')
      return { executable: prepareReference(job), tuning: null, prepareMs: 0 };
    return this.#tuner.choose({
      ...{ op, shapes, options, dtype, backend, device: report },
      kernel:
        call.kernel === undefined
          ? undefined
          : kernelById(
              op,
              call.kernel,
              shapes,
              options,
              backend,
              report,
              dtype,
            ),
      constants: call.constants,
      tuneMs: call.tuneMs ?? defaultTuneMs,
      retune: call.retune ?? false,
      signal: call.signal,
      onProgress,
      prepare: ({ id: kernel }, constants, signal) =>
        prepareWidened({ ...job, kernel, constants, signal }, async (chosen) =>
          backend === 'wasm'
            ? prepareWasm(chosen, this.#wasm)
            : prepareWebgpu(chosen, await this.#device.context(), report),
        ),
    });
  }

  /** As a call of the op by itself would, whose choice is remembered too. */
  async #raceLayer(
    { op, shapes, options }: Step,
    tuneMs: number,
    { backend, retune }: NetworkOptions,
    control: Control,
  ): Promise<void> {
    const { executable } = await this.#prepare(op.id, {
      inputs: randomInputs(op, shapes, 1, 'float32', options),
      options: { ...options },
      ...{ backend, tuneMs, retune, ...control },
    });
    executable.dispose();
  }

  #checkOpen(): void {
    if (this.#disposed)
      throw invalid('The engine was disposed of; create a new one.');
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
