/** What the elements of the free mode tell it. */
import type { FreeDraft } from '../../../state/draft';

export class FreeChangeEvent extends Event {
  static readonly type = 'rp-free-change';
  constructor(readonly change: Partial<FreeDraft>) {
    super(FreeChangeEvent.type, { bubbles: true, composed: true });
  }
}

export class FreeRunEvent extends Event {
  static readonly type = 'rp-free-run';
  constructor() {
    super(FreeRunEvent.type, { bubbles: true, composed: true });
  }
}

export class FreeCancelEvent extends Event {
  static readonly type = 'rp-free-cancel';
  constructor() {
    super(FreeCancelEvent.type, { bubbles: true, composed: true });
  }
}

/** Shows a line of the text, from 1. */
export class GoToLineEvent extends Event {
  static readonly type = 'rp-free-line';
  constructor(readonly line: number) {
    super(GoToLineEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    [FreeChangeEvent.type]: FreeChangeEvent;
    [FreeRunEvent.type]: FreeRunEvent;
    [FreeCancelEvent.type]: FreeCancelEvent;
    [GoToLineEvent.type]: GoToLineEvent;
  }
}
