/** A job that goes on when the GPU device is lost under it. */
import { RidgepointError, throwIfCancelled } from '../errors';
import type { Control } from './api';
import type { Device } from './device';

/** What the engine lends to whatever stays prepared. */
export interface Jobs {
  /** How many devices were lost so far. */
  losses(): number;
  /** In its turn, and once more where the GPU device is lost under it. */
  job<T>(control: Control, work: () => Promise<T>): Promise<T>;
}

export const lostLabel = 'the GPU was lost; starting again';

/**
 * Jobs are pure: run again from the start, on a new device, they give the same
 * answer. Once only, for a job that kills two devices would kill a third.
 */
export async function survive<T>(
  device: Device,
  { signal, onProgress }: Control,
  job: () => Promise<T>,
): Promise<T> {
  const before = device.lossCount;
  try {
    return await job();
  } catch (error) {
    if (!(await device.wasLost(before, error))) throw error;
    throwIfCancelled(signal);
    onProgress?.({ done: 0, label: lostLabel });
  }
  const again = device.lossCount;
  try {
    return await job();
  } catch (error) {
    if (!(await device.wasLost(again, error))) throw error;
    throw new RidgepointError(
      'device-lost',
      `The GPU device was lost twice under the same job, which was started ` +
        `again once (${(error as Error).message.split('\n')[0]}). Use a ` +
        `smaller workload, or backend "wasm".`,
      { cause: error },
    );
  }
}
