/**
 * Writes ONNX models: enough of the protobuf encoding (ONNX IR version 8,
 * opset 17; field numbers from onnx.proto) for a layer or a network.
 */
type Bytes = readonly number[] | Uint8Array;

export interface OnnxTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}
type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** A model of one node. */
export interface OnnxNode {
  readonly type: string;
  readonly attributes: Attributes;
  /** Float32 inputs, in the node's order. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  /** The one output, "y"; a side of -1 is not known before. */
  readonly outputShape: readonly number[];
  /** Absent: float32. */
  readonly outputType?: 'int64';
  /** Weights, in the order of the node's inputs after the others. */
  readonly weights: Readonly<Record<string, OnnxTensor>>;
}

export interface OnnxGraph {
  /** Float32. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  /** Each after those whose values it reads. */
  readonly nodes: readonly {
    readonly type: string;
    readonly attributes?: Attributes;
    readonly inputs: readonly string[];
    readonly output: string;
  }[];
  readonly weights: Readonly<Record<string, OnnxTensor>>;
  readonly outputs: Readonly<Record<string, OnnxOutput>>;
}
interface OnnxOutput {
  readonly shape: readonly number[];
  /** Absent: float32. */
  readonly type?: 'int64';
}

const float = 1; // TensorProto.FLOAT
const int64 = 7; // TensorProto.INT64
const intAttribute = 2; // AttributeProto.INT
const intsAttribute = 7; // AttributeProto.INTS

export function onnxModel(node: OnnxNode): Uint8Array {
  const { type, attributes, inputs, weights, outputShape, outputType } = node;
  const names = [...Object.keys(inputs), ...Object.keys(weights)];
  return onnxGraph({
    ...{ inputs, weights },
    nodes: [{ type, attributes, inputs: names, output: 'y' }],
    outputs: { y: { shape: outputShape, type: outputType } },
  });
}

export function onnxGraph(graph: OnnxGraph): Uint8Array {
  const parts = [
    ...graph.nodes.flatMap(({ type, attributes = {}, inputs, output }) =>
      field(
        1,
        ...inputs.map((name) => text(1, name)),
        text(2, output),
        text(4, type),
        ...Object.entries(attributes).map(([name, value]) =>
          attribute(name, value),
        ),
      ),
    ),
    text(2, 'layers'),
    ...Object.entries(graph.weights).map(([name, tensor]) =>
      initializer(name, tensor),
    ),
    ...Object.entries(graph.inputs).flatMap(([name, shape]) =>
      field(11, ...valueInfo(name, shape, float)),
    ),
    ...Object.entries(graph.outputs).flatMap(([name, { shape, type }]) =>
      field(12, ...valueInfo(name, shape, type === 'int64' ? int64 : float)),
    ),
  ];
  return concat([
    int(1, 8),
    ...field(7, ...parts),
    ...field(8, text(1, ''), int(2, 17)),
  ]);
}

function attribute(name: string, value: number | readonly number[]): Bytes {
  const values =
    typeof value === 'number'
      ? [int(3, value), int(20, intAttribute)]
      : [...value.map((each) => int(8, each)), int(20, intsAttribute)];
  return concat(field(5, text(1, name), ...values));
}

function initializer(name: string, { shape, data }: OnnxTensor): Bytes {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return concat(
    field(
      5,
      ...shape.map((side) => int(1, side)),
      int(2, data instanceof Float32Array ? float : int64),
      text(8, name),
      ...field(9, raw),
    ),
  );
}

/** name, type { tensor_type { elem_type, shape { dim { dim_value } } } } */
function valueInfo(
  name: string,
  shape: readonly number[],
  type: number,
): Bytes[] {
  const dims = shape.flatMap((side) =>
    field(1, ...(side < 0 ? [] : [int(1, side)])),
  );
  const tensor = [int(1, type), ...field(2, ...dims)];
  return [text(1, name), ...field(2, ...field(1, ...tensor))];
}

/** A length-delimited field: tag, length, then its parts. */
function field(number: number, ...parts: Bytes[]): Bytes[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [[...varint(8 * number + 2), ...varint(length)], ...parts];
}

const text = (number: number, value: string): Bytes =>
  concat(field(number, new TextEncoder().encode(value)));

const int = (number: number, value: number): Bytes => [
  ...varint(8 * number),
  ...varint(value),
];

/** Seven bits to a byte, low ones first. Values from 0 up. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128))
    bytes.push((value % 128) | 128);
  return [...bytes, value];
}

function concat(parts: readonly Bytes[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
