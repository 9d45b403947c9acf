/** What the parts of the page tell it. */
import type { SeeSettings } from './link';

export class SeeSettingsEvent extends Event {
  static readonly type = 'rp-see-settings';
  constructor(readonly change: Partial<SeeSettings>) {
    super(SeeSettingsEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-see-settings': SeeSettingsEvent;
  }
}
