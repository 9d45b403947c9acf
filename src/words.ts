/** Numbers inside messages, so that every message says them alike. */
export const mebibytes = (bytes: number): string =>
  bytes < 2 ** 20
    ? `${Math.ceil(bytes / 1024)} KiB`
    : `${(bytes / 2 ** 20).toFixed(bytes < 100 * 2 ** 20 ? 1 : 0)} MiB`;

/** 0.25, 2.1, 9.4, 231: as many digits as a sentence bears. */
export const roughly = (value: number): string =>
  String(value >= 100 ? Math.round(value) : Number(value.toPrecision(2)));
