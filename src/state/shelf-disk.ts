/** Where the shelf's items lie: one IndexedDB database of its own. */
import { openDB, type IDBPDatabase } from 'idb';
import type { KeptItem } from './kept-item';

export const shelfDatabase = 'ridgepoint-shelf';
export const shelfVersion = 1;
const store = 'items';

/** On the shelf an item has a name that nobody sees, and that stays. */
export type ShelfItem = KeptItem & { readonly id: string };

export interface DiskEvents {
  /** A tab with an older version holds it; it opens once that is closed. */
  blocked(): void;
  /** A tab with a newer version asked for it, or the browser took it away. */
  closed(): void;
}

export class ShelfDisk {
  readonly #database: IDBPDatabase;

  private constructor(database: IDBPDatabase) {
    this.#database = database;
  }

  /** Rejects as IndexedDB does: the name of the error says why. */
  static async open(events: DiskEvents): Promise<ShelfDisk> {
    const database = await openDB(shelfDatabase, shelfVersion, {
      upgrade: (database) => {
        database.createObjectStore(store, { keyPath: 'id' });
      },
      blocked: () => events.blocked(),
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        events.closed();
      },
      terminated: () => events.closed(),
    });
    return new ShelfDisk(database);
  }

  all(): Promise<unknown[]> {
    return this.#database.getAll(store);
  }

  /** All of them or none. */
  async put(items: readonly ShelfItem[]): Promise<void> {
    const transaction = this.#database.transaction(store, 'readwrite');
    const puts = items.map((item) => transaction.store.put(item));
    await Promise.all([...puts, transaction.done]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    const transaction = this.#database.transaction(store, 'readwrite');
    const removals = ids.map((id) => transaction.store.delete(id));
    await Promise.all([...removals, transaction.done]);
  }

  close(): void {
    this.#database.close();
  }
}
