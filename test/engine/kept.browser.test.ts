/** Storage that is another tab's, of another version, full or forbidden. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keep, kept } from '../../src/engine/kept';

const name = 'ridgepoint';
const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
const open = (version: number) => done(indexedDB.open(name, version));
const others: IDBDatabase[] = [];

const forget = () => done(indexedDB.deleteDatabase(name));
beforeEach(forget);
afterEach(async () => {
  vi.restoreAllMocks();
  others.splice(0).forEach((db) => db.close());
  await forget();
});

it('keeps a value from one visit to the next', async () => {
  await keep('tuner', 'key', { value: 1 });
  expect(await kept('tuner', 'key')).toEqual({ value: 1 });
  expect(await kept('ceilings', 'key')).toBeUndefined();
});

it('serves two tabs at once, and blocks neither', async () => {
  const writes = Array.from({ length: 8 }, (_, i) =>
    keep('tuner', `key ${i}`, { value: i }),
  );
  await Promise.all(writes);
  // Nothing is held open: another tab's newer version may come.
  others.push(await open(9));
  expect(others[0].version).toBe(9);
});

it('remembers nothing where a newer version has been', async () => {
  others.push(await open(9));
  await keep('tuner', 'key', { value: 1 });
  expect(await kept('tuner', 'key')).toBeUndefined();
});

it('does not wait for a tab that holds an older version', async () => {
  others.push(await open(1));
  await keep('tuner', 'key', { value: 1 });
  expect(await kept('tuner', 'key')).toBeUndefined();
});

it.each([
  ['IDBFactory', 'open', 'SecurityError'],
  ['IDBObjectStore', 'put', 'QuotaExceededError'],
] as const)('goes on where %s.%s throws %s', async (type, method, error) => {
  const place = globalThis[type].prototype as unknown as {
    [name: string]: () => unknown;
  };
  vi.spyOn(place, method).mockImplementation(() => {
    throw new DOMException('a drill', error);
  });
  await keep('tuner', 'key', { value: 1 });
  vi.restoreAllMocks();
  expect(await kept('tuner', 'key')).toBeUndefined();
});
