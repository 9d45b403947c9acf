/** Why something is not stored, what that means, and what to do. */

const here = 'What you keep lives as long as this tab: export it as a file';

export const troubles = {
  blocked:
    `Another tab with an older Ridgepoint holds the shelf. Close that tab, and ` +
    `what you keep here is stored. Until then it lives as long as this tab.`,
  closed:
    `The shelf was closed by a newer Ridgepoint in another tab, or by the ` +
    `browser. ${here}, or reload the page.`,
} as const;

export function troubleOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'VersionError')
    return (
      `This browser's shelf is of a newer Ridgepoint than this page, and is ` +
      `left as it is. Reload the page for the newest. ${here}.`
    );
  if (name === 'QuotaExceededError')
    return (
      `The browser's storage is full, so not everything is stored. ${here}, ` +
      `or delete something and keep it again.`
    );
  if (name === 'InvalidStateError' || name === 'AbortError')
    return `The shelf's storage broke off (${name}). ${here}, or reload.`;
  return (
    `This browser does not let the page store anything, as in a private ` +
    `window${name && ` (${name})`}. ${here}.`
  );
}
