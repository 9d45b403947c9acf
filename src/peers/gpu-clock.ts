/**
 * GPU time of any library in this realm, by the device's own clock. WebGPU is
 * wrapped once, before the library is loaded: every device gets
 * timestamp-query, and while recording every compute pass is stamped. The same
 * for all, ours too.
 */
const mostPasses = 2048; // A query set holds 4096 stamps.

interface Recording {
  device: GPUDevice | null;
  querySet: GPUQuerySet | null;
  passes: number;
}

let recording: Recording | null = null;
const devices = new WeakMap<GPUCommandEncoder, GPUDevice>();

/** Call before anything asks for a device. */
export function watchGpu(): void {
  if (!('GPUAdapter' in globalThis)) return;
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = function (descriptor = {}) {
    const features = new Set(descriptor.requiredFeatures);
    if (this.features.has('timestamp-query')) features.add('timestamp-query');
    return requestDevice.call(this, {
      ...descriptor,
      requiredFeatures: [...features],
    });
  };
  const { createCommandEncoder } = GPUDevice.prototype;
  GPUDevice.prototype.createCommandEncoder = function (descriptor) {
    const encoder = createCommandEncoder.call(this, descriptor);
    devices.set(encoder, this);
    return encoder;
  };
  const { beginComputePass } = GPUCommandEncoder.prototype;
  GPUCommandEncoder.prototype.beginComputePass = function (descriptor) {
    const device = devices.get(this);
    const timestampWrites =
      recording && device && !descriptor?.timestampWrites
        ? nextStamps(recording, device)
        : descriptor?.timestampWrites;
    return beginComputePass.call(this, { ...descriptor, timestampWrites });
  };
}

function nextStamps(
  record: Recording,
  device: GPUDevice,
): GPUComputePassTimestampWrites | undefined {
  if (!device.features.has('timestamp-query')) return undefined;
  if (record.passes >= mostPasses) return undefined;
  record.device ??= device;
  record.querySet ??= device.createQuerySet({
    type: 'timestamp',
    count: 2 * mostPasses,
  });
  const first = 2 * record.passes++;
  return {
    querySet: record.querySet,
    beginningOfPassWriteIndex: first,
    endOfPassWriteIndex: first + 1,
  };
}

/**
 * Milliseconds inside compute passes while `work` runs, summed; null where
 * nothing was stamped or there were too many passes.
 */
export async function gpuTime(
  work: () => Promise<void>,
): Promise<number | null> {
  const record: Recording = { device: null, querySet: null, passes: 0 };
  recording = record;
  try {
    await work();
  } finally {
    recording = null;
  }
  const { device, querySet, passes } = record;
  if (!device || !querySet) return null;
  const stamps = await resolve(device, querySet, 2 * passes);
  querySet.destroy();
  if (passes >= mostPasses) return null;
  let sum = 0;
  for (let i = 0; i < stamps.length; i += 2)
    sum += Number(stamps[i + 1] - stamps[i]) / 1e6;
  return sum;
}

async function resolve(
  device: GPUDevice,
  querySet: GPUQuerySet,
  count: number,
): Promise<BigUint64Array> {
  const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const size = 8 * count;
  const from = device.createBuffer({ size, usage: QUERY_RESOLVE | COPY_SRC });
  const to = device.createBuffer({ size, usage: COPY_DST | MAP_READ });
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(querySet, 0, count, from, 0);
  encoder.copyBufferToBuffer(from, 0, to, 0, size);
  device.queue.submit([encoder.finish()]);
  await to.mapAsync(GPUMapMode.READ);
  const stamps = new BigUint64Array(to.getMappedRange().slice(0));
  from.destroy();
  to.destroy();
  return stamps;
}
