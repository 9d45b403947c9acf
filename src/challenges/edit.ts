/** A text with some of its snippets replaced, each of which must be there once. */

export interface Edit {
  readonly from: string;
  /** Replaces all from `from` to the next place of this. */
  readonly through?: string;
  readonly to: string;
}

/**
 * Throws where a snippet is missing or there twice: an edit that no longer fits
 * its kernel must not pass in silence.
 */
export const edited = (text: string, edits: readonly Edit[]): string =>
  edits.reduce(replaceOnce, text);

function replaceOnce(text: string, { from, through, to }: Edit): string {
  const parts = text.split(from);
  if (parts.length !== 2)
    throw new Error(
      `a snippet is there ${parts.length - 1} times, not once; bring the edit ` +
        `up to the kernel:\n${from}`,
    );
  const [before, after] = parts;
  if (through === undefined) return before + to + after;
  const end = after.indexOf(through);
  if (end < 0)
    throw new Error(
      `nothing ends what is to be replaced; bring the edit up to the kernel:\n` +
        through,
    );
  return before + to + after.slice(end + through.length);
}
