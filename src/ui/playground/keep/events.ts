/** What the parts of the shelf tell it. */

export class RenameEvent extends Event {
  static readonly type = 'rp-rename';
  constructor(
    readonly itemId: string,
    readonly wanted: string,
  ) {
    super(RenameEvent.type, { bubbles: true, composed: true });
  }
}

/** What to do with one item of the shelf. */
export type ItemAction = 'open' | 'export' | 'delete' | 'choose';

export class ItemEvent extends Event {
  static readonly type = 'rp-kept-item';
  constructor(
    readonly action: ItemAction,
    readonly itemId: string,
  ) {
    super(ItemEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-rename': RenameEvent;
    'rp-kept-item': ItemEvent;
  }
}
