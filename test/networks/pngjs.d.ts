declare module 'pngjs' {
  /** The part of it that the tests read pictures with. */
  export const PNG: {
    sync: {
      /** RGBA, whatever the file holds. */
      read(file: Uint8Array): {
        width: number;
        height: number;
        data: Uint8Array;
      };
    };
  };
}
