/** Waiting until a device has done what was submitted. */
import type { GpuDevice } from './device';

/**
 * Chrome's GPU process looks for finished work when it is asked for anything,
 * and else every 2 ms or so: short work is done long before anybody looks. Two
 * questions behind it (a map of a buffer that nothing uses) make a wait of
 * 2.5 ms one of 0.7 ms. Longer work they would only get in the way of.
 */
const knocks = 2;

/**
 * Resolves when the device has done all that was submitted; `isShort`: it may
 * well be within a few milliseconds.
 */
export function finished(
  { device, life }: GpuDevice,
  isShort: boolean,
): Promise<undefined> {
  const done = device.queue.onSubmittedWorkDone();
  if (isShort) void knock(device, done);
  return life.during(done);
}

interface Door {
  readonly buffer: GPUBuffer;
  isBusy: boolean;
}
const doors = new WeakMap<GPUDevice, Door>();

/** Nobody waits for this, and nothing depends on it. */
async function knock(
  device: GPUDevice,
  done: Promise<undefined>,
): Promise<void> {
  const door = doors.get(device) ?? makeDoor(device);
  // Whoever knocks already is heard for all.
  if (door.isBusy) return;
  door.isBusy = true;
  let left = knocks;
  try {
    const stop = () => (left = 0);
    void done.then(stop, stop);
    while (left-- > 0) {
      await door.buffer.mapAsync(GPUMapMode.READ);
      door.buffer.unmap();
    }
  } catch {
    // The device is gone, which the wait itself finds out.
  } finally {
    door.isBusy = false;
  }
}

function makeDoor(device: GPUDevice): Door {
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ label: 'door', size: 4, usage });
  void device.lost.then(() => buffer.destroy());
  const door = { buffer, isBusy: false };
  doors.set(device, door);
  return door;
}
