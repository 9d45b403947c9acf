/**
 * The device's own clock. Chrome rounds it to 0.1 ms unless told otherwise, so
 * its real step is measured, and callers batch until the step is negligible.
 */
import { readBuffer } from './buffers';

export interface GpuTimer {
  readonly resolutionMs: number;
  /** Milliseconds between the begin and the end of one compute pass. */
  time(record: (pass: GPUComputePassEncoder) => void): Promise<number>;
  /** The same for passes one after the other, each on its own. */
  timeEach(
    records: readonly ((pass: GPUComputePassEncoder) => void)[],
  ): Promise<number[]>;
  destroy(): void;
}

const probes = 16;
/** A query set holds at most 4096 queries, two a pass; no limit says so. */
const mostPasses = 2048;

/** null where the device has no timestamp-query. */
export async function createTimer(device: GPUDevice): Promise<GpuTimer | null> {
  if (!device.features.has('timestamp-query')) return null;
  let room = queries(device, probes);

  const timestamps = async (
    records: readonly ((pass: GPUComputePassEncoder) => void)[],
  ): Promise<BigUint64Array> => {
    const passes = records.length;
    if (passes > room.passes) {
      room.destroy();
      room = queries(device, passes);
    }
    const { querySet, resolved } = room;
    const encoder = device.createCommandEncoder({ label: 'timer' });
    for (const [i, record] of records.entries()) {
      const pass = encoder.beginComputePass({
        timestampWrites: {
          querySet,
          beginningOfPassWriteIndex: 2 * i,
          endOfPassWriteIndex: 2 * i + 1,
        },
      });
      record(pass);
      pass.end();
    }
    encoder.resolveQuerySet(querySet, 0, 2 * passes, resolved, 0);
    device.queue.submit([encoder.finish()]);
    return new BigUint64Array(await readBuffer(device, resolved, 16 * passes));
  };

  return {
    resolutionMs: clockStepMs(await timestamps(Array(probes).fill(() => {}))),
    async time(record) {
      for (;;) {
        const [begin, end] = await timestamps([record]);
        // Subtracted as integers: nanoseconds since boot do not fit a double.
        if (end >= begin) return Number(end - begin) / 1e6;
        // Some drivers reset their clock between passes: measure again.
      }
    },
    async timeEach(records) {
      const times: bigint[] = [];
      for (let first = 0; first < records.length; first += mostPasses) {
        const some = records.slice(first, first + mostPasses);
        times.push(...(await timestamps(some)));
      }
      // Where a clock was reset between the two, nothing is known: 0.
      return records.map((_, i) =>
        Math.max(0, Number(times[2 * i + 1] - times[2 * i]) / 1e6),
      );
    },
    destroy: () => room.destroy(),
  };
}

function queries(device: GPUDevice, passes: number) {
  const querySet = device.createQuerySet({
    label: 'timer',
    type: 'timestamp',
    count: 2 * passes,
  });
  const resolved = device.createBuffer({
    label: 'timestamps',
    size: 16 * passes,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  const destroy = () => {
    querySet.destroy();
    resolved.destroy();
  };
  return { passes, querySet, resolved, destroy };
}

/**
 * The step of a clock from readings of it: the greatest common divisor of all
 * differences. A clock in whole nanoseconds is taken to be good to 1 µs, since
 * begin and end of a pass are no sharper than that.
 */
export function clockStepMs(readings: BigUint64Array): number {
  let step = 0n;
  for (let i = 1; i < readings.length; i++) {
    let a = readings[i] - readings[0];
    if (a < 0n) a = -a;
    while (a > 0n) [a, step] = [step % a, a];
  }
  return step === 0n ? 0.1 : Math.max(Number(step) / 1e6, 0.001);
}
