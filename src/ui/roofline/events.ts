/** What the elements of the roofline tell the page. */

export class DotSelectEvent extends Event {
  static readonly type = 'rp-dot-select';
  constructor(
    readonly dotId: string,
    /** Where the run is to be seen, when it should open. */
    readonly open: boolean,
  ) {
    super(DotSelectEvent.type, { bubbles: true, composed: true });
  }
}

/** Asks for the roofs to be measured; a full measurement replaces a quick. */
export class MeasureRoofsEvent extends Event {
  static readonly type = 'rp-measure-roofs';
  constructor() {
    super(MeasureRoofsEvent.type, { bubbles: true, composed: true });
  }
}

export class CancelRoofsEvent extends Event {
  static readonly type = 'rp-cancel-roofs';
  constructor() {
    super(CancelRoofsEvent.type, { bubbles: true, composed: true });
  }
}

export class ForgetRunsEvent extends Event {
  static readonly type = 'rp-forget-runs';
  constructor() {
    super(ForgetRunsEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-dot-select': DotSelectEvent;
    'rp-measure-roofs': MeasureRoofsEvent;
    'rp-cancel-roofs': CancelRoofsEvent;
    'rp-forget-runs': ForgetRunsEvent;
  }
}
