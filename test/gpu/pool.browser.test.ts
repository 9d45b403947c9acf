/** The buffer pool on a real device. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlanBuffers } from '../../src/engine/backends/plan-buffers';
import { BufferPool, poolCap, sizeClass } from '../../src/gpu/buffer-pool';
import { readBuffer, storageUsage } from '../../src/gpu/buffers';
import { requestGpu } from '../../src/gpu/device';

let device: GPUDevice;
beforeAll(async () => {
  ({ device } = await requestGpu(navigator.gpu));
});
afterAll(() => device.destroy());

describe('size classes', () => {
  it('waste at most a quarter, and nothing is too small for itself', () => {
    for (let bytes = 16; bytes < 1e6; bytes += 48) {
      const size = sizeClass(bytes);
      expect(size).toBeGreaterThanOrEqual(bytes);
      expect(size).toBeLessThanOrEqual(1.25 * bytes + 16);
      expect(size % 16).toBe(0);
      expect(sizeClass(size)).toBe(size);
    }
  });

  it('leave a small device most of its memory', () => {
    expect(poolCap({ maxBufferSize: 2 ** 28 })).toBe(2 ** 25);
    expect(poolCap({ maxBufferSize: 2 ** 34 })).toBe(2 ** 28);
  });
});

describe('a pool', () => {
  const take = (pool: BufferPool, bytes: number, usage = storageUsage()) =>
    pool.take('test', bytes, usage);

  it('gives what was given back to who needs about as much', () => {
    const pool = new BufferPool(device, 4096);
    const { buffer, isUsed } = take(pool, 1000);
    expect(isUsed).toBe(false);
    pool.give(buffer);
    expect(take(pool, 2000).isUsed).toBe(false);
    expect(take(pool, 1000, GPUBufferUsage.COPY_DST).isUsed).toBe(false);
    const again = take(pool, 1010);
    expect(again).toEqual({ buffer, isUsed: true });
    expect(take(pool, 1000).isUsed).toBe(false);
    pool.close();
  });

  it('holds no more than its cap, and lets the oldest go first', () => {
    const pool = new BufferPool(device, 4096);
    const buffers = [1, 2, 3].map(() => take(pool, 2048).buffer);
    for (const buffer of buffers) pool.give(buffer);
    expect(pool.bytes).toBe(4096);
    expect(take(pool, 2048).buffer).toBe(buffers[2]);
    expect(take(pool, 2048).buffer).toBe(buffers[1]);
    expect(take(pool, 2048).isUsed).toBe(false);
    pool.give(take(pool, 8192).buffer);
    expect(pool.bytes).toBe(0);
    pool.close();
  });

  it('gives a plan zeros, and the size that it asked for', async () => {
    const pool = new BufferPool(device);
    const first = new PlanBuffers(pool);
    first.take(device, { a: 1000 });
    const used = first.of('a').buffer;
    const noise = new Uint32Array(252).fill(0xdeadbeef);
    device.queue.writeBuffer(used, 0, noise);
    first.give();
    const second = new PlanBuffers(pool);
    second.take(device, { b: 996 });
    const { buffer, size } = second.of('b');
    expect({ buffer, size }).toEqual({ buffer: used, size: 1008 });
    const found = new Uint32Array(await readBuffer(device, buffer, 1008, pool));
    expect(found.every((word) => word === 0)).toBe(true);
    second.give();
    pool.close();
  });
});
