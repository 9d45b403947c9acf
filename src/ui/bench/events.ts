/** What the elements of the Bench page tell it. */
import type { Backend } from '../../engine/api';
import type { Workload } from '../../ops/fields';
import type { Run } from '../../roofline/dots';

export class WorkloadChangeEvent extends Event {
  static readonly type = 'rp-workload-change';
  constructor(
    readonly workload: Workload,
    readonly presetId: string | null,
  ) {
    super(WorkloadChangeEvent.type, { bubbles: true, composed: true });
  }
}

/** Another op, which opens with its own first preset. */
export class OpChangeEvent extends Event {
  static readonly type = 'rp-op-change';
  constructor(readonly opId: string) {
    super(OpChangeEvent.type, { bubbles: true, composed: true });
  }
}

export class RowSelectEvent extends Event {
  static readonly type = 'rp-row-select';
  constructor(readonly rowId: string) {
    super(RowSelectEvent.type, { bubbles: true, composed: true });
  }
}

export class RunEvent extends Event {
  static readonly type = 'rp-run';
  constructor() {
    super(RunEvent.type, { bubbles: true, composed: true });
  }
}

export class TabSelectEvent extends Event {
  static readonly type = 'rp-tab-select';
  constructor(readonly tab: string) {
    super(TabSelectEvent.type, { bubbles: true, composed: true });
  }
}

/** Race all kernels of a backend, also where a choice is remembered. */
export class RaceEvent extends Event {
  static readonly type = 'rp-race';
  constructor(readonly backend: Backend) {
    super(RaceEvent.type, { bubbles: true, composed: true });
  }
}

/** Stop what is running. */
export class StopEvent extends Event {
  static readonly type = 'rp-stop';
  constructor() {
    super(StopEvent.type, { bubbles: true, composed: true });
  }
}

/** A kernel was timed: it lands on the roofline at once. */
export class RunLandedEvent extends Event {
  static readonly type = 'rp-run-landed';
  constructor(readonly run: Run) {
    super(RunLandedEvent.type, { bubbles: true, composed: true });
  }
}

/** The page begins or ends timing; nothing else should use the device. */
export class TimingEvent extends Event {
  static readonly type = 'rp-timing';
  constructor(readonly busy: boolean) {
    super(TimingEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-workload-change': WorkloadChangeEvent;
    'rp-op-change': OpChangeEvent;
    'rp-row-select': RowSelectEvent;
    'rp-run': RunEvent;
    'rp-tab-select': TabSelectEvent;
    'rp-race': RaceEvent;
    'rp-stop': StopEvent;
    'rp-run-landed': RunLandedEvent;
    'rp-timing': TimingEvent;
  }
}
