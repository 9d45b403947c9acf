/** What the parts of the Peers page tell the page. */
import type { PeersSelection } from './selection';

export class PeersChangeEvent extends Event {
  static readonly type = 'rp-peers-change';
  constructor(readonly selection: PeersSelection) {
    super(PeersChangeEvent.type, { bubbles: true, composed: true });
  }
}

export class PeersRowEvent extends Event {
  static readonly type = 'rp-peers-row';
  constructor(readonly rowId: string) {
    super(PeersRowEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-peers-change': PeersChangeEvent;
    'rp-peers-row': PeersRowEvent;
  }
}
