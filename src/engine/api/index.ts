/**
 * The scripting interface (createEngine) and everything that crosses the
 * worker boundary: plain data only.
 */
import type {
  CompileReport,
  FreeCall,
  FreeReport,
  KernelSources,
  SourcesCall,
  TrialCall,
  TrialReport,
} from '../trial/api';
import type { Ceilings, CeilingsOptions } from './ceilings';
import type { Backend } from './common';
import type { DeviceReport } from './device';
import type { NetworkInfo, NetworkOptions, PreparedNetwork } from './networks';
import type {
  BenchCall,
  BenchReport,
  Call,
  OpInfo,
  Prepared,
  RunResult,
} from './ops';

export type * from '../trial/api';
export type * from './ceilings';
export type * from './common';
export type * from './device';
export type * from './networks';
export type * from './ops';

export interface EngineOptions {
  /** Default navigator.gpu; Node passes Dawn's. */
  gpu?: GPU;
  /** Default for calls that name no backend. */
  backend?: 'auto' | Backend;
  /** Default: true where Worker exists. */
  worker?: boolean;
  /** WASM threads. Default: the processor's, where memory can be shared. */
  threads?: number;
}

export interface Engine {
  device(): Promise<DeviceReport>;
  ops(): Promise<OpInfo[]>;
  run(op: string, call: Call): Promise<RunResult>;
  prepare(op: string, call: Call): Promise<Prepared>;
  bench(op: string, call: BenchCall): Promise<BenchReport>;
  ceilings(options?: CeilingsOptions): Promise<Ceilings>;
  networks(): Promise<NetworkInfo[]>;
  prepareNetwork(
    id: string,
    options?: NetworkOptions,
  ): Promise<PreparedNetwork>;
  /** What a WebGPU kernel's plan runs, as text. */
  sources(op: string, call: SourcesCall): Promise<KernelSources>;
  /** What the compiler says to a shader; says so too where there is no GPU. */
  compile(code: string): Promise<CompileReport>;
  /**
   * Runs an edited kernel: guarded against loops without end, twice, against
   * the oracle, and if it is right in turns with the original. Throws
   * `invalid`, `limit`, `timeout`, `device-lost`, `no-gpu` and `cancelled`.
   */
  trial(op: string, call: TrialCall): Promise<TrialReport>;
  /** Runs a shader on buffers of one's own; throws what trial does. */
  free(call: FreeCall): Promise<FreeReport>;
  /**
   * A drill: ends the GPU device as a driver's reset would, whatever it is at.
   * What runs starts again by itself, and so does what was prepared. Throws
   * `no-gpu`.
   */
  loseDevice(): Promise<void>;
  dispose(): Promise<void>;
}
