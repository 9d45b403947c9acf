/** The list of buffers as a form changes it. */
import type { FreeBuffer } from '../../../engine/api';
import type { FreeDraft } from '../../../state/draft';
import { formatCount } from '../../units';

export const mostBuffers = 8;
/** That can be written into the form; longer data comes from a kernel. */
export const mostNumbers = 65_536;

export const elementTypes = ['float32', 'int32', 'uint32'] as const;
export const accesses = ['read', 'read_write', 'uniform'] as const;

type Buffers = Pick<FreeDraft, 'buffers' | 'shown'>;

/** One more, with a name that is not taken. */
export function withBuffer({ buffers, shown }: Buffers): Buffers {
  const taken = new Set(buffers.map(({ name }) => name));
  let number = buffers.length;
  while (taken.has(`data${number}`)) number++;
  const added: FreeBuffer = {
    ...{ name: `data${number}`, access: 'read_write' },
    ...{ elementType: 'float32', length: 256, init: 'zeros' },
  };
  return { buffers: [...buffers, added], shown: shown || added.name };
}

export function withoutBuffer(
  { buffers, shown }: Buffers,
  at: number,
): Buffers {
  const left = buffers.filter((_, i) => i !== at);
  return { buffers: left, shown: stillShown(left, shown) };
}

/** One place towards the front or the back: it is bound there then. */
export function movedBuffer(
  { buffers, shown }: Buffers,
  at: number,
  by: -1 | 1,
): Buffers {
  const moved = [...buffers];
  const [one] = moved.splice(at, 1);
  moved.splice(at + by, 0, one);
  return { buffers: moved, shown };
}

export function changedBuffer(
  { buffers, shown }: Buffers,
  at: number,
  next: FreeBuffer,
): Buffers {
  return {
    buffers: buffers.map((one, i) => (i === at ? next : one)),
    shown: shown === buffers[at].name ? next.name : shown,
  };
}

/** What was shown, or else what is written last. */
export const stillShown = (
  buffers: readonly FreeBuffer[],
  shown: string,
): string =>
  buffers.some(({ name }) => name === shown)
    ? shown
    : (buffers.findLast(({ access }) => access === 'read_write')?.name ??
      buffers[0]?.name ??
      '');

/** Why a name cannot be one, or nothing. */
export function nameProblem(
  name: string,
  others: readonly FreeBuffer[],
): string {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name === '_')
    return `"${name}" is no name in WGSL; use letters, digits and _, a letter first.`;
  return others.some((other) => other.name === name)
    ? `There is a buffer "${name}" already; choose another name.`
    : '';
}

/** A length as typed: "65536", "65 536", "256 * 192". Throws in words. */
export function parseLength(text: string): number {
  const factors = text.replace(/[\s_,\u202f]/g, '').split(/[*×]/);
  const length = factors.every((factor) => /^\d+(e\d+)?$/i.test(factor))
    ? factors.reduce((product, factor) => product * Number(factor), 1)
    : NaN;
  if (Number.isSafeInteger(length) && length >= 1) return length;
  throw new Error(
    `"${text}" is no length; write a whole number from 1, or 256 * 192.`,
  );
}

/** Numbers as typed or pasted: commas, blanks, lines, brackets. Throws. */
export function parseNumbers(text: string): number[] {
  const words = text.split(/[\s,;[\](){}]+/).filter(Boolean);
  if (words.length > mostNumbers)
    throw new Error(
      `${formatCount(words.length)} numbers: at most ` +
        `${formatCount(mostNumbers)} can be written here; let a kernel make them.`,
    );
  return words.map((word) => {
    const value = Number(
      word.replace(/(?<=[\d.])[fui]$/, '').replace('−', '-'),
    );
    // A link is JSON, which has neither NaN nor infinity.
    if (Number.isFinite(value)) return value;
    throw new Error(`"${word}" is no number; write 1, -2.5 or 1e-3.`);
  });
}

/** What does not fit a buffer's values, or nothing. */
export function valuesProblem({
  init,
  length,
  elementType,
}: FreeBuffer): string {
  if (!Array.isArray(init)) return '';
  if (init.length > length)
    return (
      `${formatCount(init.length)} numbers for ${formatCount(length)} ` +
      `elements; make it longer, or write fewer.`
    );
  const [low, high] =
    elementType === 'uint32' ? [0, 2 ** 32 - 1] : [-(2 ** 31), 2 ** 31 - 1];
  const odd =
    elementType === 'float32'
      ? undefined
      : init.find(
          (value) => !Number.isInteger(value) || value < low || value > high,
        );
  return odd === undefined
    ? ''
    : `${odd} is no ${elementType}; write whole numbers from ${low} to ${high}.`;
}

/** Throws in words. */
export function parseSeed(text: string): number {
  const seed = Number(text.trim() || NaN);
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new Error(
    `"${text}" is no seed; write a whole number from 0 to 4294967295.`,
  );
}
