/** Buffers: checked against the limits before anything is allocated. */
import { RidgepointError } from '../errors';
import { mebibytes } from '../words';

/** Storage bindings are rounded up to this; WebGPU wants multiples of 4. */
const alignment = 16;

export type BindingLimits = Pick<
  GPUSupportedLimits,
  'maxBufferSize' | 'maxStorageBufferBindingSize'
>;

/** Throws `limit` when the device cannot bind a buffer of that size. */
export function checkBufferSize(
  name: string,
  bytes: number,
  limits: BindingLimits,
): void {
  const limit = Math.min(
    limits.maxBufferSize,
    limits.maxStorageBufferBindingSize,
  );
  if (bytes > limit)
    throw new RidgepointError(
      'limit',
      `Buffer "${name}" needs ${mebibytes(bytes)}: this GPU binds at most ` +
        `${mebibytes(limit)} at once; use fewer channels, a smaller image ` +
        `or a smaller batch.`,
    );
}

export function createStorage(
  device: GPUDevice,
  label: string,
  bytes: number,
): GPUBuffer {
  checkBufferSize(label, bytes, device.limits);
  return device.createBuffer({
    label,
    size: Math.max(alignment, Math.ceil(bytes / alignment) * alignment),
    usage:
      GPUBufferUsage.STORAGE |
      GPUBufferUsage.COPY_DST |
      GPUBufferUsage.COPY_SRC,
  });
}

export function createUniform(
  device: GPUDevice,
  label: string,
  data: ArrayBuffer,
): GPUBuffer {
  const buffer = device.createBuffer({
    label,
    size: data.byteLength,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

/** Copies `bytes` back to the CPU. */
export async function readBuffer(
  device: GPUDevice,
  source: GPUBuffer,
  bytes: number,
): Promise<ArrayBuffer> {
  const staging = device.createBuffer({
    label: `${source.label} readback`,
    size: source.size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(source, 0, staging, 0, source.size);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return staging.getMappedRange().slice(0, bytes);
  } finally {
    staging.destroy();
  }
}

/**
 * Runs `allocate` and turns an out-of-memory answer of the device into a coded
 * error; a validation error is a bug of ours and is thrown as it is.
 */
export async function withErrorScopes<T>(
  device: GPUDevice,
  what: string,
  allocate: () => T,
): Promise<Awaited<T>> {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  // Scopes are a stack: both are popped, even when `allocate` throws.
  const popScopes = () =>
    Promise.all([device.popErrorScope(), device.popErrorScope()]);
  const result = await Promise.resolve()
    .then(allocate)
    .catch(async (error: unknown) => {
      await popScopes();
      throw error;
    });
  const [invalidUse, noMemory] = await popScopes();
  if (noMemory)
    throw new RidgepointError(
      'out-of-memory',
      `The GPU has no memory left for ${what} (${firstLine(noMemory)}); close ` +
        `other tabs or use a smaller workload.`,
    );
  if (invalidUse) throw new Error(invalidUse.message);
  return result;
}

const firstLine = ({ message }: GPUError) => message.split('\n')[0].trim();
