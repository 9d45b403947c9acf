import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { RidgepointError } from '../../src/errors';

import { crc32 } from '../../src/state/crc32';
import { linkFits, packDraft, unpackDraft } from '../../src/state/draft-link';
import { drafts, freeDraft, kernelDraft } from './drafts';

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const address = 'https://ridgepoint.example/#playground?mode=kernel';

afterEach(() => vi.unstubAllGlobals());

/** What packDraft would make of any bytes. */
const packed = (bytes: Uint8Array, change = 0) => {
  const deflated = deflateRawSync(bytes);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(crc32(deflated) + change);
  return `1.${Buffer.concat([head, deflated]).toString('base64url')}`;
};

const refusal = async (text: string): Promise<string> => {
  try {
    await unpackDraft(text);
  } catch (error) {
    expect(error).toBeInstanceOf(RidgepointError);
    expect(error).toMatchObject({ code: 'invalid' });
    return (error as Error).message;
  }
  return 'accepted';
};

test('CRC-32 is that of the standard', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

test('every draft comes back from its link as it was', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, async (draft) => {
      const text = await packDraft(draft);
      expect(text).toMatch(/^1\.[\w-]+$/);
      expect(encodeURIComponent(text)).toBe(text);
      expect(await unpackDraft(text)).toEqual(draft);
    }),
    { seed, numRuns: 300 },
  );
});

test('a whole kernel fits into a link, a hundred do not', async () => {
  const code = readFileSync('shaders/conv2d/direct.wgsl', 'utf8');
  const draft = { ...kernelDraft, sources: { 'conv2d/direct.wgsl': code } };
  const text = await packDraft(draft);
  expect(text.length).toBeLessThan(4000);
  expect(linkFits(text, address)).toBe(true);
  const noise = [...Array(9_000)].map((_, i) => crc32(Buffer.from(`${i}`)));
  const long = await packDraft({ ...freeDraft, code: noise.join(' ') });
  expect(linkFits(long, address)).toBe(false);
});

test('what is no link of ours is told from what was damaged', async () => {
  const text = await packDraft(kernelDraft);
  expect(await refusal('')).toMatch(/a version, a point and letters/);
  expect(await refusal(`2${text.slice(1)}`)).toMatch(/form 2.*reads form 1/);
  expect(await refusal(text.slice(0, -7))).toMatch(/cut or changed/);
  expect(await refusal(`${text}AAAA`)).toMatch(/cut or changed/);
  expect(await refusal('1.')).toMatch(/ends too early/);
  expect(await refusal(packed(Buffer.from('{"kind":')))).toMatch(/not JSON/);
  expect(await refusal(packed(Buffer.from([0xff, 0xfe])))).toMatch(/no text/);
  expect(await refusal(packed(Buffer.from('{}')))).toMatch(
    /"kernel" or "free"/,
  );
  expect(await refusal(packed(Buffer.from('{}'), 1))).toMatch(/check sum/);
  expect(await refusal(`1.${'A'.repeat(2e6)}`)).toMatch(/at most \d+ are read/);
});

test('a bomb is not let go off: inflating stops at the limit', async () => {
  let inflatedBytes = 0;
  const { DecompressionStream: Native } = globalThis;
  vi.stubGlobal('DecompressionStream', function (format: CompressionFormat) {
    const native = new Native(format);
    const meter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        inflatedBytes += chunk.length;
        controller.enqueue(chunk);
      },
    });
    return {
      writable: native.writable,
      readable: native.readable.pipeThrough(meter),
    };
  });
  const bomb = packed(Buffer.alloc(256 * 2 ** 20));
  expect(bomb.length).toBeLessThan(400_000);
  expect(await refusal(bomb)).toMatch(/unpacks to more than 1000000 bytes/);
  expect(inflatedBytes).toBeGreaterThan(1_000_000);
  expect(inflatedBytes).toBeLessThan(6_000_000);
});

/** Damage that leaves no whole link: each differs from the text it came of. */
const damages: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc
    .double({ min: 0, max: 0.999, noNaN: true })
    .map(
      (share) => (text: string) =>
        text.slice(0, Math.floor(share * text.length)),
    ),
  fc.tuple(fc.nat(), fc.nat(63)).map(([place, letter]) => (text: string) => {
    const at = place % text.length;
    const letters = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_0123456789`;
    const other = letters[letter] === text[at] ? '~' : letters[letter];
    return text.slice(0, at) + other + text.slice(at + 1);
  }),
  fc
    .tuple(fc.nat(), fc.string({ minLength: 1, unit: 'binary' }))
    .map(([place, more]) => (text: string) => {
      const at = place % text.length;
      return text.slice(0, at) + more + text.slice(at);
    }),
  fc.nat().map((place) => (text: string) => {
    const at = place % (text.length - 1);
    return text[at] === text[at + 1]
      ? text.slice(0, at)
      : text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  }),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => () => text),
  fc
    .uint8Array({ maxLength: 300 })
    .map((bytes) => () => `1.${Buffer.from(bytes).toString('base64url')}`),
  fc.json().map((json) => () => packed(Buffer.from(json))),
);

test('no damaged link is accepted, and each is refused as invalid', async () => {
  const wholes = await Promise.all([kernelDraft, freeDraft].map(packDraft));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...wholes),
      damages,
      async (whole, damage) => {
        const text = damage(whole);
        expect(text).not.toBe(whole);
        expect(await refusal(text)).not.toBe('accepted');
      },
    ),
    { seed, numRuns: 1000 },
  );
});
