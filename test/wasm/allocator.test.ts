import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Allocator, ALIGNMENT } from '../../src/wasm/allocator';

it('aligns, reuses what was freed and gives back the end', () => {
  const allocator = new Allocator(1001);
  const a = allocator.alloc(100);
  const b = allocator.alloc(1);
  const c = allocator.alloc(64);
  expect([a, b, c]).toEqual([1008, 1120, 1136]);
  allocator.free(b);
  allocator.free(a);
  // The two neighbours are one range again.
  expect(allocator.alloc(128)).toBe(1008);
  expect(allocator.end).toBe(1200);
  allocator.free(c);
  expect(allocator.end).toBe(1136);
});

it('refuses to free twice', () => {
  const allocator = new Allocator(0);
  const pointer = allocator.alloc(8);
  allocator.free(pointer);
  expect(() => allocator.free(pointer)).toThrow('not allocated');
});

it('never hands out the same byte twice, and ends empty', () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(500)), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(steps, (list) => {
      const allocator = new Allocator(64);
      const live: { start: number; end: number }[] = [];
      for (const [release, number] of list) {
        if (release && live.length > 0) {
          const [freed] = live.splice(number % live.length, 1);
          allocator.free(freed.start);
          continue;
        }
        const start = allocator.alloc(number);
        const end = start + number;
        expect(start % ALIGNMENT).toBe(0);
        expect(end).toBeLessThanOrEqual(allocator.end);
        for (const other of live)
          expect(end <= other.start || other.end <= start).toBe(true);
        live.push({ start, end: Math.max(end, start + 1) });
      }
      for (const { start } of live) allocator.free(start);
      expect(allocator.end).toBe(64);
    }),
  );
});
