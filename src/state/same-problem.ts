/** Whether two problems of an op are one and the same. */
import { opById } from '../ops';

/** What drafts, reports and challenges have in common. */
export interface Posed {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** An option that is left out is the one that the op fills in. */
export const sameProblem = (op: string, one: Posed, other: Posed): boolean =>
  canonical(one.shapes) === canonical(other.shapes) &&
  completed(op, one) === completed(op, other);

/** As they are where the op would not take them: a draft may come from a link. */
function completed(op: string, { options = {} }: Posed): string {
  try {
    return canonical(opById(op).options({ ...options }));
  } catch {
    return canonical(options);
  }
}

const canonical = (value: object): string =>
  JSON.stringify(
    Object.entries(value)
      // JSON has no infinite numbers.
      .map(([key, one]) => [key, typeof one === 'number' ? String(one) : one])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
