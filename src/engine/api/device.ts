/** What a device says of itself. */
import type { DeviceTraits } from '../../ops/op';
import type { Clock } from './common';

export interface DeviceReport extends DeviceTraits {
  /** false: no WebGPU here; `reason` says why and what to do. */
  gpu: boolean;
  reason: string | null;
  /** One line: vendor, architecture, description. */
  adapter: string;
  vendor: string;
  architecture: string;
  description: string;
  isFallbackAdapter: boolean;
  software: boolean;
  features: string[];
  limits: Record<string, number>;
  /** Of the GPU device, since the engine was made. */
  losses: {
    count: number;
    /** After which a new device was had. */
    recovered: number;
    /** `at`: ISO 8601. */
    last: { reason: string; message: string; at: string } | null;
  };
  clocks: { gpu: Clock | null; cpu: Clock };
  threads: number;
  crossOriginIsolated: boolean;
  userAgent: string;
}
