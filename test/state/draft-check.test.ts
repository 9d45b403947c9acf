import { expect, test } from 'vitest';
import { RidgepointError } from '../../src/errors';
import { ops } from '../../src/ops';
import { initialWorkload } from '../../src/ops/fields';
import { checkedDraft } from '../../src/state/draft-check';
import { freeDraft, kernelDraft } from './drafts';

const refusal = (value: unknown): string => {
  try {
    checkedDraft(value);
  } catch (error) {
    expect(error).toBeInstanceOf(RidgepointError);
    expect(error).toMatchObject({ code: 'invalid' });
    return (error as Error).message;
  }
  return 'accepted';
};

test('a draft that is right comes back as it was', () => {
  expect(checkedDraft(kernelDraft)).toEqual(kernelDraft);
  expect(checkedDraft(freeDraft)).toEqual(freeDraft);
});

test.each(ops.map((op) => [op.id, op] as const))(
  'every problem of %s can be a draft',
  (_, op) => {
    const workloads = [{}, ...op.presets.map(({ workload }) => workload)];
    for (const workload of workloads) {
      const { shapes, options } = op.problem({
        ...initialWorkload(op.fields),
        ...workload,
      });
      const draft = { ...kernelDraft, op: op.id, shapes, options };
      expect(refusal(draft)).toBe('accepted');
      expect(refusal({ ...draft, options: op.options(options) })).toBe(
        'accepted',
      );
    }
  },
);

test.each<[string, unknown, RegExp]>([
  ['nothing', null, /it is null, and has to be "kernel" or "free"/],
  ['a list', [kernelDraft], /"kernel" or "free"/],
  ['another kind', { ...freeDraft, kind: 'video' }, /kind is "video"/],
  ['a missing part', { ...freeDraft, view: undefined }, /view is undefined/],
  [
    'an unknown part',
    { ...kernelDraft, run: 'now' },
    /run is not known here; correct it/,
  ],
  [
    'a side that is a text',
    { ...kernelDraft, shapes: { input: [1, '8'] } },
    /shapes\.input\[1\] is "8", and has to be a whole number from 0/,
  ],
  [
    'nine sides',
    { ...kernelDraft, shapes: { input: Array(9).fill(1) } },
    /shapes\.input is a list of 9, and has to be a list of 0 to 8/,
  ],
  [
    'a side beyond 2^31',
    { ...kernelDraft, shapes: { input: [2 ** 31 + 1] } },
    /2147483649.*2147483648/,
  ],
  [
    'a long text',
    { ...freeDraft, code: 'ü'.repeat(100_001) },
    /code is a text of 100001 characters.*at most 200000 bytes/,
  ],
  [
    'seventeen texts',
    {
      ...kernelDraft,
      sources: Object.fromEntries([...Array(17)].map((_, i) => [`f${i}`, ''])),
    },
    /sources is a table of 17.*at most 16/,
  ],
  ['no name', { ...kernelDraft, op: '' }, /op is "", .*not empty/],
  [
    'a long name',
    { ...kernelDraft, kernel: 'k'.repeat(201) },
    /kernel .*at most 200 characters/,
  ],
  [
    'a long file name',
    { ...kernelDraft, sources: { ['f'.repeat(201)]: '' } },
    /the name a text of 201 characters has to be .*at most 200/,
  ],
  ['half a seed', { ...kernelDraft, seed: 0.5 }, /seed is 0\.5/],
  [
    'no number',
    { ...kernelDraft, constants: { T: NaN } },
    /constants\.T is NaN/,
  ],
  [
    'nine buffers',
    {
      ...freeDraft,
      buffers: [...Array(9)].map((_, i) => ({
        ...freeDraft.buffers[0],
        name: `b${i}`,
      })),
    },
    /buffers is a list of 9.*0 to 8/,
  ],
  [
    'a name twice',
    { ...freeDraft, buffers: [...freeDraft.buffers, ...freeDraft.buffers] },
    /no name stands twice/,
  ],
  [
    'four extents',
    { ...freeDraft, workgroups: [1, 1, 1, 1] },
    /workgroups is a list of 4.*1 to 3/,
  ],
  [
    'much of everything',
    {
      ...kernelDraft,
      sources: Object.fromEntries(
        [...Array(6)].map((_, i) => [`f${i}`, 'x'.repeat(199_000)]),
      ),
    },
    /takes 1194\d\d\d bytes: at most 1000000/,
  ],
  [
    'a date',
    { ...kernelDraft, options: { when: new Date() } },
    /options\.when/,
  ],
  ['a function', { ...kernelDraft, options: { f() {} } }, /options\.f/],
])('%s is refused in words', (_, value, words) => {
  expect(refusal(value)).toMatch(words);
});

test.each(['__proto__', 'constructor', 'prototype'])(
  'the key %s is refused wherever it stands',
  (key) => {
    const planted = (json: string) =>
      JSON.parse(json.replace('"PLACE"', JSON.stringify(key))) as unknown;
    const json = JSON.stringify(kernelDraft);
    for (const text of [
      `{"PLACE":{"kind":"kernel"},${json.slice(1)}`,
      json.replace('"sources":{', '"sources":{"PLACE":"x",'),
      json.replace('"options":{', '"options":{"PLACE":{"polluted":1},'),
    ])
      expect(refusal(planted(text))).toMatch(`the key "${key}"`);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  },
);

test('a nest without end is refused before it is walked', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  expect(refusal({ ...kernelDraft, options: { deep } })).toMatch(/nested/);
});
