/**
 * What a WGSL text declares at module scope. Reads texts that are half typed
 * too: it never throws, it finds less. A test compares it with wgsl_reflect.
 */
import { closing, lineOf, tokens, type Token } from './tokens';

export type Access = 'read' | 'write' | 'uniform';

export interface WgslBinding {
  readonly group: number;
  readonly binding: number;
  readonly name: string;
  readonly access: Access;
  /** As written: "array<vec4f>". */
  readonly type: string;
  readonly line: number;
  /** Where its binding number stands in the text. */
  readonly number: { readonly start: number; readonly end: number };
}
export interface WgslEntryPoint {
  readonly name: string;
  readonly stage: 'compute' | 'vertex' | 'fragment';
  /** As written. */
  readonly workgroupSize: readonly string[];
}
export interface WgslConstant {
  readonly name: string;
  readonly value: number;
  readonly line: number;
}
export interface WgslField {
  readonly name: string;
  readonly type: string;
  readonly line: number;
}
export interface WgslFunction {
  readonly name: string;
  /** Indices of tokens: "fn", the bracket of its arguments, of its body. */
  readonly first: number;
  readonly open: number;
  readonly body: number;
  readonly last: number;
  /** The type after "->" as written; null where there is none. */
  readonly returns: string | null;
  readonly entry: WgslEntryPoint | null;
}

export interface Wgsl {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly bindings: readonly WgslBinding[];
  readonly structs: ReadonlyMap<string, readonly WgslField[]>;
  readonly constants: readonly WgslConstant[];
  readonly functions: readonly WgslFunction[];
}

export function reflect(text: string): Wgsl {
  const all = tokens(text);
  const bindings: WgslBinding[] = [];
  const structs = new Map<string, readonly WgslField[]>();
  const constants: WgslConstant[] = [];
  const functions: WgslFunction[] = [];
  let attributes = new Map<string, string[]>();
  for (let i = 0; i < all.length;) {
    const { text: sign } = all[i];
    if (sign === '@') {
      const [name, args, next] = attributeAt(text, all, i);
      attributes.set(name, args);
      i = next;
      continue;
    }
    const end = endOfDeclaration(all, i);
    if (sign === 'fn') {
      const found = functionAt(text, all, i, attributes);
      if (found) functions.push(found);
    } else if (sign === 'struct')
      structs.set(all[i + 1]?.text ?? '', fieldsAt(text, all, i + 2));
    else if (sign === 'var') {
      const found = bindingAt(text, all, i, end, attributes);
      if (found) bindings.push(found);
    } else if (sign === 'const') {
      const found = constantAt(text, all, i, end);
      if (found) constants.push(found);
    }
    attributes = new Map();
    i = end;
  }
  return { text, tokens: all, bindings, structs, constants, functions };
}

/** Past the ";" or the "}" that ends what begins at token `from`. */
function endOfDeclaration(all: readonly Token[], from: number): number {
  for (let i = from; i < all.length; i++) {
    const { text } = all[i];
    if (text === ';') return i + 1;
    if (text === '{') return closing(all, i) + 1;
    if (text === '(' || text === '[') i = closing(all, i);
  }
  return all.length;
}

/** "@name" or "@name(a, b)": its name, its arguments, the token after it. */
export function attributeAt(
  text: string,
  all: readonly Token[],
  at: number,
): [name: string, args: string[], next: number] {
  const name = all[at + 1]?.text ?? '';
  if (all[at + 2]?.text !== '(') return [name, [], at + 2];
  const close = closing(all, at + 2);
  return [name, listBetween(text, all, at + 2, close), close + 1];
}

/** What stands between two brackets, split at its own commas. */
function listBetween(
  text: string,
  all: readonly Token[],
  open: number,
  close: number,
): string[] {
  const parts: string[] = [];
  let start = open + 1;
  for (let i = open + 1; i <= close && i < all.length; i++) {
    if (i < close && '([{'.includes(all[i].text)) i = closing(all, i);
    if (i < close && all[i]?.text !== ',') continue;
    if (i > start) parts.push(slice(text, all, start, i));
    start = i + 1;
  }
  return parts;
}

/** The text of tokens `from` … `to` − 1. */
const slice = (
  text: string,
  all: readonly Token[],
  from: number,
  to: number,
): string => (to > from ? text.slice(all[from].start, all[to - 1].end) : '');

function functionAt(
  text: string,
  all: readonly Token[],
  first: number,
  attributes: ReadonlyMap<string, string[]>,
): WgslFunction | null {
  const open = first + 2;
  if (all[open]?.text !== '(') return null;
  const close = closing(all, open);
  let body = close + 1;
  while (body < all.length && all[body].text !== '{') {
    if (all[body].text === '(') body = closing(all, body);
    body++;
  }
  if (body >= all.length) return null;
  const name = all[first + 1].text;
  const stage = (['compute', 'vertex', 'fragment'] as const).find((one) =>
    attributes.has(one),
  );
  return {
    ...{ name, first, open, body, last: closing(all, body) },
    returns: returnType(text, all, close + 1, body),
    entry: stage
      ? { name, stage, workgroupSize: attributes.get('workgroup_size') ?? [] }
      : null,
  };
}

function returnType(
  text: string,
  all: readonly Token[],
  from: number,
  to: number,
): string | null {
  if (all[from]?.text !== '-' || all[from + 1]?.text !== '>') return null;
  let at = from + 2;
  while (at < to && all[at].text === '@') at = attributeAt(text, all, at)[2];
  return slice(text, all, at, to);
}

function fieldsAt(
  text: string,
  all: readonly Token[],
  open: number,
): WgslField[] {
  if (all[open]?.text !== '{') return [];
  const close = Math.min(closing(all, open), all.length - 1);
  const fields: WgslField[] = [];
  for (let i = open + 1; i < close; i++) {
    while (i < close && all[i].text === '@') i = attributeAt(text, all, i)[2];
    let end = i;
    let depth = 0;
    for (; end < close && (depth > 0 || all[end].text !== ','); end++)
      depth += depthOf(all[end]);
    if (all[i + 1]?.text === ':')
      fields.push({
        name: all[i].text,
        type: slice(text, all, i + 2, end),
        line: lineOf(text, all[i].start),
      });
    i = end;
  }
  return fields;
}

/** In a type "<" and ">" are brackets. */
const depthOf = ({ text }: Token): number =>
  text === '<' || text === '(' ? 1 : text === '>' || text === ')' ? -1 : 0;

/** "@group(0) @binding(1) var<storage, read> input: array<f32>;" */
function bindingAt(
  text: string,
  all: readonly Token[],
  at: number,
  end: number,
  attributes: ReadonlyMap<string, string[]>,
): WgslBinding | null {
  const group = integer(attributes.get('group'));
  const binding = integer(attributes.get('binding'));
  if (group === null || binding === null || all[at + 1]?.text !== '<')
    return null;
  const close = all.findIndex(({ text }, i) => i > at && text === '>');
  const name = all[close + 1];
  if (close < 0 || close >= end || all[close + 2]?.text !== ':') return null;
  const words = all.slice(at, close).map((token) => token.text);
  let attribute = at;
  while (all[attribute].text !== 'binding') attribute--;
  return {
    ...{ group, binding, name: name.text },
    access: words.includes('uniform')
      ? 'uniform'
      : words.includes('read_write')
        ? 'write'
        : 'read',
    type: slice(text, all, close + 3, end - 1),
    line: lineOf(text, name.start),
    number: all[attribute + 2],
  };
}

function integer(args: readonly string[] | undefined): number | null {
  const value = /^(\d+)[iu]?$/.exec(args?.[0] ?? '')?.[1];
  return value === undefined ? null : Number(value);
}

function constantAt(
  text: string,
  all: readonly Token[],
  at: number,
  end: number,
): WgslConstant | null {
  const name = all[at + 1];
  const equals = all.findIndex(({ text }, i) => i > at && text === '=');
  if (!name || equals < 0 || equals >= end) return null;
  const negative = all[equals + 1]?.text === '-';
  const from = equals + (negative ? 2 : 1);
  if (all[from]?.kind !== 'number' || from !== end - 2) return null;
  const digits = all[from].text;
  const value = Number(
    /^0x/i.test(digits)
      ? digits.replace(/[ui]$/, '')
      : digits.replace(/[uifh]$/, ''),
  );
  if (!Number.isFinite(value)) return null;
  return {
    name: name.text,
    value: negative ? -value : value,
    line: lineOf(text, name.start),
  };
}
