/** Ours is top, bottom, left, right; equal sides are one number to it. */
export function paddingOf(
  padding: readonly [number, number, number, number],
): number | [number, number][] {
  const [top, bottom, left, right] = padding;
  if (new Set(padding).size === 1) return top;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
