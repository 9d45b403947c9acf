/** What the parts of the Boxes page tell the page. */
import type { Settings } from './link';
import type { Scene } from './scene';

export class BoxSettingsEvent extends Event {
  static readonly type = 'rp-box-settings';
  constructor(
    readonly change: Partial<Settings>,
    /** The hand is still on the slider. */
    readonly live = false,
  ) {
    super(BoxSettingsEvent.type, { bubbles: true, composed: true });
  }
}

/** The boxes were changed by hand. */
export class SceneEvent extends Event {
  static readonly type = 'rp-scene';
  constructor(
    readonly scene: Scene,
    readonly selected: number,
    readonly live = false,
  ) {
    super(SceneEvent.type, { bubbles: true, composed: true });
  }
}

export class BoxSelectEvent extends Event {
  static readonly type = 'rp-box-select';
  constructor(readonly index: number) {
    super(BoxSelectEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-box-settings': BoxSettingsEvent;
    'rp-scene': SceneEvent;
    'rp-box-select': BoxSelectEvent;
  }
}
