/** A schema's answer in our words: where, what was found, what is allowed. */
import * as v from 'valibot';
import { invalid } from '../errors';
import { joined, refuseUnsafe } from './plain-json';

type Schema<T> = v.GenericSchema<unknown, T>;

/**
 * The messages in the schema say what is allowed; `what` begins the sentence
 * and `next` says what the reader can do. Throws `invalid`.
 */
export function checked<T>(
  schema: Schema<T>,
  value: unknown,
  what: string,
  next: string,
): T {
  refuseUnsafe(value, what);
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw invalid(`${what}: ${sentence(result.issues[0])}; ${next}.`);
}

function sentence(issue: v.BaseIssue<unknown>): string {
  const items = issue.path ?? [];
  const last = items.at(-1) as { origin?: string } | undefined;
  const path = items.reduce(
    (path, { key, type }) => joined(path, String(key), type === 'array'),
    '',
  );
  const name = path === '' ? 'it' : shortened(path, 120);
  if (issue.expected === 'never') return `${name} is not known here`;
  if (last?.origin === 'key')
    return issue.input === undefined
      ? `${name} is missing`
      : `the name ${shown(issue.input)} has to be ${issue.message}`;
  return `${name} is ${shown(issue.input)}, and has to be ${issue.message}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string')
    return value.length > 40
      ? `a text of ${value.length} characters`
      : JSON.stringify(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `a table of ${Object.keys(value).length}`;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

const shortened = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most)}…` : text;

export const atMost = (characters: number) =>
  v.pipe(
    v.string('a text'),
    v.maxLength(characters, `a text of at most ${characters} characters`),
  );

/** A short text: a name, a file, a formula. */
export const shortText = v.pipe(
  v.string('a text'),
  v.minLength(1, 'a text that is not empty'),
  v.maxLength(200, 'a text of at most 200 characters'),
);

export const wholeNumber = (low: number, high: number) => {
  const words = `a whole number from ${low} to ${high}`;
  return v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(low, words),
    v.maxValue(high, words),
  );
};

export const listOf = <T>(item: Schema<T>, low: number, high: number) => {
  const words = `a list of ${low} to ${high}`;
  return v.pipe(
    v.array(item, words),
    v.minLength(low, words),
    v.maxLength(high, words),
  );
};

/** Values by short names. */
export const tableOf = <T>(item: Schema<T>, most: number) =>
  v.pipe(
    v.record(shortText, item, 'a table'),
    v.maxEntries(most, `a table of at most ${most}`),
  );

const numberWords = 'a finite number';
export const finiteNumber = v.pipe(
  v.number(numberWords),
  v.finite(numberWords),
);

/** As jsonText writes what is not finite. */
export const infinite = v.union([
  v.literal(Infinity),
  v.literal(-Infinity),
  v.pipe(v.picklist(['Infinity', '-Infinity']), v.transform(Number)),
]);
