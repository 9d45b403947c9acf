/** Drafts from links, files and storage: all of it right, or refused. */
import * as v from 'valibot';
import { invalid } from '../errors';
import type { Draft } from './draft';
import {
  atMost,
  checked,
  finiteNumber,
  infinite,
  listOf,
  shortText,
  tableOf,
  wholeNumber,
} from './checked';
import { jsonText } from './plain-json';

/** Of one text. */
export const mostTextBytes = 200_000;
/** Of a whole draft as JSON. */
export const mostDraftBytes = 1_000_000;

const text = v.pipe(
  v.string('a text'),
  v.maxBytes(mostTextBytes, `a text of at most ${mostTextBytes} bytes`),
);
export const seedSchema = wholeNumber(0, 2 ** 32 - 1);
const extent = v.union(
  [wholeNumber(0, 2 ** 32 - 1), shortText],
  'a number from 0 to 4294967295 or a formula of at most 200 characters',
);
const extents = listOf(extent, 1, 3);
const plainValue = v.union(
  [
    finiteNumber,
    infinite,
    v.boolean(),
    v.null(),
    v.pipe(v.string(), v.maxLength(200)),
  ],
  'a number, a flag or a text of at most 200 characters',
);
const option = v.union(
  [plainValue, listOf(plainValue, 0, 64)],
  'a number, a flag, a text of at most 200 characters or a list of them',
);

export const optionsSchema = tableOf(option, 64);
export const shapesSchema = tableOf(listOf(wholeNumber(0, 2 ** 31), 0, 8), 16);

const kernelDraft = v.strictObject(
  {
    kind: v.literal('kernel', '"kernel"'),
    op: shortText,
    kernel: shortText,
    shapes: shapesSchema,
    options: optionsSchema,
    constants: tableOf(finiteNumber, 64),
    seed: seedSchema,
    sources: tableOf(text, 16),
    workgroups: tableOf(extents, 16),
  },
  'a table',
);

const freeBuffer = v.strictObject(
  {
    name: shortText,
    access: v.picklist(
      ['read', 'read_write', 'uniform'],
      'read, read_write or uniform',
    ),
    elementType: v.picklist(
      ['float32', 'int32', 'uint32'],
      'float32, int32 or uint32',
    ),
    // A form takes more than a GPU gives: the engine says how much that is.
    length: wholeNumber(1, 2 ** 40),
    init: v.union(
      [
        v.picklist(['zeros', 'iota']),
        v.strictObject({ uniform: seedSchema }),
        listOf(finiteNumber, 0, 65_536),
      ],
      '"zeros", "iota", {"uniform": a seed} or a list of up to 65536 numbers',
    ),
  },
  'a table',
);

const freeDraft = v.strictObject(
  {
    kind: v.literal('free', '"free"'),
    code: text,
    entryPoint: atMost(200),
    workgroups: extents,
    buffers: v.pipe(
      listOf(freeBuffer, 0, 8),
      v.check(
        (buffers) =>
          new Set(buffers.map((b) => b.name)).size === buffers.length,
        'a list in which no name stands twice',
      ),
    ),
    shown: atMost(200),
    view: v.picklist(['numbers', 'image', 'plot'], 'numbers, image or plot'),
    imageWidth: wholeNumber(1, 2 ** 16),
    pixels: v.optional(
      v.picklist(['grey', 'rgba', 'packed'], 'grey, rgba or packed'),
    ),
    plot: v.optional(v.picklist(['line', 'histogram'], 'line or histogram')),
    timeLimitMs: v.optional(wholeNumber(1, 600_000)),
  },
  'a table',
);

export const draftSchema: v.GenericSchema<unknown, Draft> = v.variant(
  'kind',
  [kernelDraft, freeDraft],
  '"kernel" or "free"',
);

/** A draft of known form and bounded size. Throws `invalid`. */
export function checkedDraft(value: unknown, what = 'The draft'): Draft {
  const draft = checked(
    draftSchema,
    value,
    what,
    'correct it, or ask for it again where it came from',
  );
  const { length } = new TextEncoder().encode(jsonText(draft));
  if (length > mostDraftBytes)
    throw invalid(
      `${what} takes ${length} bytes: at most ${mostDraftBytes} are read; ` +
        `shorten its texts.`,
    );
  return draft;
}
