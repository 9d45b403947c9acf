/** Reads the model back by the wire format, field by field. */
import { expect, it } from 'vitest';
import { onnxModel } from '../../src/peers/onnx';

type Fields = Record<number, (number | Uint8Array)[]>;

function decode(bytes: Uint8Array): Fields {
  const fields: Fields = {};
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const value = varint();
    const list = (fields[tag >> 3] ??= []);
    if (tag % 8 === 0) list.push(value);
    else {
      list.push(bytes.slice(at, at + value));
      at += value;
    }
  }
  return fields;
}
const inside = (value: number | Uint8Array) => decode(value as Uint8Array);
const word = (value: number | Uint8Array) =>
  new TextDecoder().decode(value as Uint8Array);

it('writes a Conv with its attributes, weights and shapes', () => {
  const filter = { shape: [300, 1, 1, 1], data: new Float32Array(300).fill(2) };
  const model = decode(
    onnxModel({
      type: 'Conv',
      attributes: { group: 1, pads: [1, 2, 3, 400] },
      ...{ inputs: { x: [1, 1, 8, 8] }, outputShape: [1, 300, 8, 8] },
      weights: { filter },
    }),
  );
  expect(model[1]).toEqual([8]);
  expect(inside(model[8][0])[2]).toEqual([17]);
  const graph = inside(model[7][0]);
  const node = inside(graph[1][0]);
  expect(node[1].map(word)).toEqual(['x', 'filter']);
  expect([...node[2], ...node[4]].map(word)).toEqual(['y', 'Conv']);
  const [group, pads] = node[5].map(inside);
  expect([word(group[1][0]), group[3], group[20]]).toEqual(['group', [1], [2]]);
  expect([word(pads[1][0]), pads[8], pads[20]]).toEqual([
    'pads',
    [1, 2, 3, 400],
    [7],
  ]);
  const weights = inside(graph[5][0]);
  expect(weights[1]).toEqual([300, 1, 1, 1]);
  expect(word(weights[8][0])).toBe('filter');
  expect(
    new Float32Array((weights[9][0] as Uint8Array).slice().buffer),
  ).toEqual(filter.data);
  const type = inside(inside(inside(graph[12][0])[2][0])[1][0]);
  const sides = inside(type[2][0])[1].map((dim) => inside(dim)[1][0]);
  expect([type[1], sides]).toEqual([[1], [1, 300, 8, 8]]);
});

it('writes whole-number weights and outputs, and sides not known before', () => {
  const most = { shape: [1], data: BigInt64Array.of(70_000n) };
  const model = decode(
    onnxModel({
      ...{ type: 'NonMaxSuppression', attributes: {} },
      inputs: { boxes: [1, 9, 4], scores: [1, 1, 9] },
      ...{ outputShape: [-1, 3], outputType: 'int64', weights: { most } },
    }),
  );
  const graph = inside(model[7][0]);
  const node = inside(graph[1][0]);
  expect(node[1].map(word)).toEqual(['boxes', 'scores', 'most']);
  const weights = inside(graph[5][0]);
  expect([weights[1], weights[2]]).toEqual([[1], [7]]);
  const raw = (weights[9][0] as Uint8Array).slice().buffer;
  expect(new BigInt64Array(raw)).toEqual(most.data);
  const typeOf = (value: number | Uint8Array) =>
    inside(inside(inside(value)[2][0])[1][0]);
  expect(graph[11].map((input) => typeOf(input)[1])).toEqual([[1], [1]]);
  const output = typeOf(graph[12][0]);
  const sides = inside(output[2][0])[1].map((dim) => inside(dim)[1] ?? null);
  expect([output[1], sides]).toEqual([[7], [null, [3]]]);
});
