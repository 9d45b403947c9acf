/**
 * What the reader kept. The list in memory is what the page shows; storage
 * follows, and where it fails nothing is lost but its lasting, in words.
 */
import { invalid } from '../errors';
import { checkedItem, freeName, type KeptItem } from './kept-item';
import { jsonText } from './plain-json';
import { mostItems } from './play-file';
import { ShelfDisk, type ShelfItem } from './shelf-disk';
import { troubleOf, troubles } from './shelf-trouble';

export type { ShelfItem } from './shelf-disk';

export class Shelf {
  /** Why not everything is stored, in words; '' where it is. */
  trouble = '';
  /** Stored items that this version cannot read; they are left there. */
  unreadable = 0;
  readonly #changed: () => void;
  #disk: ShelfDisk | null = null;
  #items = new Map<string, ShelfItem>();
  /** Not stored. */
  #unstored = new Set<string>();
  #channel: BroadcastChannel | null = null;
  #isClosed = false;

  /** `changed` is called whenever there is something new to show. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Resolves when the list stands; never rejects. */
  async open(): Promise<void> {
    try {
      // Other tabs say when they stored something.
      this.#channel = new BroadcastChannel('ridgepoint-shelf');
      this.#channel.addEventListener('message', () => void this.#read());
      const opening = ShelfDisk.open({
        blocked: () => this.#tell(troubles.blocked),
        closed: () => {
          this.#disk = null;
          this.#tell(troubles.closed);
        },
      });
      const disk = await opening;
      if (this.#isClosed) return disk.close();
      this.#disk = disk;
      this.trouble = '';
      await this.#store([...this.#items.values()]);
      await this.#read();
    } catch (error) {
      this.#tell(troubleOf(error));
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#channel?.close();
    this.#disk?.close();
    this.#disk = null;
  }

  /** The newest first. */
  get items(): readonly ShelfItem[] {
    return [...this.#items.values()].sort((a, b) =>
      b.keptAt.localeCompare(a.keptAt),
    );
  }

  isStored(id: string): boolean {
    return !this.#unstored.has(id);
  }

  /**
   * Under their names, or with a number behind it where one is taken; what is
   * there already is not kept twice. Returns what was added. Throws `invalid`.
   */
  async keep(items: readonly KeptItem[]): Promise<readonly ShelfItem[]> {
    const known = new Set(this.items.map(contentOf));
    const names = new Set(this.items.map(({ name }) => name));
    const added: ShelfItem[] = [];
    for (const given of items) {
      const item = checkedItem(given);
      if (known.has(contentOf(item))) continue;
      const name = freeName(item.name, names);
      names.add(name);
      added.push({ ...item, name, id: crypto.randomUUID() });
    }
    this.#checkRoom(added.length);
    await this.#add(added);
    return added;
  }

  /** Throws `invalid` for a name that is taken, empty or too long. */
  async rename(id: string, wanted: string): Promise<void> {
    const item = this.#items.get(id);
    const name = wanted.trim();
    if (!item || item.name === name) return;
    if (name === '' || name.length > 200)
      throw invalid(
        `A name has 1 to 200 characters, and this one has ${name.length}; ` +
          `choose another.`,
      );
    if (this.items.some((other) => other.name === name))
      throw invalid(`"${name}" is on the shelf already; choose another name.`);
    await this.#add([{ ...item, name }]);
  }

  /** Returns what was deleted, for {@link restore}. */
  async remove(ids: readonly string[]): Promise<readonly ShelfItem[]> {
    const removed = ids.flatMap((id) => this.#items.get(id) ?? []);
    for (const { id } of removed) {
      this.#items.delete(id);
      this.#unstored.delete(id);
    }
    this.#changed();
    await this.#write((disk) => disk.remove(ids));
    // A list that was asked for before the deletion may have come after it.
    await this.#read();
    return removed;
  }

  async restore(items: readonly ShelfItem[]): Promise<void> {
    await this.#add(items);
  }

  async clear(): Promise<readonly ShelfItem[]> {
    return this.remove([...this.#items.keys()]);
  }

  #checkRoom(more: number) {
    const all = this.#items.size + more;
    if (all > mostItems)
      throw invalid(
        `The shelf would hold ${all} items: at most ${mostItems} have room; ` +
          `delete some, after exporting them if you need them.`,
      );
  }

  async #add(items: readonly ShelfItem[]) {
    if (items.length === 0) return;
    for (const item of items) this.#items.set(item.id, item);
    this.#changed();
    await this.#store(items);
    this.#changed();
  }

  async #store(items: readonly ShelfItem[]) {
    for (const { id } of items) this.#unstored.add(id);
    await this.#write(async (disk) => {
      await disk.put(items);
      for (const { id } of items) this.#unstored.delete(id);
    });
  }

  async #write(write: (disk: ShelfDisk) => Promise<void>): Promise<void> {
    const disk = this.#disk;
    if (!disk) return;
    try {
      await write(disk);
      // There may be room now for what had none; one by one, so that a large
      // item keeps no small one out.
      for (const id of this.#unstored) {
        const item = this.#items.get(id);
        if (item) await disk.put([item]);
        this.#unstored.delete(id);
      }
      this.trouble = '';
      this.#channel?.postMessage('changed');
    } catch (error) {
      this.#tell(troubleOf(error));
      this.#channel?.postMessage('changed');
    }
  }

  /** What is stored, and what could not be. */
  async #read() {
    if (!this.#disk) return;
    try {
      const stored = await this.#disk.all();
      const items = new Map<string, ShelfItem>();
      for (const [id, item] of this.#items)
        if (this.#unstored.has(id)) items.set(id, item);
      const readable = stored.flatMap(itemOf);
      for (const item of readable) items.set(item.id, item);
      this.unreadable = stored.length - readable.length;
      this.#items = items;
      this.#changed();
    } catch (error) {
      this.#tell(troubleOf(error));
    }
  }

  #tell(trouble: string) {
    this.trouble = trouble;
    this.#changed();
  }
}

/** Storage is open to every script of the origin, and to older versions. */
function itemOf(value: unknown): ShelfItem[] {
  try {
    const { id } = value as ShelfItem;
    return typeof id === 'string' ? [{ ...checkedItem(value), id }] : [];
  } catch {
    return [];
  }
}

/** What makes two items the same, whatever they are called. */
function contentOf(item: KeptItem): string {
  const { name: _, keptAt: __, device: ___, ...content } = item;
  return jsonText({ ...content, id: null });
}
