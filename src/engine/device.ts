/** The engine's hold on the GPU: asked for lazily, asked for again when lost. */
import { RidgepointError } from '../errors';
import { adapterName, requestGpu } from '../gpu/device';
import type { DeviceReport } from './api';
import { createGpuContext, type GpuContext } from './backends/webgpu';
import { cpuClock } from './clock';

export class Device {
  readonly #gpu: GPU | undefined;
  /** Of the WASM backend. */
  readonly #threads: () => number;
  #context: Promise<GpuContext> | null = null;

  constructor(gpu: GPU | undefined, threads = () => 1) {
    this.#gpu = gpu;
    this.#threads = threads;
  }

  /** Rejects with `no-gpu` where there is none. */
  context(): Promise<GpuContext> {
    if (this.#context) return this.#context;
    const context = requestGpu(this.#gpu).then(createGpuContext);
    this.#context = context;
    const forget = () => {
      if (this.#context === context) this.#context = null;
    };
    context.then(({ gpu }) => gpu.lost).catch(forget);
    return context;
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
      const { gpu, timer } = await this.context();
      const { device, info, software } = gpu;
      return {
        ...cpu,
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
          ...cpu.clocks,
          gpu: timer && {
            source: 'timestamp-query',
            resolutionMs: timer.resolutionMs,
          },
        },
      };
    } catch (error) {
      if (!(error instanceof RidgepointError)) throw error;
      return {
        ...cpu,
        gpu: false,
        reason: error.message,
        adapter: 'no GPU',
        vendor: '',
        architecture: '',
        description: '',
        isFallbackAdapter: false,
        software: false,
        features: [],
        limits: {},
      };
    }
  }

  /** Ends the device, and whatever it is at; the next call asks for another. */
  giveUp(): void {
    // At once: the news that it is lost comes later than the next call may.
    const context = this.#context;
    this.#context = null;
    void context?.then(
      ({ gpu }) => gpu.device.destroy(),
      () => {},
    );
  }

  dispose(): void {
    void this.#context?.then(
      ({ gpu }) => gpu.device.destroy(),
      () => {},
    );
  }
}

/** GPUSupportedLimits keeps its values on the prototype, as getters. */
function numericLimits(limits: GPUSupportedLimits): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const name in limits) {
    const value = limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') numbers[name] = value;
  }
  return numbers;
}
