/** Text tables: numbers to the right, three significant digits. */

/**
 * @typedef {{ title: string, width: number, left?: boolean }} Column
 * @param {readonly Column[]} columns
 * @param {readonly string[]} cells
 */
export const line = (columns, cells) =>
  columns
    .map(({ width, left }, i) =>
      left ? cells[i].padEnd(width) : cells[i].padStart(width),
    )
    .join('  ')
    .trimEnd();

/** @param {readonly Column[]} columns */
export const heading = (columns) =>
  line(
    columns,
    columns.map(({ title }) => title),
  );

/** @param {number | null | undefined} value */
export function digits(value) {
  if (value === null || value === undefined || !Number.isFinite(value))
    return '-';
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 1) return value.toFixed(2);
  return size < 0.001 ? value.toPrecision(2) : value.toPrecision(3);
}
