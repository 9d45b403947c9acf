/** Where small things are kept over visits, and what is found there again. */

export type Place = Pick<Storage, 'getItem' | 'setItem'>;

/** Reading the property itself throws where storage is forbidden. */
export function localStorageOrNull(): Place | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Storage is open to every script of the origin: anything may lie there. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
