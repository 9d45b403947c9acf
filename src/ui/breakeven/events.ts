/** What the parts of the Break-even page tell the page. */
import type { BreakevenState } from './state';

export class SweepChangeEvent extends Event {
  static readonly type = 'rp-sweep-change';
  constructor(readonly change: BreakevenState) {
    super(SweepChangeEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-sweep-change': SweepChangeEvent;
  }
}
