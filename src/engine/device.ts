/** The engine's hold on the GPU: asked for lazily, asked for again when lost. */
import { cancelled, RidgepointError, type ErrorCode } from '../errors';
import {
  adapterName,
  proveAlive,
  requestGpu,
  type GpuDevice,
} from '../gpu/device';
import type { DeviceReport } from './api';
import { createGpuContext, type GpuContext } from './backends/webgpu';
import { cpuClock } from './clock';
import { defaultCap, Losses, type RecoveryCap } from './losses';

/** A GPU process that has just died takes a while to be there again. */
const patienceMs = [100, 400, 1500];
/** These tell of the call, whatever became of the device meanwhile. */
const ofTheCall: ReadonlySet<ErrorCode> = new Set([
  'cancelled',
  'invalid',
  'limit',
  'no-gpu',
  'timeout',
  'unsupported',
] as const);

type GpuFacts = Omit<
  DeviceReport,
  'losses' | 'threads' | 'crossOriginIsolated' | 'userAgent'
>;

export class Device {
  readonly #gpu: GPU | undefined;
  /** Of the WASM backend. */
  readonly #threads: () => number;
  readonly #losses: Losses;
  /** What we end ourselves is not lost. */
  readonly #ended = new WeakSet<GPUDevice>();
  readonly #drills = new WeakSet<GPUDevice>();
  #context: Promise<GpuContext> | null = null;
  /** Of the last device: told also while there is none. */
  #facts: GpuFacts | null = null;

  constructor(
    gpu: GPU | undefined,
    threads = () => 1,
    cap: RecoveryCap = defaultCap,
  ) {
    this.#gpu = gpu;
    this.#threads = threads;
    this.#losses = new Losses(cap);
  }

  /** Grows when the device is lost: what was made before is gone then. */
  get lossCount(): number {
    return this.#losses.count;
  }

  /** Rejects with `no-gpu`, and with `device-lost` after too many losses. */
  context(): Promise<GpuContext> {
    if (this.#context) return this.#context;
    const context = this.#create();
    this.#context = context;
    context.catch(() => {
      if (this.#context === context) this.#context = null;
    });
    return context;
  }

  /** Whether an error came of a loss since there had been `before`. */
  async wasLost(before: number, error: unknown): Promise<boolean> {
    if (error instanceof RidgepointError && ofTheCall.has(error.code))
      return false;
    if (this.#losses.count > before) return true;
    // Work on a dying device may fail before anyone says that it died.
    const context = await this.#context?.catch(() => null);
    if (context) await proveAlive(context.gpu).catch(() => {});
    return this.#losses.count > before;
  }

  /** A drill: the device goes away as it would by itself. */
  async lose(): Promise<void> {
    const { gpu } = await this.context();
    this.#drills.add(gpu.device);
    gpu.device.destroy();
    await gpu.device.lost;
  }

  /** Never rejects for want of a GPU: the report says so instead. */
  async report(): Promise<DeviceReport> {
    const cpu = {
      clocks: { gpu: null, cpu: cpuClock() },
      threads: this.#threads(),
      crossOriginIsolated: globalThis.crossOriginIsolated ?? false,
      userAgent: globalThis.navigator?.userAgent ?? 'Node.js',
    };
    try {
      this.#facts = factsOf(await this.context());
    } catch (error) {
      if (!(error instanceof RidgepointError)) throw error;
      const { code, message } = error;
      // Left alone for a while, it is still the GPU that is here.
      if (code !== 'device-lost' || !this.#facts)
        return {
          ...{ ...cpu, ...noGpu, reason: message },
          losses: this.#losses.report(),
        };
    }
    return { ...cpu, ...this.#facts, losses: this.#losses.report() };
  }

  /** Ends the device, and whatever it is at; the next call asks for another. */
  giveUp(): void {
    this.#end(
      new RidgepointError(
        'device-lost',
        'The GPU device was given up; the next run asks for a new one.',
      ),
    );
  }

  dispose(): void {
    this.#end(cancelled('the engine'));
  }

  async #create(): Promise<GpuContext> {
    this.#losses.check();
    const gpu = await this.#request();
    void gpu.device.lost.then((info) => this.#lost(gpu, info));
    const context = await createGpuContext(gpu);
    this.#losses.recover();
    return context;
  }

  async #request(): Promise<GpuDevice> {
    const waitsMs = this.#losses.isOpen ? [...patienceMs] : [];
    for (;;)
      try {
        return await requestGpu(this.#gpu);
      } catch (error) {
        const waitMs = waitsMs.shift();
        if (waitMs === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
  }

  #lost({ device }: GpuDevice, { reason, message }: GPUDeviceLostInfo): void {
    if (this.#ended.has(device)) return;
    const context = this.#context;
    this.#context = null;
    void context?.then(closeContext, () => {});
    this.#losses.add(
      reason,
      this.#drills.has(device) ? 'a drill' : message.trim() || 'no reason told',
    );
  }

  #end(error: RidgepointError): void {
    // At once: the news that it is lost comes later than the next call may.
    const context = this.#context;
    this.#context = null;
    void context?.then(
      (one) => {
        const { device, life } = one.gpu;
        this.#ended.add(device);
        life.end(error);
        closeContext(one);
        device.destroy();
      },
      () => {},
    );
  }
}

function closeContext({ timer, pool }: GpuContext): void {
  timer?.destroy();
  pool.close();
}

function factsOf({ gpu, timer }: GpuContext): GpuFacts {
  const { device, info, software } = gpu;
  return {
    gpu: true,
    reason: null,
    adapter: adapterName(info),
    vendor: info.vendor,
    architecture: info.architecture,
    description: info.description,
    isFallbackAdapter: info.isFallbackAdapter,
    software,
    features: [...device.features].sort(),
    limits: numericLimits(device.limits),
    clocks: {
      cpu: cpuClock(),
      gpu: timer && {
        source: 'timestamp-query',
        resolutionMs: timer.resolutionMs,
      },
    },
  };
}

const noGpu: Omit<GpuFacts, 'reason' | 'clocks'> = {
  gpu: false,
  adapter: 'no GPU',
  vendor: '',
  architecture: '',
  description: '',
  isFallbackAdapter: false,
  software: false,
  features: [],
  limits: {},
};

/** GPUSupportedLimits keeps its values on the prototype, as getters. */
function numericLimits(limits: GPUSupportedLimits): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const name in limits) {
    const value = limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') numbers[name] = value;
  }
  return numbers;
}
