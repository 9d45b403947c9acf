import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KeptItem } from '../../../state/kept-item';
import { Shelf, type ShelfItem } from '../../../state/shelf';

/** The shelf as an element shows it: its list, what went wrong, one undo. */
export class ShelfController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #shelf: Shelf | null = null;
  /** The list as it was read once; false while it is being opened. */
  ready = false;
  /** What the last step did, in words; `isBad` where it failed. */
  said = '';
  isBad = false;
  /** Deleted last, and still to be had back. */
  deleted: readonly ShelfItem[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    const shelf = new Shelf(() => this.#host.requestUpdate());
    this.#shelf = shelf;
    void shelf.open().then(() => {
      this.ready = true;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected() {
    this.#shelf?.close();
  }

  get items(): readonly ShelfItem[] {
    return this.#shelf?.items ?? [];
  }

  get trouble(): string {
    return this.#shelf?.trouble ?? '';
  }

  get unreadable(): number {
    return this.#shelf?.unreadable ?? 0;
  }

  isStored(id: string): boolean {
    return this.#shelf?.isStored(id) ?? false;
  }

  async keep(items: readonly KeptItem[], from = ''): Promise<void> {
    await this.act(async (shelf) => {
      const added = await shelf.keep(items);
      const known = items.length - added.length;
      const names =
        added.length === 1 ? `"${added[0].name}"` : `${added.length} items`;
      return [
        added.length > 0 ? `Kept ${names}${from}.` : '',
        known > 0
          ? `${known} ${known === 1 ? 'was' : 'were'} kept already.`
          : '',
      ]
        .filter(Boolean)
        .join(' ');
    });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.act(async (shelf) => {
      await shelf.rename(id, name);
      return `Renamed to "${name.trim()}".`;
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.act(async (shelf) => {
      this.deleted = await shelf.remove(ids);
      const { deleted } = this;
      return deleted.length === 1
        ? `Deleted "${deleted[0].name}".`
        : `Deleted ${deleted.length} items.`;
    });
  }

  async undo(): Promise<void> {
    const { deleted } = this;
    await this.act(async (shelf) => {
      await shelf.restore(deleted);
      this.deleted = [];
      return 'Back on the shelf.';
    });
  }

  /** Says what it did, or why it could not. */
  async act(step: (shelf: Shelf) => Promise<string>): Promise<void> {
    if (!this.#shelf) return;
    try {
      this.said = await step(this.#shelf);
      this.isBad = false;
    } catch (error) {
      this.said = error instanceof Error ? error.message : String(error);
      this.isBad = true;
    }
    this.#host.requestUpdate();
  }
}
