import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field, FieldValue, Fields } from '../../src/ops/fields';
import {
  formatHash,
  parseHash,
  workloadFromQuery,
  workloadToQuery,
} from '../../src/state/url';

const fields: Fields = [
  {
    kind: 'int',
    id: 'channels',
    label: 'Channels',
    help: 'depth',
    min: 1,
    max: 4096,
    initial: 32,
  },
  {
    kind: 'ints',
    id: 'strides',
    label: 'Stride',
    help: 'steps',
    parts: ['height', 'width'],
    min: 1,
    max: 8,
    initial: [1, 1],
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'order',
    choices: ['nchw', 'nhwc'],
    initial: 'nchw',
  },
  { kind: 'flag', id: 'bias', label: 'Bias', help: 'add', initial: false },
];
const op = {
  id: 'conv2d',
  fields,
  presets: [
    {
      id: 'resnet50-conv4',
      title: 'ResNet-50 · conv4_x',
      group: 'ResNet-50',
      workload: { channels: 256, strides: [2, 2] },
    },
  ],
};
const read = (query: Record<string, string>) =>
  workloadFromQuery(op, new URLSearchParams(query));

test('a preset as it stands is written as its id alone', () => {
  const { workload } = read({ preset: 'resnet50-conv4' });
  expect(workload).toEqual({
    channels: 256,
    strides: [2, 2],
    layout: 'nchw',
    bias: false,
  });
  expect(workloadToQuery(op, workload, 'resnet50-conv4')).toEqual({
    op: 'conv2d',
    preset: 'resnet50-conv4',
  });
});

test('only what differs from the preset is written', () => {
  const workload = {
    channels: 256,
    strides: [2, 1],
    layout: 'nchw',
    bias: true,
  };
  expect(workloadToQuery(op, workload, 'resnet50-conv4')).toEqual({
    op: 'conv2d',
    preset: 'resnet50-conv4',
    strides: '2x1',
    bias: '1',
  });
});

test('a bad value leaves the initial one and says why', () => {
  const { workload, problems } = read({ channels: '9999', strides: '2' });
  expect(workload.channels).toBe(32);
  expect(workload.strides).toEqual([1, 1]);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/Channels 9999: .* 1 to 4096\. .*32 is used\./);
});

test('unknown names and presets are reported, known ones are not', () => {
  const query = new URLSearchParams(
    'preset=none&stride=2&tab=passes&op=conv2d',
  );
  const { presetId, problems } = workloadFromQuery(op, query, ['tab']);
  expect(presetId).toBeNull();
  expect(problems).toEqual([
    expect.stringContaining('preset "none"'),
    expect.stringContaining('stride in the link'),
  ]);
});

const valueOf = (field: Field): fc.Arbitrary<FieldValue> => {
  switch (field.kind) {
    case 'int':
      return fc.integer({ min: field.min, max: field.max });
    case 'number':
      return fc.double({ min: field.min, max: field.max, noNaN: true });
    case 'ints':
      return fc.array(fc.integer({ min: field.min, max: field.max }), {
        minLength: field.parts.length,
        maxLength: field.parts.length,
      });
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'flag':
      return fc.boolean();
  }
};

test('every workload survives the link, through the hash and back', () => {
  const workloads = fc.record(
    Object.fromEntries(fields.map((field) => [field.id, valueOf(field)])),
  );
  const presets = fc.constantFrom(null, 'resnet50-conv4');
  fc.assert(
    fc.property(workloads, presets, (workload, presetId) => {
      const query = workloadToQuery(op, workload, presetId);
      const route = parseHash(formatHash('bench', query));
      expect(route.page).toBe('bench');
      expect(workloadFromQuery(op, route.query)).toEqual({
        workload,
        presetId,
        problems: [],
      });
    }),
  );
});

test('no link crashes the page', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
      const { query } = parseHash(`#${a}?channels=${b}&${c}`);
      expect(workloadFromQuery(op, query).workload).toHaveProperty('channels');
    }),
  );
});
