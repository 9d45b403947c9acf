/** Buffers: checked against the limits before anything is allocated. */
import { RidgepointError } from '../errors';
import { mebibytes } from '../words';
import type { BufferPool } from './buffer-pool';

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

/** What a storage buffer is for here: to be filled, bound and read. */
export const storageUsage = () =>
  GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;

/** Of the bytes that a tensor has, as many as are bound. */
export const storageBytes = (bytes: number): number =>
  Math.max(alignment, Math.ceil(bytes / alignment) * alignment);

export function createStorage(
  device: GPUDevice,
  label: string,
  bytes: number,
): GPUBuffer {
  checkBufferSize(label, bytes, device.limits);
  return device.createBuffer({
    ...{ label, size: storageBytes(bytes), usage: storageUsage() },
  });
}

/** All or none. Throws `limit` or `out-of-memory`. */
export async function createStorages<Name extends string>(
  device: GPUDevice,
  what: string,
  sizes: Readonly<Record<Name, number>>,
): Promise<Record<Name, GPUBuffer>> {
  const made = {} as Record<Name, GPUBuffer>;
  try {
    await withErrorScopes(device, what, () => {
      for (const name of Object.keys(sizes) as Name[])
        made[name] = createStorage(device, `${what} ${name}`, sizes[name]);
    });
    return made;
  } catch (error) {
    for (const buffer of Object.values<GPUBuffer>(made)) buffer.destroy();
    throw error;
  }
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

/** Copies the first `bytes` back to the CPU; a multiple of 4. */
export async function readBuffer(
  device: GPUDevice,
  source: GPUBuffer,
  bytes: number,
  pool?: BufferPool,
): Promise<ArrayBuffer> {
  const label = `${source.label} readback`;
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  let staging: GPUBuffer | undefined;
  let isRead = false;
  const map = () => {
    const wanted = Math.max(4, bytes);
    const { buffer } = pool?.take(label, wanted, usage) ?? {
      buffer: device.createBuffer({ label, size: wanted, usage }),
    };
    staging = buffer;
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(source, 0, buffer, 0, bytes);
    device.queue.submit([encoder.finish()]);
    const mapped = buffer.mapAsync(GPUMapMode.READ, 0, wanted);
    // The scopes say better why it fails.
    mapped.catch(() => {});
    return { buffer, mapped };
  };
  try {
    const { buffer, mapped } = await withErrorScopes(device, label, map);
    await mapped;
    const copied = buffer.getMappedRange(0, bytes).slice(0);
    buffer.unmap();
    isRead = true;
    return copied;
  } finally {
    // One that waits to be mapped is of no use to anyone else.
    if (isRead && pool) pool.give(staging!);
    else staging?.destroy();
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
  // Scopes are a stack, which all that runs on the device share: both are
  // popped, even when `allocate` throws, and at once unless it takes its time.
  const popScopes = () =>
    Promise.all([device.popErrorScope(), device.popErrorScope()]);
  let popped: ReturnType<typeof popScopes> | undefined;
  try {
    const allocating = allocate();
    if (!(allocating instanceof Promise)) popped = popScopes();
    const result = await allocating;
    const [invalidUse, noMemory] = await (popped ??= popScopes());
    if (noMemory)
      throw new RidgepointError(
        'out-of-memory',
        `The GPU has no memory left for ${what} (${firstLine(noMemory)}); ` +
          `close other tabs or use a smaller workload.`,
      );
    if (invalidUse) throw new Error(invalidUse.message);
    return result;
  } catch (error) {
    await (popped ?? popScopes());
    throw error;
  }
}

const firstLine = ({ message }: GPUError) => message.split('\n')[0].trim();
