/**
 * What the engine remembers between visits: IndexedDB in a browser, one JSON
 * file per table in Node, nothing where both are missing or forbidden. What is
 * kept can always be measured again, so no failure here is an error.
 */
import { keptInFile, keepInFile } from './kept-file';

const database = 'ridgepoint';
/** An older tab in the way of an upgrade holds up all that come after, unheard. */
const patienceMs = 2000;
const tables = ['ceilings', 'tuner'] as const;
export type Table = (typeof tables)[number];

/** undefined where there is none. The value is as it was left: check it. */
export async function kept(table: Table, key: string): Promise<unknown> {
  if (typeof indexedDB === 'undefined') return keptInFile(table, key);
  return withTable(table, 'readonly', (store) => store.get(key));
}

export async function keep(
  table: Table,
  key: string,
  value: object,
): Promise<void> {
  if (typeof indexedDB === 'undefined') keepInFile(table, key, value);
  else await withTable(table, 'readwrite', (store) => store.put(value, key));
}

/** undefined where IndexedDB is forbidden (private windows), full, newer or mute. */
function withTable<T>(
  table: Table,
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const nothing = () => resolve(undefined);
    setTimeout(nothing, patienceMs);
    const act = (db: IDBDatabase) => {
      const transaction = db.transaction(table, mode);
      const request = use(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = nothing;
    };
    try {
      const opening = indexedDB.open(database, 2);
      opening.onupgradeneeded = () => {
        for (const name of tables)
          if (!opening.result.objectStoreNames.contains(name))
            opening.result.createObjectStore(name);
      };
      opening.onerror = nothing;
      opening.onblocked = nothing;
      opening.onsuccess = () => {
        const db = opening.result;
        try {
          act(db);
        } catch {
          // No such table, or a value that cannot be cloned.
          nothing();
        }
        // Waits for the transaction.
        db.close();
      };
    } catch {
      nothing();
    }
  });
}
