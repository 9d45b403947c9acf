/**
 * What was kept, as one file that says what it is. Files are anyone's: all of
 * one is right, or none of it is taken.
 */
import * as v from 'valibot';
import type { DeviceReport } from '../engine/api';
import { invalid } from '../errors';
import { checked, listOf } from './checked';
import {
  deviceSchema,
  itemSchema,
  keptDevice,
  type KeptDevice,
  type KeptItem,
} from './kept-item';
import { jsonText, parsedJson } from './plain-json';
import { problemParts } from './report-parts';

const product = 'Ridgepoint';
const schema = 1;
export const mostFileBytes = 20_000_000;
export const mostItems = 500;

export interface PlayFile {
  readonly product: typeof product;
  readonly schema: typeof schema;
  readonly writtenAt: string;
  /** That wrote it; what was measured elsewhere says so itself. */
  readonly device: KeptDevice | null;
  readonly items: readonly KeptItem[];
}

const fileSchema: v.GenericSchema<unknown, PlayFile> = v.strictObject(
  {
    product: v.literal(product),
    schema: v.literal(schema),
    writtenAt: problemParts.measuredAt,
    device: deviceSchema,
    items: v.pipe(
      listOf(itemSchema, 1, mostItems),
      v.check(
        (items) => new Set(items.map(({ name }) => name)).size === items.length,
        'a list in which no name stands twice',
      ),
    ),
  },
  'a table',
);

/** Throws `invalid` where it would be too large to be read again. */
export function playFileText(
  items: readonly KeptItem[],
  device: DeviceReport | null,
): string {
  const file = {
    product,
    schema,
    writtenAt: new Date().toISOString(),
    device: keptDevice(device),
    items,
  };
  const text = `${jsonText(checkedFile(file, 'The file to be written'), 1)}\n`;
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > mostFileBytes) throw tooLarge('The file to be written', bytes);
  return text;
}

/** Throws `invalid` for every file that is not one of these. */
export async function readPlayFile(
  file: Blob,
  name = 'the file',
): Promise<PlayFile> {
  const what = `"${name.slice(0, 80)}"`;
  // Not read at all: a film dropped by mistake would fill the memory.
  if (file.size > mostFileBytes) throw tooLarge(what, file.size);
  let text: string;
  try {
    const bytes = await file.arrayBuffer();
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid(
      `${what} is no text in UTF-8; choose a file that was exported here.`,
    );
  }
  return parsePlayFile(text, what);
}

export const parsePlayFile = (text: string, what = 'The file'): PlayFile =>
  checkedFile(parsedJson(text, what), what);

function checkedFile(value: unknown, what: string): PlayFile {
  const head = Object(value) as Record<string, unknown>;
  if (!Object.hasOwn(head, 'product') || head.product !== product)
    throw invalid(
      `${what} does not say that it is of ${product}; choose a file that was ` +
        `exported on this page.`,
    );
  if (typeof head.schema === 'number' && head.schema > schema)
    throw invalid(
      `${what} has schema ${head.schema}, and this ${product} reads schema ` +
        `${schema}; reload the page for the newest one.`,
    );
  if (head.schema !== schema)
    throw invalid(
      `${what} does not say which schema it has; this page reads schema ` +
        `${schema}, which its Export writes.`,
    );
  return checked(
    fileSchema,
    value,
    what,
    'mend it, or export it again where it came from',
  );
}

const tooLarge = (what: string, bytes: number) =>
  invalid(
    `${what} has ${bytes} bytes: at most ${mostFileBytes} are read; export ` +
      `fewer items into one file.`,
  );
