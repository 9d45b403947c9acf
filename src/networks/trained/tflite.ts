/**
 * A .tflite as a network: the ops that the segmentation models of MediaPipe
 * are made of. Field numbers are those of TensorFlow's schema.fbs.
 */
import { unsupported } from '../../errors';
import { halfValue } from '../../ops/float16';
import type { Shape } from '../../ops/tensor';
import { Builder, windowOptions, type Value } from '../builder';
import type { Network } from '../graph';
import { trained } from '../weights';
import { Table } from './flatbuffer';
import { mhwcToOihw, ohwiToOihw, permuted } from './permute';

/** BuiltinOperator of the schema. */
const builtin = {
  add: 0,
  averagePool: 1,
  conv: 3,
  depthwise: 4,
  dequantize: 6,
  logistic: 14,
  mul: 18,
  relu: 19,
  resizeBilinear: 23,
  custom: 32,
  hardSwish: 117,
} as const;
/** TensorType of the schema. */
const float16 = 1;

interface Constant {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** Throws `unsupported` for an op or form that is not known. */
export function networkOfTflite(
  head: Pick<Network, 'id' | 'title' | 'source'>,
  bytes: ArrayBuffer,
): Network {
  const model = Table.root(bytes);
  const codes = model.tables(1);
  const [graph] = model.tables(2);
  const tensors = graph.tables(0);
  const buffers = model.tables(4);
  const b = new Builder(head);
  const values = new Map<number, Value>();
  /** float16 weights stand behind a DEQUANTIZE each. */
  const behind = new Map<number, number>();
  const counts = new Map<string, number>();
  const name = (kind: string) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return `${kind} ${counts.get(kind)}`;
  };

  const constant = (index: number): Constant => {
    const tensor = tensors[behind.get(index) ?? index];
    // A copy, for the file aligns nothing.
    const raw = buffers[tensor.int(2)].bytes(0).slice().buffer;
    return {
      shape: tensor.ints(0),
      data:
        tensor.byte(1) === float16
          ? Float32Array.from(new Uint16Array(raw), halfValue)
          : new Float32Array(raw),
    };
  };
  const weight = (index: number, axes?: readonly number[]): Value => {
    const { shape, data } = constant(index);
    const turned = axes ? permuted(data, shape, axes) : { shape, data };
    return b.weight(`weight ${index}`, trained(turned.shape, turned.data));
  };
  const unfused = (what: string, activation: number) => {
    if (activation !== 0)
      throw unsupported(
        `${head.id}, ${what}: fused activation ${activation} is not known.`,
      );
  };

  const convolved = (
    operator: Table,
    inputs: readonly number[],
    depthwise: boolean,
  ): Value => {
    const options = operator.table(4)!;
    const label = name(depthwise ? 'depthwise' : 'conv');
    // A depthwise one has its multiplier before the activation.
    const after = depthwise ? 4 : 3;
    unfused(label, options.byte(after));
    const input = values.get(inputs[0])!;
    const filter = weight(inputs[1], depthwise ? mhwcToOihw : ohwiToOihw);
    const [, , height, width] = filter.shape;
    const { kernel: _, ...window } = windowOptions(input.shape, {
      kernel: [height, width],
      stride: options.int(2, 1),
      dilation: options.int(after + 2, 1),
      padding: options.byte(0) === 0 ? 'same' : 0,
    });
    return b.node(
      label,
      'conv2d',
      { input, filter, bias: weight(inputs[2]) },
      { ...window, groups: depthwise ? input.shape[1] : 1 },
    );
  };

  const [input] = graph.ints(1);
  const [batch, height, width, channels] = tensors[input].ints(0);
  values.set(input, b.input('input', [batch, channels, height, width]));
  for (const operator of graph.tables(3)) {
    const code = codes[operator.int(0)];
    // Old files have the small number only.
    const op = Math.max(code.byte(0), code.int(3));
    const inputs = operator.ints(1);
    const [output] = operator.ints(2);
    const read = (i: number): Value => values.get(inputs[i])!;
    switch (op) {
      case builtin.dequantize:
        behind.set(output, inputs[0]);
        continue;
      case builtin.conv:
      case builtin.depthwise:
        values.set(
          output,
          convolved(operator, inputs, op === builtin.depthwise),
        );
        continue;
      case builtin.add:
      case builtin.mul: {
        const kind = op === builtin.add ? 'add' : 'mul';
        unfused(kind, operator.table(4)?.byte(0) ?? 0);
        values.set(
          output,
          b.node(name(kind), kind, { a: read(0), b: read(1) }),
        );
        continue;
      }
      case builtin.relu:
      case builtin.hardSwish:
      case builtin.logistic: {
        const kind = elementwise[op];
        values.set(output, b.node(name(kind), kind, { input: read(0) }));
        continue;
      }
      case builtin.averagePool: {
        const options = operator.table(4)!;
        const [, , h, w] = read(0).shape;
        if (options.int(4) !== h || options.int(3) !== w)
          throw unsupported(`${head.id}: only global means are known.`);
        values.set(
          output,
          b.node(name('mean'), 'averagePool2d', { input: read(0) }),
        );
        continue;
      }
      case builtin.resizeBilinear: {
        const halfPixel = operator.table(4)!.byte(3) === 1;
        const [, h, w] = tensors[output].ints(0);
        values.set(
          output,
          b.node(
            name('resize'),
            'resample2d',
            { input: read(0) },
            {
              mode: 'linear',
              sizes: [h, w],
              axes: [2, 3],
              coordinateTransformation: halfPixel ? 'half_pixel' : 'asymmetric',
            },
          ),
        );
        continue;
      }
      case builtin.custom: {
        if (code.text(1) !== 'Convolution2DTransposeBias')
          throw unsupported(`${head.id}: op ${code.text(1)} is not known.`);
        values.set(output, transposed(operator, read(0), inputs));
        continue;
      }
      default:
        throw unsupported(`${head.id}: operator ${op} is not known.`);
    }
  }
  return b.build(...graph.ints(2).map((index) => values.get(index)!));

  /** MediaPipe's own: padding, stride width and height as three int32. */
  function transposed(
    operator: Table,
    x: Value,
    inputs: readonly number[],
  ): Value {
    const raw = operator.bytes(5).slice().buffer;
    const [, strideWidth, strideHeight] = new Int32Array(raw);
    // OHWI → IOHW.
    const filter = weight(inputs[1], [3, 0, 1, 2]);
    return b.node(
      name('transposed conv'),
      'convTranspose2d',
      { input: x, filter, bias: weight(inputs[2]) },
      { strides: [strideHeight, strideWidth] },
    );
  }
}

const elementwise = {
  [builtin.relu]: 'relu',
  [builtin.hardSwish]: 'hardSwish',
  [builtin.logistic]: 'sigmoid',
} as const;
