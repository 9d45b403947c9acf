/** What a fuzzer tries, as plain data: it can be kept, sent and shrunk. */
import type { Workload } from '../ops/fields';
import type { Fault } from './fault';

/** What the inputs hold; see values.ts. */
export const valueModes = [
  'usual',
  'wide',
  'ties',
  'zeros',
  'subnormal',
  'huge',
  'nonfinite',
] as const;
export type ValueMode = (typeof valueModes)[number];

export interface FuzzCase {
  readonly op: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** As a caller would give them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The same as values of the op's fields, where those can say it. */
  readonly workload: Workload | null;
  readonly values: {
    readonly mode: ValueMode;
    readonly seed: number;
    readonly dtype: 'float32' | 'float16';
  };
  /** What is wrong with the call; null: it must be answered, and rightly. */
  readonly fault: Fault | null;
  /** Only this kernel with these constants; absent: all that take it. */
  readonly only?: Runner;
}

export interface Runner {
  readonly backend: 'webgpu' | 'wasm' | 'reference';
  readonly kernel: string;
  readonly constants: Readonly<Record<string, number>>;
}

/** Something that went wrong. */
export interface Finding {
  readonly case: FuzzCase;
  /** "webgpu tiled 8x4", or "call" for what is about no kernel. */
  readonly runner: string;
  readonly message: string;
}

const special: readonly (readonly [unknown, string])[] = [
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [-0, '-0'],
  [undefined, 'undefined'],
];

/** JSON, with words for what JSON has not. */
export const encodeCase = (one: FuzzCase): string =>
  JSON.stringify(one, (_, value: unknown) => {
    const found = special.find(([known]) => Object.is(known, value));
    return found ? { $: found[1] } : value;
  });

export const decodeCase = (text: string): FuzzCase =>
  revived(JSON.parse(text)) as FuzzCase;

/** By hand: a reviver cannot put an undefined where there was something. */
function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  const word = (value as { $?: unknown }).$;
  const found = special.find(([, name]) => name === word);
  if (found) return found[0];
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, revived(part)]),
  );
}
