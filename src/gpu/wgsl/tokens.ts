/** WGSL as words, numbers and signs: what an edit may be read by. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign';
  readonly text: string;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
}

/** WGSL § 3.3: all of these end a line, and so a line comment. */
const lineEnd = /[\n\v\f\r\u0085\u2028\u2029]/;
const blank = /[\s\u0085\u200e\u200f]+/y;
const word = /[\p{XID_Start}_]\p{XID_Continue}*/uy;
const number =
  /0[xX](?:[\da-fA-F]+\.?[\da-fA-F]*|\.[\da-fA-F]+)(?:[pP][+-]?\d+)?[uifh]?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[uifh]?/y;

/**
 * Signs are single characters ("->" is two), comments and blanks are left out.
 * Never throws: what is no WGSL at all becomes signs.
 */
export function tokens(wgsl: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  const take = (kind: Token['kind'], pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const text = pattern.exec(wgsl)?.[0];
    if (text === undefined) return false;
    found.push({ kind, text, start: at, end: (at += text.length) });
    return true;
  };
  while (at < wgsl.length) {
    blank.lastIndex = at;
    const skipped = blank.exec(wgsl)?.[0].length ?? 0;
    if (skipped > 0) at += skipped;
    else if (wgsl.startsWith('//', at)) at = endOfLine(wgsl, at);
    else if (wgsl.startsWith('/*', at)) at = endOfBlock(wgsl, at);
    else if (!take('word', word) && !take('number', number))
      found.push({ kind: 'sign', text: wgsl[at], start: at, end: ++at });
  }
  return found;
}

function endOfLine(wgsl: string, from: number): number {
  const length = wgsl.slice(from).search(lineEnd);
  return length < 0 ? wgsl.length : from + length;
}

/** Block comments nest. */
function endOfBlock(wgsl: string, from: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 0;
  for (let mark = edge.exec(wgsl); mark; mark = edge.exec(wgsl)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return wgsl.length;
}

/** The index of the token that closes the bracket at `open`, or the end. */
export function closing(all: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < all.length; i++) {
    if (all[i].kind !== 'sign') continue;
    if ('({['.includes(all[i].text)) depth++;
    else if (')}]'.includes(all[i].text) && --depth === 0) return i;
  }
  return all.length;
}

/** From 1, lines as an editor counts them. */
export const lineOf = (wgsl: string, offset: number): number =>
  wgsl.slice(0, offset).split('\n').length;
