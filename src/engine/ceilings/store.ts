/** Ceilings are kept per adapter and browser version, where there is a place. */
import type { Ceilings } from '../api';

const database = 'ridgepoint';
const table = 'ceilings';

const keyOf = (adapter: string, userAgent: string) =>
  `${adapter} | ${userAgent}`;

export async function storedCeilings(
  adapter: string,
  userAgent: string,
): Promise<Ceilings | null> {
  const found = await withTable('readonly', (store) =>
    store.get(keyOf(adapter, userAgent)),
  );
  return (found as Ceilings | undefined) ?? null;
}

export async function storeCeilings(ceilings: Ceilings): Promise<void> {
  const key = keyOf(ceilings.adapter, ceilings.evidence.userAgent);
  await withTable('readwrite', (store) => store.put(ceilings, key));
}

/**
 * undefined where there is no IndexedDB or it is forbidden (Node, private
 * windows) or full: ceilings can always be measured again.
 */
function withTable<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const nothing = () => resolve(undefined);
    try {
      const opening = indexedDB.open(database, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(table);
      };
      opening.onerror = nothing;
      opening.onblocked = nothing;
      opening.onsuccess = () => {
        const db = opening.result;
        const transaction = db.transaction(table, mode);
        const request = use(transaction.objectStore(table));
        transaction.oncomplete = () => {
          db.close();
          resolve(request.result);
        };
        transaction.onabort = nothing;
      };
    } catch {
      nothing();
    }
  });
}
