/** Keys, classes of shapes, and what a store may hold. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, resumed } from '../../../src/engine/tuner/contenders';
import { raceKey, shapeClass } from '../../../src/engine/tuner/key';
import { Memory, type Race } from '../../../src/engine/tuner/memory';
import { conv2d } from '../../../src/ops/conv2d';
import { checkWorkload, type Workload } from '../../../src/ops/fields';
import type { Op } from '../../../src/ops/op';

const device = {
  features: ['subgroups'],
  limits: {},
  software: false,
  threads: 8,
  adapter: 'Apple M2',
  userAgent: 'Chrome/147',
};
const subjectOf = (workload: Workload, change: object = {}) => ({
  ...{ op: conv2d as Op, backend: 'webgpu' as const, device },
  ...conv2d.problem(checkWorkload(conv2d.fields, workload)),
  ...change,
});
const entriesFor = ({ op, shapes, options, backend, device }: Subject) =>
  entriesOf(op, shapes, options, backend, device);
type Subject = ReturnType<typeof subjectOf>;
const keyOf = (workload: Workload, change: object = {}) => {
  const subject = subjectOf(workload, change);
  return raceKey(subject, entriesFor(subject));
};

const layer = { in: [56, 56], cin: 64, cout: 64 };
const key = keyOf(layer);

describe('a race is remembered', () => {
  it.each([
    ['an image side of the same order', { in: [57, 60] }],
    ['a batch that stays', { n: 1 }],
  ])('for %s', (_, change) => {
    expect(keyOf({ ...layer, ...change })).toBe(key);
  });

  it.each([
    ['an image √2 as large', { in: [80, 80] }],
    ['other channels', { cin: 65 }],
    ['other outputs', { cout: 63 }],
    ['another kernel', { k: [5, 5] }],
    ['another stride', { s: [2, 2] }],
    ['another layout', { layout: 'nhwc' }],
  ])('not for %s', (_, change) => {
    expect(keyOf({ ...layer, ...change })).not.toBe(key);
  });

  it('not on another device, browser, backend or kernel', () => {
    for (const change of [
      { device: { ...device, adapter: 'NVIDIA H100' } },
      { device: { ...device, userAgent: 'Chrome/148' } },
      { backend: 'wasm' as const },
      { kernel: 'quad' },
    ])
      expect(keyOf(layer, change)).not.toBe(key);
  });

  it('not once a kernel has changed or come', () => {
    const [first, ...others] = conv2d.kernels;
    if (first.backend !== 'webgpu') throw new Error('no GPU kernel');
    const changed: typeof first = {
      ...first,
      plan(...given) {
        const { passes, ...rest } = first.plan(...given);
        const edited = passes.map((pass) => ({
          ...pass,
          shader: { ...pass.shader, code: `${pass.shader.code}// faster` },
        }));
        return { ...rest, passes: edited };
      },
    };
    const more = { ...first, id: 'new' };
    for (const kernels of [
      [changed, ...others],
      [...conv2d.kernels, more],
    ])
      expect(keyOf(layer, { op: { ...conv2d, kernels } as Op })).not.toBe(key);
  });
});

describe('the class of a shape', () => {
  const { options } = subjectOf(layer);
  const sidesOf = (...input: number[]) =>
    shapeClass(conv2d as Op, { input, filter: [9, 7, 17, 17] }, options);

  it('rounds sides and batch to powers of √2, from 16 up', () => {
    expect(sidesOf(20, 20, 224, 112).input).toEqual([23, 20, 256, 128]);
    expect(sidesOf(1, 3, 7, 15).input).toEqual([1, 3, 7, 15]);
  });

  it('leaves channels and weights as they are', () => {
    expect(sidesOf(1, 37, 30, 30)).toEqual({
      input: [1, 37, 32, 32],
      filter: [9, 7, 17, 17],
    });
  });

  it('is the shape itself where an op names no image axes', () => {
    const { planeAxes: _, ...op } = conv2d as Op;
    const shapes = { input: [20, 3, 224, 224] };
    expect(shapeClass(op, shapes, options)).toEqual(shapes);
  });
});

describe('memory', () => {
  let folder: string;
  const before = process.env.RIDGEPOINT_CACHE;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ridgepoint-'));
    process.env.RIDGEPOINT_CACHE = join(folder, 'deep');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    if (before === undefined) delete process.env.RIDGEPOINT_CACHE;
    else process.env.RIDGEPOINT_CACHE = before;
  });
  const file = () => join(folder, 'deep', 'tuner.json');

  const entries = entriesFor(subjectOf(layer));
  const race: Race = {
    elapsedMs: 700,
    budgetMs: 1000,
    adapter: 'Apple M2',
    shapes: { input: [1, 64, 56, 56] },
    racedAt: '2026-11-25T00:00:00.000Z',
    guess: { kernel: 'quad', constants: { CHANNELS: 16 } },
    contenders: entries.map(({ kernel, constants }, i) => ({
      ...{ kernel: kernel.id, constants: { ...constants } },
      ...(i < 4
        ? { ms: 1 + i, rounds: 4 - i }
        : { ms: null, rounds: 0, note: 'no time left' }),
    })),
  };

  it('survives the process, and keeps the others', async () => {
    await new Memory().remember('a', race);
    await new Memory().remember('b', { ...race, elapsedMs: 1 });
    expect(await new Memory().recall('a', entries)).toEqual(race);
    expect(await new Memory().recall('c', entries)).toBeNull();
  });

  it('leaves no draft behind', async () => {
    await new Memory().remember('a', race);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ a: race });
    rmSync(file());
    rmSync(join(folder, 'deep'), { recursive: true });
    expect(await new Memory().recall('a', entries)).toBeNull();
  });

  it('is empty where the file is broken, and mends it', async () => {
    await new Memory().remember('a', race);
    for (const broken of ['', '{"a": {"contend', '[]', 'null', '7']) {
      writeFileSync(file(), broken);
      expect(await new Memory().recall('a', entries)).toBeNull();
    }
    await new Memory().remember('b', race);
    expect(await new Memory().recall('b', entries)).toEqual(race);
  });

  const [winner, ...losers] = race.contenders;
  it.each([
    ['nothing', null],
    ['text', 'quad'],
    ['no contenders', { ...race, contenders: [] }],
    ['a winner without a time', { ...race, contenders: losers.slice(3) }],
    [
      'a time that is text',
      { ...race, contenders: [{ ...winner, ms: '1' }, ...losers] },
    ],
    ['no guess', { ...race, guess: undefined }],
    ['no date', { ...race, racedAt: 7 }],
    ['a contender less', { ...race, contenders: race.contenders.slice(0, -1) }],
    [
      'constants that are gone',
      {
        ...race,
        contenders: [{ ...winner, constants: { CHANNELS: 64 } }, ...losers],
      },
    ],
  ])('takes no race with %s', async (_, kept) => {
    await new Memory().remember('a', race);
    writeFileSync(file(), JSON.stringify({ a: kept }));
    expect(await new Memory().recall('a', entries)).toBeNull();
  });

  it('holds within an engine where nothing can be kept', async () => {
    // A file where the folder should be.
    writeFileSync(join(folder, 'deep'), '');
    const memory = new Memory();
    await memory.remember('a', race);
    expect(await memory.recall('a', entries)).toEqual(race);
    expect(await new Memory().recall('a', entries)).toBeNull();
  });

  it('orders a second race: old winner, untried, then by time', () => {
    const order = resumed(entries, [
      race.contenders[1],
      race.contenders[0],
      ...race.contenders.slice(2),
    ]);
    const places = order.map((entry) => entries.indexOf(entry));
    const untried = entries.flatMap(({ history }, i) =>
      i >= 4 && !history ? [i] : [],
    );
    const simple = entries.flatMap(({ history }, i) => (history ? [i] : []));
    expect(untried.length).toBeGreaterThan(2);
    expect(simple.length).toBeGreaterThan(0);
    expect(places).toEqual([1, ...untried, 0, 2, 3, ...simple]);
  });
});
