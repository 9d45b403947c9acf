/** The form's buffers as WGSL declares them, and whether a text agrees. */
import type { Diagnostic, FreeBuffer } from '../../../engine/api';
import { bindingsOf } from '../../../engine/trial/free-text';

const words = { float32: 'f32', int32: 'i32', uint32: 'u32' } as const;
const spaces = {
  read: 'storage, read',
  read_write: 'storage, read_write',
  uniform: 'uniform',
} as const;

/** Lines to paste, one for each buffer. */
export const bindingsText = (buffers: readonly FreeBuffer[]): string =>
  buffers.map(declaration).join('\n');

const declaration = (buffer: FreeBuffer, binding: number): string =>
  `@group(0) @binding(${binding}) var<${spaces[buffer.access]}> ` +
  `${buffer.name}: ${typeOf(buffer)};`;

function typeOf({ access, elementType, length }: FreeBuffer): string {
  const word = words[elementType];
  if (access !== 'uniform') return `array<${word}>`;
  if (length === 1) return word;
  if (length <= 4) return `vec${length}<${word}>`;
  // Elements of a uniform array take sixteen bytes each.
  return `array<vec4<${word}>, ${Math.ceil(length / 4)}>`;
}

/** The f32, i32 or u32 in a type; null for a struct, which may hold any. */
const wordIn = (type: string): string | null =>
  /\b(f32|i32|u32)\b/.exec(type)?.[1] ??
  { f: 'f32', i: 'i32', u: 'u32' }[
    /\b(?:vec[234]|mat[234]x[234])([fiu])\b/.exec(type)?.[1] ?? ''
  ] ??
  null;

/** Where text and form say different things, at the text's lines. */
export function disagreements(
  code: string,
  buffers: readonly FreeBuffer[],
): Diagnostic[] {
  const found = bindingsOf(code);
  const declared = new Set(found.map(({ binding }) => binding));
  return [
    ...found.flatMap(({ group, binding, name, access, type, line }) => {
      const say = (message: string, kind: Diagnostic['type'] = 'error') => ({
        ...{ type: kind, line, column: 1, length: 0, message },
      });
      if (group !== 0)
        return say(
          `"${name}" is in group ${group}: buffers are bound in group 0; ` +
            `write @group(0).`,
        );
      const buffer = buffers[binding];
      if (!buffer)
        return say(
          `"${name}" is binding ${binding}, but the form has ` +
            `${counted(buffers.length)}; add one there, or take it out here.`,
        );
      const wanted = buffer.access === 'read_write' ? 'write' : buffer.access;
      if (access !== wanted)
        return say(
          `"${name}" is var<${access === 'write' ? spaces.read_write : spaces[access]}>, ` +
            `but buffer ${binding} of the form is ${buffer.access}; write ` +
            `var<${spaces[buffer.access]}>, or change the form.`,
        );
      const word = wordIn(type);
      if (word && word !== words[buffer.elementType])
        return say(
          `"${name}" holds ${word}, but buffer ${binding} of the form holds ` +
            `${buffer.elementType}; write ${words[buffer.elementType]}, or ` +
            `change the form.`,
        );
      return name === buffer.name
        ? []
        : say(
            `Binding ${binding} is "${name}" here and "${buffer.name}" in the ` +
              `form: they are bound by place, and formulas know "${buffer.name}".`,
            'warning',
          );
    }),
    ...buffers.flatMap(({ name }, i) =>
      declared.has(i)
        ? []
        : {
            ...{ type: 'warning' as const, line: 0, column: 0, length: 0 },
            message: `Buffer "${name}" is binding ${i}, which the text does not declare.`,
          },
    ),
  ];
}

const counted = (count: number) =>
  count === 0
    ? 'no buffers'
    : count === 1
      ? 'only binding 0'
      : `only bindings 0 to ${count - 1}`;

const pattern =
  /(?:@(?:group|binding)\s*\(\s*\d+[iu]?\s*\)\s*){2}var\s*<[^>]*>\s*[^;]*;[^\S\n]*\n?/g;

/** The text with its bindings replaced, at the place of the first. */
export function withBindings(
  code: string,
  buffers: readonly FreeBuffer[],
): string {
  const places = bindingsOf(code).map(({ number }) => number.start);
  const lines = `${bindingsText(buffers)}\n`;
  let put = false;
  const text = code.replace(pattern, (found, at: number) => {
    // One in a comment stays.
    const real = places.some(
      (place) => place > at && place < at + found.length,
    );
    if (!real) return found;
    if (put) return '';
    put = true;
    return lines;
  });
  return put ? text : `${lines}\n${code}`;
}

/**
 * Buffers as the text declares them; what the form says of a name already is
 * kept. Gaps in the numbers are filled with buffers that nobody reads.
 */
export function buffersFrom(
  code: string,
  known: readonly FreeBuffer[],
): FreeBuffer[] {
  const found = bindingsOf(code).filter(({ group }) => group === 0);
  const count = Math.min(
    8,
    Math.max(0, ...found.map((one) => one.binding + 1)),
  );
  return Array.from({ length: count }, (_, i): FreeBuffer => {
    const declared = found.find(({ binding }) => binding === i);
    const twice = found.some(
      (one) => one.name === declared?.name && one.binding < i,
    );
    const name = (!twice && declared?.name.slice(0, 200)) || `unused${i}`;
    const same = known.find((buffer) => buffer.name === name);
    const access = declared?.access ?? 'read';
    const word = wordIn(declared?.type ?? 'f32');
    const elementType = elementTypeOf(word) ?? same?.elementType ?? 'float32';
    return {
      name,
      access: access === 'write' ? 'read_write' : access,
      elementType,
      length: same?.length ?? (access === 'uniform' ? 4 : 256),
      init: same?.init ?? (access === 'read' ? 'iota' : 'zeros'),
    };
  });
}

const elementTypeOf = (word: string | null) =>
  (Object.keys(words) as FreeBuffer['elementType'][]).find(
    (type) => words[type] === word,
  );
