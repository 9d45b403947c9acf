/** What the form of a program knows without a page. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FreeBuffer } from '../../../src/engine/api';
import { bindingsOf, dispatchOf } from '../../../src/engine/trial/free-text';
import type { FreeDraft } from '../../../src/state/draft';
import { checkedDraft } from '../../../src/state/draft-check';
import {
  bindingsText,
  buffersFrom,
  disagreements,
  withBindings,
} from '../../../src/ui/playground/free/bindings';
import {
  accesses,
  changedBuffer,
  elementTypes,
  movedBuffer,
  nameProblem,
  parseLength,
  parseNumbers,
  parseSeed,
  valuesProblem,
  withBuffer,
  withoutBuffer,
} from '../../../src/ui/playground/free/buffers';
import {
  callOf,
  runsAlike,
  sameDraft,
} from '../../../src/ui/playground/free/call';
import { examples } from '../../../src/ui/playground/free/examples';

const buffer = (name: string, more: Partial<FreeBuffer> = {}): FreeBuffer => ({
  ...{ name, access: 'read_write', elementType: 'float32', length: 16 },
  ...{ init: 'zeros', ...more },
});
const names = (buffers: readonly FreeBuffer[]) =>
  buffers.map(({ name }) => name);

describe('the list of buffers', () => {
  const list = { buffers: [buffer('a'), buffer('b'), buffer('c')], shown: 'b' };

  it('takes one more under a name of its own', () => {
    const taken = { buffers: [buffer('data1')], shown: 'data1' };
    expect(names(withBuffer(taken).buffers)).toEqual(['data1', 'data2']);
    expect(withBuffer({ buffers: [], shown: '' }).shown).toBe('data0');
  });

  it('shows what is left, and follows a new name', () => {
    expect(withoutBuffer(list, 1)).toMatchObject({ shown: 'c' });
    expect(withoutBuffer(list, 0)).toMatchObject({ shown: 'b' });
    expect(changedBuffer(list, 1, buffer('z'))).toMatchObject({ shown: 'z' });
    expect(withoutBuffer({ buffers: [buffer('a')], shown: 'a' }, 0)).toEqual({
      ...{ buffers: [], shown: '' },
    });
  });

  it('moves by one place', () => {
    expect(names(movedBuffer(list, 2, -1).buffers)).toEqual(['a', 'c', 'b']);
    expect(names(movedBuffer(list, 0, 1).buffers)).toEqual(['b', 'a', 'c']);
  });
});

describe('texts of the form', () => {
  it.each([
    ['65536', 65_536],
    ['65 536', 65_536],
    ['65,536', 65_536],
    ['256 * 192', 49_152],
    ['256×192', 49_152],
    ['1e3', 1000],
  ])('%s is a length', (text, length) => {
    expect(parseLength(text)).toBe(length);
  });
  it.each(['', '0', '-1', '1.5', 'x', '2 *', '9e99'])(
    '"%s" is no length',
    (text) => {
      expect(() => parseLength(text)).toThrow(/is no length/);
    },
  );

  it('reads numbers as they are pasted', () => {
    expect(parseNumbers('[1, 2.5f;\n(−3e2) 0x10 7u]')).toEqual([
      ...[1, 2.5, -300, 16, 7],
    ]);
    expect(parseNumbers(' ')).toEqual([]);
    for (const text of ['1 two', 'NaN', '1e999'])
      expect(() => parseNumbers(text)).toThrow(/is no number/);
    expect(() => parseNumbers('1 '.repeat(65_537))).toThrow(/at most/);
  });

  it('numbers come back as they were written', () => {
    const numbers = fc.array(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(numbers, (values) => {
        expect(parseNumbers(values.join(', '))).toEqual(
          values.map((value) => value + 0),
        );
      }),
    );
  });

  it('knows what is a name, a seed, and what fits a type', () => {
    expect(nameProblem('größe_2', [])).toBe('');
    expect(nameProblem('2x', [])).toMatch(/is no name/);
    expect(nameProblem('a', [buffer('a')])).toMatch(/already/);
    expect(parseSeed('7')).toBe(7);
    expect(() => parseSeed('-1')).toThrow(/is no seed/);
    const of = (init: number[], elementType: FreeBuffer['elementType']) =>
      valuesProblem(buffer('a', { length: 2, init, elementType }));
    expect(of([0.5, 1], 'float32')).toBe('');
    expect(of([0.5], 'int32')).toMatch(/0.5 is no int32/);
    expect(of([-1], 'uint32')).toMatch(/-1 is no uint32/);
    expect(of([1, 2, 3], 'float32')).toMatch(/3 numbers for 2 elements/);
  });
});

const anyBuffers = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/),
    access: fc.constantFrom(...accesses),
    elementType: fc.constantFrom(...elementTypes),
    length: fc.integer({ min: 1, max: 40 }),
    init: fc.constant('zeros' as const),
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 6 },
);

describe('bindings', () => {
  it('agree with the form that wrote them, in any text', () => {
    fc.assert(
      fc.property(anyBuffers, anyBuffers, (before, buffers) => {
        const code = `// head\n${bindingsText(before)}\nfn f() {}\n`;
        const text = withBindings(code, buffers);
        expect(disagreements(text, buffers)).toEqual([]);
        expect(bindingsOf(text)).toHaveLength(buffers.length);
        expect(text).toMatch(/^\/\/ head\n/);
        expect(text).toContain('fn f() {}');
        expect(names(buffersFrom(text, []))).toEqual(names(buffers));
      }),
    );
  });

  it('are put in front of a text without any; comments stay', () => {
    const comment = '// @group(0) @binding(0) var<uniform> a: f32;\n';
    const text = withBindings(`${comment}fn f() {}`, [buffer('x')]);
    expect(text).toContain(comment);
    expect(text.split('\n')[0]).toBe(
      '@group(0) @binding(0) var<storage, read_write> x: array<f32>;',
    );
  });

  it.each([
    [
      '@group(1) @binding(0) var<storage, read_write> x: array<f32>;',
      /group 1/,
    ],
    [
      '@group(0) @binding(1) var<storage, read_write> x: array<f32>;',
      /only binding 0/,
    ],
    [
      '@group(0) @binding(0) var<storage, read> x: array<f32>;',
      /is read_write; write/,
    ],
    [
      '@group(0) @binding(0) var<storage, read_write> x: array<vec2u>;',
      /holds u32/,
    ],
    [
      '@group(0) @binding(0) var<storage, read_write> y: array<f32>;',
      /bound by place/,
    ],
    ['', /which the text does not declare/],
  ])('%s is told', (code, message) => {
    const found = disagreements(code, [buffer('x')]);
    expect(found.map((one) => one.message).join('\n')).toMatch(message);
  });

  it('say nothing of a struct, nor of atomics of the right type', () => {
    const code =
      'struct S { a: f32, b: u32 }\n' +
      '@group(0) @binding(0) var<storage, read_write> x: array<S>;\n' +
      '@group(0) @binding(1) var<storage, read_write> y: array<atomic<u32>>;';
    const y = buffer('y', { elementType: 'uint32' });
    expect(disagreements(code, [buffer('x'), y])).toEqual([]);
  });

  it('make a form of a text, and keep what is known of a name', () => {
    const known = [buffer('x', { length: 99, init: { uniform: 4 } })];
    const code =
      '@group(0) @binding(2) var<uniform> u: vec4<i32>;\n' +
      '@group(0) @binding(0) var<storage, read> x: array<u32>;';
    expect(buffersFrom(code, known)).toMatchObject([
      { name: 'x', access: 'read', elementType: 'uint32', length: 99 },
      { name: 'unused1' },
      { name: 'u', access: 'uniform', elementType: 'int32', length: 4 },
    ]);
  });

  it('give no name twice', () => {
    const twice =
      '@group(0) @binding(0) var<storage, read> x: array<u32>;\n' +
      '@group(0) @binding(1) var<storage, read> x: array<u32>;';
    expect(names(buffersFrom(twice, []))).toEqual(['x', 'unused1']);
  });

  it('take any text', () => {
    fc.assert(
      fc.property(fc.string(), anyBuffers, (text, buffers) => {
        disagreements(text, buffers);
        buffersFrom(text, buffers);
      }),
    );
  });
});

describe('a draft', () => {
  const [{ draft }] = examples;

  it('of each example is one that links and files take', () => {
    for (const example of examples) {
      expect(checkedDraft(structuredClone(example.draft))).toEqual(
        example.draft,
      );
      expect(disagreements(example.draft.code, example.draft.buffers)).toEqual(
        [],
      );
    }
  });

  it('says what it would dispatch', () => {
    expect(dispatchOf(callOf(draft))).toEqual({
      ...{ workgroups: [16, 1, 1], invocations: 1024 },
    });
    const wrong: FreeDraft = { ...draft, workgroups: ['z'] };
    expect(() => dispatchOf(callOf(wrong))).toThrow(/"z" is not known/);
  });

  it('is the same whatever the order of its keys', () => {
    const turned = Object.fromEntries(
      Object.entries(draft).reverse(),
    ) as unknown as FreeDraft;
    expect(sameDraft(draft, turned)).toBe(true);
    const seen: FreeDraft = { ...draft, view: 'plot' };
    expect(runsAlike(draft, seen)).toBe(true);
    expect(sameDraft(draft, seen)).toBe(false);
    expect(runsAlike(draft, { ...draft, workgroups: [1] })).toBe(false);
  });

  it('reads all buffers where they are small, else the one shown', () => {
    expect(callOf(draft).read).toEqual(['x', 'y', 'a']);
    const large = draft.buffers.map((one) => ({ ...one, length: 2 ** 24 }));
    expect(callOf({ ...draft, buffers: large }).read).toEqual(['y']);
  });
});
