/**
 * What comes from a link, a file or storage is anyone's: it is looked through
 * as a whole before any of it is read.
 */
import { invalid } from '../errors';

const deepest = 32;
const mostValues = 2_000_000;
/** As keys they reach what every object inherits. */
const unsafe = new Set(['__proto__', 'constructor', 'prototype']);

/** Throws `invalid` with where it went wrong; `what` begins the sentence. */
export function parsedJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(
      `${what}: this is not JSON (${(error as Error).message}); it may be cut ` +
        `short: take it from where it came from again.`,
    );
  }
}

/**
 * JSON has no form for what is not finite, as a clamp's upper end may be: such
 * numbers are written as texts, which the checks read back.
 */
export const jsonText = (value: unknown, indent = 0): string =>
  JSON.stringify(
    value,
    (_, item: unknown) =>
      typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
    indent,
  );

/** Only tables, lists, texts, numbers, true, false and null. */
export function refuseUnsafe(root: unknown, what: string): void {
  const waiting = [{ value: root, path: '', depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, depth } = next;
    if (++seen > mostValues)
      throw invalid(
        `${what} has more than ${mostValues} values; leave some out.`,
      );
    if (!isOrdinary(value))
      throw invalid(
        `${what}: ${path || 'it'} is ${typeof value}, which JSON has no form ` +
          `for; use tables, lists, texts and numbers.`,
      );
    if (typeof value !== 'object' || value === null) continue;
    if (depth === deepest)
      throw invalid(
        `${what} is nested deeper than ${deepest} at ${path.slice(0, 60)}…; ` +
          `nothing made here is.`,
      );
    for (const key of Object.keys(value)) {
      if (unsafe.has(key))
        throw invalid(
          `${what}: ${path ? `${path} has` : 'it has'} the key "${key}", ` +
            `which is refused for safety; rename it.`,
        );
      waiting.push({
        value: (value as Record<string, unknown>)[key],
        path: joined(path, key, Array.isArray(value)),
        depth: depth + 1,
      });
    }
  }
}

/** "shapes.input[2]". */
export const joined = (path: string, key: string, inList: boolean): string =>
  inList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

function isOrdinary(value: unknown): boolean {
  if (typeof value !== 'object')
    return ['string', 'number', 'boolean'].includes(typeof value);
  if (value === null || Array.isArray(value)) return true;
  const parent: unknown = Object.getPrototypeOf(value);
  return parent === Object.prototype || parent === null;
}
