/** Finding a WebGPU device and telling the truth about it. */
import { RidgepointError } from '../errors';
import { Life } from '../life';

export interface GpuDevice {
  readonly device: GPUDevice;
  readonly info: GPUAdapterInfo;
  readonly software: boolean;
  /** Ends with `device-lost` when the device goes away. */
  readonly life: Life;
}

const wantedFeatures = ['timestamp-query', 'shader-f16', 'subgroups'] as const;
const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
] as const;

/**
 * The adapter's own limits are requested whole: the defaults bind only
 * 128 MiB, which real layers exceed.
 */
export async function requestGpu(gpu: GPU | undefined): Promise<GpuDevice> {
  if (!gpu)
    throw new RidgepointError(
      'no-gpu',
      'WebGPU is not available here: use a browser that has it (Chrome or ' +
        'Edge 113+, Safari 26+, Firefox 141+) over https or localhost; the ' +
        'CPU backends work without it.',
    );
  const adapter = await gpu.requestAdapter({
    powerPreference: 'high-performance',
  });
  if (!adapter)
    throw new RidgepointError(
      'no-gpu',
      'WebGPU is here but offers no adapter: the GPU may be blocked or its ' +
        'driver missing; see chrome://gpu, then reload. The CPU backends ' +
        'work without it.',
    );

  const requiredFeatures = wantedFeatures.filter((feature) =>
    adapter.features.has(feature),
  );
  const requiredLimits = Object.fromEntries(
    wantedLimits.map((name) => [name, adapter.limits[name]]),
  );
  const device = await adapter
    .requestDevice({ requiredFeatures, requiredLimits })
    .catch((error: unknown) => {
      throw new RidgepointError(
        'no-gpu',
        `The adapter gives no device (${(error as Error).message}): close ` +
          `other tabs that use the GPU, then reload. The CPU backends work ` +
          `without it.`,
        { cause: error },
      );
    });
  const life = new Life();
  void device.lost.then(({ message }) =>
    life.end(
      new RidgepointError(
        'device-lost',
        `The GPU device was lost${message ? ` (${message.trim()})` : ''}; ` +
          `the next run asks for a new one. If it happens again, use a ` +
          `smaller workload.`,
      ),
    ),
  );
  return {
    device,
    info: adapter.info,
    software: isSoftware(adapter.info),
    life,
  };
}

/**
 * Rejects where the device is gone. A wait for submitted work says nothing of
 * that: it ends early, and well, when the device does. A map does not.
 */
export async function proveAlive({ device, life }: GpuDevice): Promise<void> {
  const buffer = device.createBuffer({
    label: 'proof of life',
    size: 4,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    await life.during(buffer.mapAsync(GPUMapMode.READ));
  } finally {
    buffer.destroy();
  }
}

/** Software adapters answer honestly only in part; their names tell the rest. */
export function isSoftware(info: GPUAdapterInfo): boolean {
  const names = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`;
  return (
    info.isFallbackAdapter ||
    /swiftshader|llvmpipe|lavapipe|basic render|software/i.test(names)
  );
}

export const adapterName = (info: GPUAdapterInfo): string =>
  [info.vendor, info.architecture, info.description || info.device]
    .filter(Boolean)
    .join(' · ') || 'unnamed adapter';
