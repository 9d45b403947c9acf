/** What the parts of the Networks page tell the page. */
import type { NetworksState } from './state';
import type { SwitchStates } from './switches';

export class NetworksChangeEvent extends Event {
  static readonly type = 'rp-networks-change';
  constructor(readonly state: NetworksState) {
    super(NetworksChangeEvent.type, { bubbles: true, composed: true });
  }
}

export class SwitchesChangeEvent extends Event {
  static readonly type = 'rp-switches-change';
  constructor(readonly states: SwitchStates) {
    super(SwitchesChangeEvent.type, { bubbles: true, composed: true });
  }
}

/** '' selects none. */
export class LayerSelectEvent extends Event {
  static readonly type = 'rp-layer-select';
  constructor(
    readonly layer: string,
    /** Bring its row into view, too. */
    readonly reveal = false,
  ) {
    super(LayerSelectEvent.type, { bubbles: true, composed: true });
  }
}

/** Which of the two networks the details below are of. */
export class DetailsOfEvent extends Event {
  static readonly type = 'rp-details-of';
  constructor(readonly which: 0 | 1) {
    super(DetailsOfEvent.type, { bubbles: true, composed: true });
  }
}

/** Plain wishes: run, stop, measure each optimisation. */
export type NetworksWish =
  'rp-networks-run' | 'rp-networks-cancel' | 'rp-networks-switches';

export const wish = (type: NetworksWish): Event =>
  new Event(type, { bubbles: true, composed: true });

declare global {
  interface HTMLElementEventMap {
    'rp-networks-change': NetworksChangeEvent;
    'rp-switches-change': SwitchesChangeEvent;
    'rp-layer-select': LayerSelectEvent;
    'rp-details-of': DetailsOfEvent;
  }
}
