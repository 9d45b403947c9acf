/** What the parts of the Picture page tell the page. */
import type { PictureSettings } from './link';
import type { Raster } from './pixels';

export class SettingsEvent extends Event {
  static readonly type = 'settings';
  constructor(readonly change: Partial<PictureSettings>) {
    super(SettingsEvent.type, { bubbles: true, composed: true });
  }
}

export class FileEvent extends Event {
  static readonly type = 'picture-file';
  constructor(readonly file: File) {
    super(FileEvent.type, { bubbles: true, composed: true });
  }
}

export class FrameEvent extends Event {
  static readonly type = 'camera-frame';
  constructor(
    readonly frame: { raster: Raster; note: string | null },
    /** More frames follow: do not spend time on measuring this one. */
    readonly live: boolean,
  ) {
    super(FrameEvent.type, { bubbles: true, composed: true });
  }
}

export class PointEvent extends Event {
  static readonly type = 'point';
  constructor(
    readonly x: number,
    readonly y: number,
  ) {
    super(PointEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    settings: SettingsEvent;
    'picture-file': FileEvent;
    'camera-frame': FrameEvent;
    point: PointEvent;
  }
}
