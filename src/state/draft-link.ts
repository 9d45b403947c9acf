/**
 * A draft in a link: "1." + base64url of a check sum and the deflated JSON.
 * Edited texts travel whole, so that a link loads even where the original has
 * changed since; deflated, a kernel takes some 2,000 characters.
 */
import { invalid } from '../errors';
import { crc32 } from './crc32';
import type { Draft } from './draft';
import { checkedDraft, mostDraftBytes } from './draft-check';
import { jsonText, parsedJson } from './plain-json';

const version = '1';
const what = 'The draft in this link';
const again = 'ask for the link again, or for a file';
const sumBytes = 4;
const pieceBytes = 1024;
/** Deflate adds 5 bytes to each 65,535 that it cannot make shorter. */
const mostPacked = Math.ceil((mostDraftBytes * 4) / 3) + 1000;
/** Address bars, chat programs and mail gateways cut what is much longer. */
export const mostLinkCharacters = 8000;

/** The value of the link's `draft=`. */
export async function packDraft(draft: Draft): Promise<string> {
  const json = new TextEncoder().encode(jsonText(checkedDraft(draft)));
  const deflated = await collected(
    streamOf(json).pipeThrough(new CompressionStream('deflate-raw')),
  );
  const bytes = new Uint8Array(sumBytes + deflated.length);
  new DataView(bytes.buffer).setUint32(0, crc32(deflated));
  bytes.set(deflated, sumBytes);
  return `${version}.${toBase64Url(bytes)}`;
}

/** Throws `invalid` for every text that packDraft did not make. */
export async function unpackDraft(packed: string): Promise<Draft> {
  const bytes = fromBase64Url(body(packed));
  if (bytes.length <= sumBytes) throw damaged('it ends too early');
  const deflated = bytes.subarray(sumBytes);
  // Of the deflated bytes: not every browser minds what follows their end.
  if (new DataView(bytes.buffer).getUint32(0) !== crc32(deflated))
    throw damaged('its check sum is another');
  const json = await inflated(deflated);
  return checkedDraft(parsedJson(decoded(json), what), what);
}

/** Characters of the whole link. */
export const linkSize = (packed: string, address: string): number =>
  address.length + '&draft='.length + packed.length;

export const linkFits = (packed: string, address: string): boolean =>
  linkSize(packed, address) <= mostLinkCharacters;

function body(packed: string): string {
  const [, found, rest] = /^(\d{1,4})\.([\w-]*)$/.exec(packed) ?? [];
  if (found === undefined)
    throw damaged(
      `it has to be a version, a point and letters, digits, "-" or "_"`,
    );
  if (found !== version)
    throw invalid(
      `${what} has form ${found}, and this Ridgepoint reads form ${version}; ` +
        `reload the page for the newest, or ask for a file.`,
    );
  if (rest.length > mostPacked)
    throw invalid(
      `${what} has ${rest.length} characters: at most ${mostPacked} are ` +
        `read; ask for a file.`,
    );
  return rest;
}

/** Stops as soon as there is too much: a bomb is not let go off. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    return await collected(
      streamOf(bytes).pipeThrough(new DecompressionStream('deflate-raw')),
      mostDraftBytes,
    );
  } catch (error) {
    if (error instanceof TooMuch)
      throw invalid(
        `${what} unpacks to more than ${mostDraftBytes} bytes, which no ` +
          `draft has; ${again}.`,
      );
    throw damaged('it does not unpack');
  }
}

class TooMuch extends Error {}

async function collected(
  stream: ReadableStream<Uint8Array>,
  most = Infinity,
): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      // What is not read any more need not be waited for.
      reader.cancel().catch(() => {});
      throw new TooMuch();
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** In small pieces: one of them inflates to a thousand times its size. */
function streamOf(bytes: Uint8Array<ArrayBuffer>) {
  let at = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += pieceBytes)));
    },
  });
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw damaged('it holds no text');
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw damaged('its length is none that a whole one has');
  }
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  // atob passes over bits behind the last byte.
  if (toBase64Url(bytes) !== text) throw damaged('its last letter is another');
  return bytes;
}

const damaged = (why: string) =>
  invalid(`${what} was cut or changed on its way: ${why}; ${again}.`);
