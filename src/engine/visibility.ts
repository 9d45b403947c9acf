/**
 * Browsers slow pages down that nobody sees. Gives a function that ends the
 * watch and says whether the page was hidden at any time since; outside a page
 * it never is.
 */
export function watchHidden(): () => boolean {
  const page = globalThis.document as Document | undefined;
  let wasHidden = page?.hidden ?? false;
  const look = () => {
    wasHidden ||= page?.hidden ?? false;
  };
  page?.addEventListener('visibilitychange', look);
  return () => {
    page?.removeEventListener('visibilitychange', look);
    return wasHidden;
  };
}
