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
import { floatTypeOf, prepareWidened } from './backends/widened';
import { benchOp } from './bench-op';
import { knownCeilings } from './ceilings/known';
import { backendFor, backendOf, kernelById } from './choose';
import { Device } from './device';
import { checkedInputs, checkSizes } from './inputs';
import { defaultCap } from './losses';
import { LocalNetwork } from './network/prepared';
import { prepareNetwork } from './network/prepare';
import type { Step } from './network/steps';
import { buildNetwork, networkInfos } from './networks';
import { opInfo } from './op-info';
import { coded, isTrap } from './mishaps';
import { Oracle } from './oracle';
import { preparedRun } from './prepared-run';
import { survive, type Jobs } from './recovery';
import { compileOn } from './trial/compile';
import { runFree } from './trial/free';
import { planned, sourcesOf } from './trial/sources';
import { runTrial } from './trial/trial';
import { Tuner, type Choice } from './tuner/tuner';

/** For a shape whose kernel is not remembered. */
const defaultTuneMs = 1000;

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
  readonly #jobs: Jobs = {
    losses: () => this.#device.lossCount,
    job: (control, work) =>
      this.#job(control, async () => {
        this.#checkOpen();
        return work();
      }),
  };

  constructor(options: EngineOptions = {}, cap = defaultCap) {
    this.#wasm = new WasmRuntime(options.threads);
    const gpu = options.gpu ?? globalThis.navigator?.gpu;
    this.#device = new Device(gpu, () => this.#wasm.threads, cap);
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
    return this.#job(call, async () => {
      const { executable } = await this.#prepare(op, {
        // A single run does not pay a race back.
        tuneMs: call.retune ? defaultTuneMs : 0,
        ...call,
      });
      try {
        const outputs = await executable.answer(call.signal);
        const { backend, kernel } = executable;
        return { outputs, backend, kernel };
      } finally {
        executable.dispose();
      }
    });
  }

  prepare(op: string, call: Call = { inputs: {} }): Promise<Prepared> {
    return this.#job(call, async () => {
      const losses = this.#device.lossCount;
      const choice = await this.#prepare(op, call);
      const { kernel, constants } = choice.executable;
      const inputs = checkedInputs(opById(op), call.inputs);
      return preparedRun(choice, inputs, losses, this.#jobs, async (kept) => {
        const same = { inputs: kept, options: call.options, kernel, constants };
        const again = await this.#prepare(op, { ...same, backend: 'webgpu' });
        return again.executable;
      });
    });
  }

  bench(id: string, call: BenchCall = {}): Promise<BenchReport> {
    return this.#job(call, () =>
      benchOp(id, call, {
        ...{ device: this.#device, oracle: this.#oracle },
        backend: this.#backend,
        prepare: (op, one) => this.#prepare(op, one),
      }),
    );
  }

  ceilings(options: CeilingsOptions = {}): Promise<Ceilings> {
    return this.#job(options, async () => {
      this.#checkOpen();
      return knownCeilings(this.#device, options);
    });
  }

  networks(): Promise<NetworkInfo[]> {
    return networkInfos();
  }

  /** By its id in the registry, or a network as it is. */
  prepareNetwork(
    which: string | Network,
    options: NetworkOptions = {},
  ): Promise<PreparedNetwork> {
    return this.#job(options, async () => {
      this.#checkOpen();
      const losses = this.#device.lossCount;
      const network =
        typeof which === 'string'
          ? await buildNetwork(which, options.parameters)
          : which;
      const device = await this.#device.report();
      const parts = await prepareNetwork(network, options, {
        ...{ device, tuner: this.#tuner, wasm: this.#wasm },
        backend: backendOf(options.backend ?? this.#backend, device),
        gpu: () => this.#device.context(),
        report: () => this.#device.report(),
        race: (step, tuneMs, control) =>
          this.#raceLayer(step, tuneMs, options, control),
      });
      return new LocalNetwork(parts, losses, this.#jobs);
    });
  }

  async sources(op: string, call: SourcesCall): Promise<KernelSources> {
    const device = await this.#device.report();
    return sourcesOf(planned(op, call, device), device);
  }

  /** Out of turn: an editor asks while something else runs. */
  async compile(code: string): Promise<CompileReport> {
    this.#checkOpen();
    return survive(this.#device, {}, () => compileOn(this.#device, code));
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

  /** Out of turn too, for it is to strike what runs. */
  async loseDevice(): Promise<void> {
    this.#checkOpen();
    await this.#device.lose();
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
    const made = op.shapes(shapes, options);

    const report = await this.#device.report();
    const backend = backendFor(op, call, this.#backend, report);
    // The GPU's own limits are looked at with each buffer.
    if (backend !== 'webgpu')
      checkSizes({ ...shapes, ...made }, backend, report);
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

  #job<T>(control: Control, job: () => Promise<T>): Promise<T> {
    return this.#exclusive(control.signal, () =>
      survive(this.#device, control, job),
    );
  }

  /** A caller that gives up need not wait for its turn, nor for its end. */
  #exclusive<T>(
    signal: AbortSignal | undefined,
    job: () => Promise<T>,
  ): Promise<T> {
    const turn = this.#queue
      .then(() => {
        throwIfCancelled(signal);
        return job();
      })
      .catch((error: unknown) => {
        if (isTrap(error)) this.#wasm.renew();
        throw coded(error);
      });
    this.#queue = turn.catch(() => {});
    return abortable(turn, signal);
  }
}
