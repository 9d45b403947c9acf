/** Logarithmic axes: domains, ticks and places. */

export type Domain = readonly [low: number, high: number];

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** From a domain to pixels, in a straight line of the logarithms. */
export function logScale(
  [low, high]: Domain,
  from: number,
  to: number,
): (value: number) => number {
  const span = Math.log2(high / low);
  return (value) => from + ((to - from) * Math.log2(value / low)) / span;
}

/**
 * Powers of `base` that enclose all values with room to spare, so that what is
 * drawn to the edge goes on past the last value on either side.
 */
export function enclosing(values: readonly number[], base: 2 | 10): Domain {
  const room = base === 2 ? 1.3 : 1.5;
  const places = values.filter((value) => Number.isFinite(value) && value > 0);
  if (places.length === 0) return [1, base];
  const low = Math.min(...places) / room;
  const high = Math.max(...places) * room;
  const log = base === 2 ? Math.log2 : Math.log10;
  return [base ** Math.floor(log(low)), base ** Math.ceil(log(high))];
}

/** At most `most` powers of the base, evenly spaced, the first one kept. */
export function ticks([low, high]: Domain, base: 2 | 10, most: number): Tick[] {
  const log = base === 2 ? Math.log2 : Math.log10;
  const first = Math.round(log(low));
  const last = Math.round(log(high));
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, most)));
  const found: Tick[] = [];
  for (let exponent = first; exponent <= last; exponent += step) {
    const value = base ** exponent;
    found.push({ value, text: tickText(value) });
  }
  return found;
}

/** 1/4, 0.01, 1, 16, 1k, 128k, 10M: as people say them. */
export function tickText(value: number): string {
  const isPowerOfTwo = Number.isInteger(Math.log2(value));
  if (value < 1)
    return isPowerOfTwo
      ? `1/${Math.round(1 / value)}`
      : String(Number(value.toPrecision(3)));
  const step = isPowerOfTwo ? 1024 : 1000;
  const units = ['', 'k', 'M', 'G', 'T'];
  let index = 0;
  let size = value;
  for (; size >= step && index < units.length - 1; index++) size /= step;
  return `${Number(size.toPrecision(4))}${units[index]}`;
}
