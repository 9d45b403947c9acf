/**
 * What a workgroup takes, as far as the text says: null for what is not
 * understood here, of which the compiler will speak. A test sees to it that all
 * our kernels are understood.
 */
import type { Wgsl } from './reflect';

export interface WorkgroupUse {
  readonly size: readonly [x: number, y: number, z: number] | null;
  readonly storageBytes: number | null;
}

export function workgroupUse({ text, functions }: Wgsl): WorkgroupUse {
  const plain = text.replace(/\/\/.*$/gm, '');
  const constants = new Map(
    all(plain, /^\s*const\s+(\w+)\s*(?::\s*\w+\s*)?=\s*([^;]+);/gm),
  );
  const aliases = new Map(all(plain, /^\s*alias\s+(\w+)\s*=\s*([^;]+);/gm));
  const value = (expression: string): number => evaluate(expression, constants);

  const entry = functions.find(({ name }) => name === 'main')?.entry;
  const sides = entry?.workgroupSize.map(value) ?? [NaN];
  const [x, y = 1, z = 1] = sides;
  const variables = all(plain, /var<workgroup>\s+(\w+)\s*:\s*([^;]+);/g);
  const storageBytes = variables.reduce(
    // Each starts at its own alignment, and the largest is that of a vec4f.
    (sum, [, type]) => sum + 16 * Math.ceil(sizeOf(type, aliases, value) / 16),
    0,
  );
  return {
    size: [x, y, z].every(Number.isInteger) ? [x, y, z] : null,
    storageBytes: Number.isFinite(storageBytes) ? storageBytes : null,
  };
}

const all = (text: string, pattern: RegExp): [string, string][] =>
  [...text.matchAll(pattern)].map(([, name, rest]) => [name, rest.trim()]);

const scalars: Readonly<Record<string, number>> = {
  ...{ f32: 4, i32: 4, u32: 4, bool: 4, f16: 2 },
};
const short: Readonly<Record<string, string>> = {
  ...{ f: 'f32', i: 'i32', u: 'u32', h: 'f16' },
};

/** NaN for a type that is not one of numbers. */
function sizeOf(
  type: string,
  aliases: ReadonlyMap<string, string>,
  value: (expression: string) => number,
): number {
  const alias = aliases.get(type);
  if (alias) return sizeOf(alias, aliases, value);
  if (type in scalars) return scalars[type];
  const atomic = /^atomic<(\w+)>$/.exec(type)?.[1];
  if (atomic) return sizeOf(atomic, aliases, value);
  const [, lanes, letter, named] =
    /^vec([234])(?:([fiuh])|<\s*(\w+)\s*>)$/.exec(type) ?? [];
  if (lanes)
    return Number(lanes) * sizeOf(named ?? short[letter], aliases, value);
  const array = /^array<(.+),([^,<>]+)>$/s.exec(type);
  if (!array) return NaN;
  const item = array[1].trim();
  const bytes = sizeOf(item, aliases, value);
  // Three lanes are kept as four.
  const stride = (aliases.get(item) ?? item).startsWith('vec3')
    ? (bytes / 3) * 4
    : bytes;
  return stride * value(array[2]);
}

/** Whole numbers, names of constants, + − * / % and brackets; else NaN. */
function evaluate(
  expression: string,
  constants: ReadonlyMap<string, string>,
  depth = 0,
): number {
  const signs = expression.match(/\d+|\w+|[-+*/%()]|\S/g) ?? [];
  let at = 0;
  const atom = (): number => {
    const sign = signs[at++] ?? '';
    if (sign === '(') {
      const inner = sum();
      return signs[at++] === ')' ? inner : NaN;
    }
    if (/^\d/.test(sign)) {
      // "4u": the letter is a sign of its own.
      if (/^[iu]$/.test(signs[at] ?? '')) at++;
      return Number(sign);
    }
    const known = constants.get(sign);
    return known === undefined || depth > 9
      ? NaN
      : evaluate(known, constants, depth + 1);
  };
  const taken = (sign: string): boolean => {
    if (signs[at] !== sign) return false;
    at++;
    return true;
  };
  const product = (): number => {
    let result = atom();
    for (;;)
      if (taken('*')) result *= atom();
      else if (taken('/')) result = Math.trunc(result / atom());
      else if (taken('%')) result %= atom();
      else return result;
  };
  const sum = (): number => {
    let result = product();
    for (;;)
      if (taken('+')) result += product();
      else if (taken('-')) result -= product();
      else return result;
  };
  const result = sum();
  return at === signs.length ? result : NaN;
}
