/** What the elements of the free mode tell it. */
import type { FreeBuffer } from '../../../engine/api';
import type { FreeDraft } from '../../../state/draft';

export class FreeChangeEvent extends Event {
  static readonly type = 'rp-free-change';
  constructor(readonly change: Partial<FreeDraft>) {
    super(FreeChangeEvent.type, { bubbles: true, composed: true });
  }
}

/** One buffer as it is to be from now on. */
export class BufferChangeEvent extends Event {
  static readonly type = 'rp-buffer-change';
  constructor(readonly buffer: FreeBuffer) {
    super(BufferChangeEvent.type);
  }
}

/** A place towards the front or the back, or out of the list. */
export class BufferMoveEvent extends Event {
  static readonly type = 'rp-buffer-move';
  constructor(readonly by: -1 | 1 | 'out') {
    super(BufferMoveEvent.type);
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
    [BufferChangeEvent.type]: BufferChangeEvent;
    [BufferMoveEvent.type]: BufferMoveEvent;
    [FreeRunEvent.type]: FreeRunEvent;
    [FreeCancelEvent.type]: FreeCancelEvent;
    [GoToLineEvent.type]: GoToLineEvent;
  }
}
