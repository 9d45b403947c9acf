import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RidgepointError } from '../../src/errors';
import {
  mostFileBytes,
  parsePlayFile,
  playFileText,
  readPlayFile,
} from '../../src/state/play-file';
import { device } from '../ui/literals';
import { keptItems, runItem, trial } from './kept-items';

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const whole = playFileText(keptItems, device);

const refusal = async (content: BlobPart): Promise<string> => {
  try {
    await readPlayFile(new Blob([content]), 'kept.json');
  } catch (error) {
    expect(error).toBeInstanceOf(RidgepointError);
    expect(error).toMatchObject({ code: 'invalid' });
    return (error as Error).message;
  }
  return 'accepted';
};

test('what was exported is imported as it was', () => {
  const file = parsePlayFile(whole);
  expect(file.items).toEqual(keptItems);
  expect(file).toMatchObject({ product: 'Ridgepoint', schema: 1 });
  expect(file.device?.adapter).toBe(device.adapter);
});

test('a wrong answer is kept too: NaN, infinite distance, an error map', () => {
  const { check } = trial;
  const wrong = {
    ...trial,
    outcome: 'wrong' as const,
    ab: null,
    check: check && {
      ...check,
      ok: false,
      failures: 3,
      maxUlp: Infinity,
      worst: check.worst && { ...check.worst, actual: NaN },
      map: { width: 1, height: 1, ulp: [Infinity] },
    },
  };
  const items = [{ ...runItem, report: wrong }];
  expect(parsePlayFile(playFileText(items, null)).items).toEqual(items);
});

/** The file with one thing changed, by what has to stand there first. */
const changed = (from: string, to: string): string => {
  expect(whole).toContain(from);
  return whole.replace(from, to);
};

test.each<[string, () => BlobPart, RegExp]>([
  ['another product', () => changed('"Ridgepoint"', '"Other"'), /not say that/],
  [
    'a newer schema',
    () => changed('"schema": 1', '"schema": 2'),
    /schema 2, .*reload/,
  ],
  ['no schema', () => changed('"schema": 1', '"schema": "1"'), /which schema/],
  [
    'a time as a text',
    () => changed('"minMs": 2.425', '"minMs": "2 ms"'),
    /items\[1\]\.report\.ab\.original\.minMs is "2 ms", and has to be a finite number from 0/,
  ],
  [
    'seconds',
    () => changed('"medianMs": 2.5', '"medianMs": 0.0025'),
    /percentile do not fall/,
  ],
  [
    'microseconds',
    () => changed('"medianMs": 2.5', '"medianUs": 2500'),
    /medianMs is missing/,
  ],
  [
    'a name twice',
    () => changed('"größer"', '"unrolled"'),
    /no name stands twice/,
  ],
  [
    'a wrong trial with a time',
    () => changed('"right"', '"wrong"'),
    /timed only where it is right/,
  ],
  [
    'a draft with a stray key',
    () => changed('"imageWidth": 8', '"imageWidth": 8, "run": true'),
    /run is not known/,
  ],
  [
    'a proto key',
    () => changed('"schema": 1', '"schema": 1, "__proto__": {"x": 1}'),
    /"__proto__"/,
  ],
  ['no UTF-8', () => Uint8Array.of(0x7b, 0xff, 0xfe), /no text in UTF-8/],
  ['nothing', () => '', /not JSON/],
  ['too much', () => new Uint8Array(mostFileBytes + 1), /at most 20000000/],
])('%s is refused in words', async (_, content, words) => {
  expect(await refusal(content())).toMatch(words);
});

interface Place {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

function places(value: unknown, path: Place['path'] = []): Place[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const isList = Array.isArray(value);
  const inner = Object.entries(value).flatMap(([key, item]) =>
    places(item, [...path, isList ? Number(key) : key]),
  );
  return [{ path, value }, ...inner];
}

const all = places(JSON.parse(whole)).filter(({ path }) => path.length > 0);
/** Tables of free keys, and values that may be a text as well as a number. */
const open = ['options', 'shapes', 'constants', 'sources', 'workgroups'];
const loose = ['maxUlp', 'allowedUlp', 'actual', 'expected', 'ulp'];
const isUnder = ({ path }: Place, names: readonly string[]) =>
  path.some((part) => names.includes(String(part)));
/** May be left out. */
const optional = ['cache', 'dispatchUs'];
const leaves = all.filter(
  ({ value }) => typeof value !== 'object' || value === null,
);
const tables = all.filter(
  ({ value }) => typeof value === 'object' && !Array.isArray(value) && value,
);
const numbers = leaves.filter(
  (place) =>
    typeof place.value === 'number' && !isUnder(place, [...open, ...loose]),
);
const needed = all.filter(
  (place) =>
    !isUnder(place, [...open, ...optional]) &&
    typeof place.path.at(-1) === 'string',
);

/** The file with another value at a place; undefined takes it away. */
function withValue(path: Place['path'], value: unknown, key?: string): string {
  const file = JSON.parse(whole) as Record<string | number, unknown>;
  const inner = path
    .slice(0, -1)
    .reduce((at, part) => at[part] as typeof file, file);
  const last = path.at(-1)!;
  if (key !== undefined)
    Object.defineProperty(inner[last], key, { value, enumerable: true });
  else if (value === undefined) delete inner[last];
  else inner[last] = value;
  return JSON.stringify(file);
}

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const at = (list: readonly Place[]) => fc.constantFrom(...list);

/** Each is malformed by construction, whatever was drawn. */
const malformed: Record<string, fc.Arbitrary<BlobPart>> = {
  'cut short': fc
    .nat(whole.trimEnd().length - 1)
    .map((length) => whole.slice(0, length)),
  'a table for a value': fc
    .tuple(at(leaves), fc.json())
    .map(([{ path }, text]) => withValue(path, { unknown: text })),
  'a text for a number': fc
    .tuple(
      at(numbers),
      fc.constantFrom('NaN', 'Infinity', '-Infinity', '', '3', '12 ms', 'null'),
    )
    .map(([{ path }, text]) => withValue(path, text)),
  'a flag or a list for a number': fc
    .tuple(at(numbers), fc.constantFrom<unknown>(true, [], [1], {}))
    .map(([{ path }, value]) => withValue(path, value)),
  'something left out': at(needed).map(({ path }) =>
    withValue(path, undefined),
  ),
  'a key of every object': fc
    .tuple(at(tables), fc.constantFrom('__proto__', 'constructor', 'prototype'))
    .map(([{ path }, key]) => withValue(path, { polluted: 1 }, key)),
  'nested deeply': fc
    .tuple(at(all), fc.integer({ min: 40, max: 2000 }))
    .map(([{ path }, depth]) => withValue(path, JSON.parse(deep(depth)))),
  'a huge list': fc
    .integer({ min: 70_000, max: 200_000 })
    .chain((length) =>
      at(all).map(({ path }) => withValue(path, Array(length).fill(0))),
    ),
  'another unit': at(
    numbers.filter(({ path }) => String(path.at(-1)).endsWith('Ms')),
  ).map(({ path, value }) => {
    const name = String(path.at(-1));
    const text = withValue(path, `@${name}@`);
    return text.replace(
      `"${name}":"@${name}@"`,
      `"${name.slice(0, -2)}Us":${String(value)}`,
    );
  }),
  'a name twice': fc
    .tuple(fc.nat(3), fc.integer({ min: 1, max: 3 }))
    .map(([i, step]) =>
      withValue(['items', i, 'name'], keptItems[(i + step) % 4].name),
    ),
  'another product': fc
    .string({ unit: 'binary' })
    .filter((name) => name !== 'Ridgepoint')
    .map((name) => withValue(['product'], name)),
  'another schema': fc
    .oneof(
      fc.integer().filter((n) => n !== 1),
      fc.string(),
      fc.double({ min: 1.1 }),
    )
    .map((schema) => withValue(['schema'], schema)),
  bytes: fc
    .uint8Array({ maxLength: 500 })
    .map((bytes) => new Uint8Array(bytes)),
  unicode: fc.string({ unit: 'binary', maxLength: 200 }),
  'any JSON': fc.json(),
};

test('no malformed file is accepted, and each is refused as invalid', async () => {
  const kinds = Object.entries(malformed).map(([kind, contents]) =>
    contents.map((content) => ({ kind, content })),
  );
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.oneof(...kinds), async ({ kind, content }) => {
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      expect(`${kind}: ${await refusal(content)}`).not.toBe(
        `${kind}: accepted`,
      );
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    }),
    { seed, numRuns: 900 },
  );
  expect([...seen.keys()].sort()).toEqual(Object.keys(malformed).sort());
}, 120_000);
