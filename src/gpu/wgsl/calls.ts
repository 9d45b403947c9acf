/** Who calls whom in a WGSL text, and where the loops are. */
import type { Wgsl, WgslFunction } from './reflect';
import { closing, lineOf } from './tokens';

/** All invocations of a workgroup must come to these together. */
const barriers: ReadonlySet<string> = new Set([
  'workgroupBarrier',
  'storageBarrier',
  'textureBarrier',
  'workgroupUniformLoad',
]);
const loopWords: ReadonlySet<string> = new Set(['for', 'while', 'loop']);

export interface WgslLoop {
  readonly line: number;
  /** Indices of tokens: its first word, the brackets of its body. */
  readonly first: number;
  readonly body: number;
  readonly last: number;
  /** The loops around it in the same function, the nearest first. */
  readonly within: readonly WgslLoop[];
  /** Has a barrier in it, so that its turns are the same for a workgroup. */
  readonly together: boolean;
}

export interface FunctionFlow {
  readonly of: WgslFunction;
  /** Every call of a function of the text: index of its name, the callee. */
  readonly calls: readonly { readonly at: number; readonly callee: string }[];
  readonly loops: readonly WgslLoop[];
  /** Comes to a barrier, itself or in a function that it calls. */
  readonly barrier: boolean;
}

export function flowOf(wgsl: Wgsl): ReadonlyMap<string, FunctionFlow> {
  const names = new Set(wgsl.functions.map(({ name }) => name));
  const called = wgsl.functions.map((of) => ({
    of,
    calls: callsIn(wgsl, of, names),
  }));
  const waiting = new Set(
    wgsl.functions
      .filter(({ body, last }) => hasWord(wgsl, body, last, barriers))
      .map(({ name }) => name),
  );
  // As long as a caller of one of them is found: calls make no circles.
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const { of, calls } of called)
      if (calls.some(({ callee }) => waiting.has(callee))) waiting.add(of.name);
  }
  const together = new Set([...barriers, ...waiting]);
  return new Map(
    called.map(({ of, calls }) => [
      of.name,
      {
        ...{ of, calls, barrier: waiting.has(of.name) },
        loops: loopsIn(wgsl, of, together),
      },
    ]),
  );
}

/**
 * Calls that one run of `entry` comes to, loops taken once: what a compiler
 * that puts every function where it is called makes of it. Infinite for a text
 * in which functions call each other in a circle.
 */
export function expandedCalls(
  flow: ReadonlyMap<string, FunctionFlow>,
  entry: string,
): number {
  const known = new Map<string, number>();
  const sizeOf = (name: string): number => {
    const size = known.get(name);
    if (size !== undefined) return size;
    known.set(name, Infinity);
    const total = (flow.get(name)?.calls ?? []).reduce(
      (sum, { callee }) => sum + sizeOf(callee),
      1,
    );
    known.set(name, total);
    return total;
  };
  return sizeOf(entry);
}

function callsIn(
  { tokens }: Wgsl,
  { body, last }: WgslFunction,
  names: ReadonlySet<string>,
): { at: number; callee: string }[] {
  const calls = [];
  for (let at = body; at < Math.min(last, tokens.length - 1); at++)
    if (names.has(tokens[at].text) && tokens[at + 1].text === '(')
      calls.push({ at, callee: tokens[at].text });
  return calls;
}

function loopsIn(
  wgsl: Wgsl,
  { body, last }: WgslFunction,
  together: ReadonlySet<string>,
): WgslLoop[] {
  const { text, tokens } = wgsl;
  const loops: WgslLoop[] = [];
  for (let first = body; first < Math.min(last, tokens.length); first++) {
    if (!loopWords.has(tokens[first].text)) continue;
    let open = first + 1;
    while (open < last && tokens[open].text !== '{')
      open = '(['.includes(tokens[open].text)
        ? closing(tokens, open) + 1
        : open + 1;
    if (open >= last) continue;
    const end = closing(tokens, open);
    loops.push({
      ...{ first, body: open, last: end },
      line: lineOf(text, tokens[first].start),
      within: loops.filter((loop) => loop.last > end).reverse(),
      together: hasWord(wgsl, first, end, together),
    });
  }
  return loops;
}

const hasWord = (
  { tokens }: Wgsl,
  from: number,
  to: number,
  words: ReadonlySet<string>,
): boolean =>
  tokens
    .slice(from, to)
    .some(({ kind, text }) => kind === 'word' && words.has(text));
