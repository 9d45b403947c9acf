/**
 * What a caller passes, read once and taken apart: a caller's objects may have
 * getters that throw, go in circles, or hold what no worker can be sent.
 */
import { invalid } from '../errors';

/** Deeper than any call is; what goes in circles is deeper still. */
const deepest = 12;
/** Longer lists belong into typed arrays. */
const longest = 2 ** 20;

/**
 * A copy of plain objects, lists and simple values; binary data as it is.
 * Throws `invalid`.
 */
export function plain(what: string, value: unknown): unknown {
  return read(what, () => copied(what, value, 0));
}

/** Runs what touches a caller's object. Throws `invalid`. */
export function read<T>(what: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (isOurs(error)) throw error;
    throw invalid(
      `${what} cannot be read (${shown(error)}); pass plain objects.`,
    );
  }
}

const isOurs = (error: unknown): boolean =>
  error instanceof Error && error.name === 'RidgepointError';

function copied(what: string, value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'symbol':
    case 'function':
    case 'bigint':
      throw invalid(
        `${what} is ${shown(value)}: a ${typeof value} is no part of a call; ` +
          `pass numbers, texts, lists and plain objects.`,
      );
    case 'object':
      break;
    default:
      return value;
  }
  if (value === null) return value;
  if (isBinary(value)) return attached(what, value);
  if (depth >= deepest)
    throw invalid(
      `${what} is more than ${deepest} levels deep, or holds itself; pass ` +
        `plain objects.`,
    );
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        copied(`${what}.${name}`, part, depth + 1),
      ]),
    );
  if (value.length > longest)
    throw invalid(
      `${what} is a list of ${value.length}: the most is ${longest}; pass a ` +
        `typed array.`,
    );
  return Array.from(value, (part, i) =>
    copied(`${what}[${i}]`, part, depth + 1),
  );
}

/** A detached buffer has nothing to read, and cannot be sent to a worker. */
function attached(
  what: string,
  value: ArrayBufferView | ArrayBufferLike,
): unknown {
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
  try {
    Reflect.construct(Uint8Array, [buffer, 0, 0]);
    return value;
  } catch {
    throw invalid(
      `${what} is a detached buffer: it was transferred elsewhere; pass a ` +
        `copy of the data.`,
    );
  }
}

const isBinary = (value: object): value is ArrayBufferView | ArrayBufferLike =>
  ArrayBuffer.isView(value) ||
  value instanceof ArrayBuffer ||
  (typeof SharedArrayBuffer !== 'undefined' &&
    value instanceof SharedArrayBuffer);

/** In a message; whatever it is, this does not throw. */
export function shown(value: unknown): string {
  try {
    if (value instanceof Error) return value.message;
    return typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? 'a list'
        : 'an object'
      : String(value);
  } catch {
    return `a ${typeof value}`;
  }
}
