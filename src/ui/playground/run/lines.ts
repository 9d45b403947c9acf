/** How much of a text was changed, counted in lines. */

export interface LineChange {
  readonly added: number;
  readonly removed: number;
}

/** Past so many steps the exact count is not worth the wait. */
const mostSteps = 4e6;

/** The fewest lines to add and to remove that lead from one to the other. */
export function lineChange(original: string, edited: string): LineChange {
  const [before, after] = trimmed(original.split('\n'), edited.split('\n'));
  const kept =
    before.length * after.length > mostSteps ? 0 : commonLines(before, after);
  return { added: after.length - kept, removed: before.length - kept };
}

export const sumOfChanges = (changes: readonly LineChange[]): LineChange => ({
  added: changes.reduce((sum, { added }) => sum + added, 0),
  removed: changes.reduce((sum, { removed }) => sum + removed, 0),
});

/** Without the lines that both begin and end with. */
function trimmed(a: readonly string[], b: readonly string[]) {
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start] === b[start]) start++;
  let end = 0;
  while (end < least - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [a, b].map((lines) => lines.slice(start, lines.length - end));
}

/** Length of the longest common subsequence, row by row. */
function commonLines(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    for (const [i, other] of b.entries())
      next.push(line === other ? row[i] + 1 : Math.max(row[i + 1], next[i]));
    row = next;
  }
  return row[b.length];
}
