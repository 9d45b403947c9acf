/**
 * Numbers as people read them: three significant digits, a thin space as
 * thousands mark, a unit where the column has none.
 */

/** U+202F: no decimal mark in any language, and no place to break a line. */
const thin = '\u202f';

/** 0.389, 5.14, 520, 2 378, 462 422 016; whole above a thousand. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value).replace('-', '−');
  const size = Math.abs(value);
  const text =
    size === 0
      ? '0'
      : size >= 999.5
        ? String(Math.round(size))
        : plain(size.toPrecision(digits));
  return (value < 0 ? '−' : '') + groupThousands(text);
}

/** Whole numbers stay whole: 36, 4 608, 12 544. */
export const formatCount = (value: number): string =>
  (value < 0 ? '−' : '') + groupThousands(String(Math.abs(Math.round(value))));

/** 0, 0.5, 12, ∞: an error below one step is not none, and NaN has no end. */
export const formatUlp = (ulp: number): string =>
  ulp === Infinity
    ? '∞'
    : Number.isInteger(ulp) || ulp >= 10
      ? formatCount(ulp)
      : ulp.toFixed(1);

/** 590 k, 462 M, 3.86 G; below ten thousand the number itself. */
export function formatCompact(value: number): string {
  if (Math.abs(value) < 1e4)
    return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
  return scaled(value, 1000, ['', 'k', 'M', 'G', 'T', 'P']);
}

/** Traffic, in powers of ten as GB/s counts them: 4.01 MB. */
export const formatBytes = (bytes: number): string =>
  scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);

/** Sizes of buffers and limits, which are powers of two: 128 MiB. */
export const formatBinaryBytes = (bytes: number): string =>
  scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);

/** A time with its unit: 85.2 ns, 12.4 µs, 0.389 ms, 1.04 s. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0 ms';
  const size = Math.abs(ms);
  if (size < 0.001) return `${formatNumber(ms * 1e6)} ns`;
  if (size < 0.1) return `${formatNumber(ms * 1000)} µs`;
  return size < 1000
    ? `${formatNumber(ms)} ms`
    : `${formatNumber(ms / 1000)} s`;
}

/** 17.9, 1.00, 0.042: far below one, two digits say enough. */
export const formatRough = (value: number): string =>
  formatNumber(value, value < 0.1 ? 2 : 3);

/** 17.9×, 1.00×, 0.042×, 240×. */
export const formatRatio = (ratio: number): string => `${formatRough(ratio)}×`;

/** A spread beside its median, as narrow as it can be: .386–.395. */
export const formatSpread = (low: number, high: number): string =>
  `${formatNumber(low)}–${formatNumber(high)}`.replace(/\b0\./g, '.');

function scaled(value: number, step: number, units: readonly string[]): string {
  let size = Math.abs(value);
  let index = 0;
  // 999.5 would print as 1000 of the smaller unit.
  while (size >= step - 0.5 && index < units.length - 1) {
    size /= step;
    index++;
  }
  const text =
    Number.isInteger(size) && size < 1e15
      ? groupThousands(String(size))
      : formatNumber(size);
  return `${value < 0 ? '−' : ''}${text} ${units[index]}`.trimEnd();
}

/** toPrecision writes 1.2e-7 for small numbers; a table needs plain digits. */
function plain(text: string): string {
  const [digits, exponent] = text.split('e-');
  return exponent === undefined
    ? text
    : `0.${'0'.repeat(Number(exponent) - 1)}${digits.replace('.', '')}`;
}

function groupThousands(text: string): string {
  const [whole, fraction] = text.split('.');
  // Four digits are read at a glance only with the mark, so all get it.
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thin);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
