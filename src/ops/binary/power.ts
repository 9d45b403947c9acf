/**
 * a to the power of b in float64, by IEEE 754: unlike in JavaScript, 1 to any
 * power is 1, and so is −1 to an infinite one.
 */
export function power(a: number, b: number): number {
  if (a === 1 || b === 0) return 1;
  if (a === -1 && Math.abs(b) === Infinity) return 1;
  return a ** b;
}
