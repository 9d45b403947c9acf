/** Calls as callers make them → calls as the engine knows them, or `invalid`. */
import { invalid, RidgepointError } from '../errors';
import type { Control } from './api';
import { plain, read, shown } from './plain';

/** Runs of one call: more would hold the engine for hours, past stopping. */
export const mostRuns = 2 ** 20;

interface Kind {
  readonly words: string;
  fits(value: unknown): boolean;
}
/** Neither a list nor a map, a date, an error: those say what they are. */
const record: Kind = {
  words: 'a plain object',
  fits: (value) =>
    typeof value === 'object' &&
    Object.prototype.toString.call(value) === '[object Object]',
};
const text: Kind = {
  words: 'a text',
  fits: (value) => typeof value === 'string',
};
const flag: Kind = {
  words: 'true or false',
  fits: (value) => typeof value === 'boolean',
};
const time: Kind = {
  words: 'milliseconds from 0',
  fits: (value) => typeof value === 'number' && value >= 0,
};
const whole: Kind = {
  words: 'a whole number',
  fits: Number.isInteger,
};

/** What the parts of any call are; what is not here, the call's own part says. */
const kinds: Readonly<Record<string, Kind>> = {
  ...{ inputs: record, shapes: record, options: record, constants: record },
  ...{ parameters: record, switches: record, sources: record },
  ...{ backend: text, kernel: text, against: text, code: text },
  ...{ retune: flag, check: flag, fuse: flag, force: flag, quick: flag },
  ...{ tuneMs: time, budgetMs: time, seed: whole },
};

export interface Admitted<T> {
  readonly control: Control;
  readonly data: T;
}

/** A call without its control, copied and checked. Throws `invalid`. */
export function admitted<T extends object>(
  what: string,
  call: unknown,
): Admitted<T> {
  if (!read(what, () => record.fits(call)))
    throw invalid(`${what} is ${shown(call)}; pass a plain object.`);
  const { signal, onProgress, rest } = read(what, () => {
    const { signal, onProgress, ...rest } = call as Control;
    return { signal, onProgress, rest };
  });
  const data: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) {
    // Absent, as a caller may well write it.
    if (value === undefined || value === null) continue;
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : null;
    if (kind && !read(name, () => kind.fits(value)))
      throw invalid(
        `${name} is ${shown(value)}: it takes ${kind.words}; pass that, or ` +
          `leave it out.`,
      );
    data[name] = plain(name, value);
  }
  return { control: checkedControl(signal, onProgress), data: data as T };
}

function checkedControl(signal: unknown, onProgress: unknown): Control {
  if (signal !== undefined && !read('signal', () => isSignal(signal)))
    throw invalid(
      `signal is ${shown(signal)}: it takes an AbortSignal; pass the signal ` +
        `of an AbortController.`,
    );
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw invalid(
      `onProgress is ${shown(onProgress)}: it takes a function; leave it out ` +
        `if you need none.`,
    );
  return { signal, onProgress } as Control;
}

const isSignal = (value: unknown) => value instanceof AbortSignal;

/** The id of an op or a network. Throws `invalid`. */
export function admittedText(what: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalid(`${what} is ${shown(value)}: it takes a text; pass its id.`);
}

/** How often to run. Throws `invalid` and `limit`. */
export function admittedRuns(what: string, runs: unknown): number {
  if (!Number.isInteger(runs) || (runs as number) < 1)
    throw invalid(`${what}(${shown(runs)}): needs a whole number from 1.`);
  if ((runs as number) > mostRuns)
    throw new RidgepointError(
      'limit',
      `${what}(${String(runs)}): the most is ${mostRuns} in one call; call ` +
        `it again for more.`,
    );
  return runs as number;
}

/** A GPU is no plain object, so these are looked at, not copied. */
export function admitEngineOptions(options: unknown): void {
  if (!read('options', () => record.fits(options)))
    throw invalid(`options is ${shown(options)}; pass a plain object.`);
  const kinds: Readonly<Record<string, Kind>> = {
    ...{ gpu: object, backend: engineBackend, worker: flag, threads: whole },
  };
  for (const [name, kind] of Object.entries(kinds)) {
    const value = read(name, () => (options as Record<string, unknown>)[name]);
    if (value !== undefined && !read(name, () => kind.fits(value)))
      throw invalid(`${name} is ${shown(value)}: it takes ${kind.words}.`);
  }
}

const object: Kind = {
  words: 'a GPU, as navigator.gpu is one',
  fits: (value) => typeof value === 'object' && value !== null,
};

const engineBackend: Kind = {
  words: 'auto, webgpu, wasm or reference',
  fits: (value) =>
    ['auto', 'webgpu', 'wasm', 'reference'].some((name) => name === value),
};
