import type { FamilyAxis } from './family';
import type { Settings } from './settings';

/** The reader changed what is compared, or how. */
export class SettingsChangeEvent extends Event {
  static readonly type = 'rp-settings-change';
  constructor(readonly change: Partial<Settings>) {
    super(SettingsChangeEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks for the same work at other widths or resolutions. */
export class FamilyEvent extends Event {
  static readonly type = 'rp-family';
  constructor(
    readonly axis: FamilyAxis,
    /** false: only show what there is. */
    readonly run: boolean,
  ) {
    super(FamilyEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-settings-change': SettingsChangeEvent;
    'rp-family': FamilyEvent;
  }
}
