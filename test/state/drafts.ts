/** Drafts for tests: all that are allowed, and one of a real kernel. */
import fc from 'fast-check';
import type { Draft, FreeDraft, KernelDraft } from '../../src/state/draft';

export const kernelDraft: KernelDraft = {
  kind: 'kernel',
  op: 'conv2d',
  kernel: 'naive',
  shapes: { input: [1, 8, 16, 16], filter: [16, 8, 3, 3] },
  options: { strides: [1, 1], padding: [1, 1, 1, 1], groups: 1, relu: false },
  constants: { TILE: 4 },
  seed: 7,
  sources: { 'conv2d/naive.wgsl': 'const TILE = 4u; // größer\n' },
  workgroups: { 'conv2d/naive.wgsl': ['ceil(out_width / 8)', 2] },
};

export const freeDraft: FreeDraft = {
  kind: 'free',
  code: '@compute @workgroup_size(64) fn main() {}',
  entryPoint: '',
  workgroups: [1],
  buffers: [
    {
      name: 'values',
      access: 'read_write',
      elementType: 'float32',
      length: 64,
      init: { uniform: 3 },
    },
  ],
  shown: 'values',
  view: 'plot',
  imageWidth: 8,
};

const name = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  .filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text));
const table = <T>(value: fc.Arbitrary<T>, maxKeys: number) =>
  fc.dictionary(name, value, { maxKeys, noNullPrototype: true });
/** JSON has no negative zero. */
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => value + 0);
const code = fc.string({ maxLength: 400, unit: 'binary' });
const seed = fc.nat(2 ** 32 - 1);
const extents = fc.array(fc.oneof(fc.nat(65_535), name), {
  minLength: 1,
  maxLength: 3,
});
const option = fc.oneof(
  number,
  fc.constantFrom(Infinity, -Infinity),
  fc.boolean(),
  name,
  fc.constant(null),
);

const kernelDrafts: fc.Arbitrary<KernelDraft> = fc.record(
  {
    kind: fc.constant('kernel' as const),
    op: name,
    kernel: name,
    shapes: table(fc.array(fc.nat(2 ** 31 - 1), { maxLength: 8 }), 4),
    options: table(fc.oneof(option, fc.array(option, { maxLength: 4 })), 6),
    constants: table(number, 4),
    seed,
    sources: table(code, 3),
    workgroups: table(extents, 3),
  },
  { noNullPrototype: true },
);

const freeDrafts: fc.Arbitrary<FreeDraft> = fc.record(
  {
    kind: fc.constant('free' as const),
    code,
    entryPoint: fc.oneof(fc.constant(''), name),
    workgroups: extents,
    buffers: fc.uniqueArray(
      fc.record(
        {
          name,
          access: fc.constantFrom('read', 'read_write', 'uniform'),
          elementType: fc.constantFrom('float32', 'int32', 'uint32'),
          length: fc.integer({ min: 1, max: 2 ** 29 }),
          init: fc.oneof(
            fc.constantFrom('zeros' as const, 'iota' as const),
            fc.record({ uniform: seed }, { noNullPrototype: true }),
            fc.array(number, { maxLength: 9 }),
          ),
        },
        { noNullPrototype: true },
      ),
      { maxLength: 8, selector: (buffer) => buffer.name },
    ),
    shown: name,
    view: fc.constantFrom('numbers', 'image', 'plot'),
    imageWidth: fc.integer({ min: 1, max: 4096 }),
  },
  { noNullPrototype: true },
);

export const drafts: fc.Arbitrary<Draft> = fc.oneof(kernelDrafts, freeDrafts);
