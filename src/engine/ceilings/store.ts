/**
 * Ceilings are kept per adapter and browser version, in browsers only: a Node
 * process measures them anew, for its home may be shared between machines.
 */
import type { Ceilings } from '../api';
import { keep, kept } from '../kept';

const isBrowser = typeof indexedDB !== 'undefined';

const keyOf = (adapter: string, userAgent: string) =>
  `${adapter} | ${userAgent}`;

export async function storedCeilings(
  adapter: string,
  userAgent: string,
): Promise<Ceilings | null> {
  if (!isBrowser) return null;
  const found = await kept('ceilings', keyOf(adapter, userAgent));
  return (found as Ceilings | undefined) ?? null;
}

export async function storeCeilings(ceilings: Ceilings): Promise<void> {
  if (!isBrowser) return;
  const key = keyOf(ceilings.adapter, ceilings.evidence.userAgent);
  await keep('ceilings', key, ceilings);
}
