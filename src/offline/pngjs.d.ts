declare module 'pngjs' {
  /** The part of it that draws the icons and with which tests read pictures. */
  export class PNG {
    constructor(options: { width: number; height: number });
    /** RGBA, whatever the file holds. */
    data: Uint8Array;
    width: number;
    height: number;
    static sync: {
      read(file: Uint8Array): PNG;
      write(png: PNG): Uint8Array;
    };
  }
}
