/** What can be wrong with a call, as data, and how to make it wrong. */
import type { Op } from '../ops/op';
import { arrayTypes, elementCount, type Tensor } from '../ops/tensor';
import type { Tensors } from '../ops/tensor';
import type { Draw } from './draw';
import type { FuzzCase } from './fuzz-case';

export type Fault =
  /** Replaces a part of the call: op, backend, kernel, inputs, options … */
  | { kind: 'call'; name: string; value: unknown }
  | { kind: 'option'; name: string; value: unknown }
  /** Replaces a whole input; undefined takes it away. */
  | { kind: 'input'; role: string; value: unknown }
  /** One side of a shape; the data stays as it is. */
  | { kind: 'side'; role: string; axis: number; value: unknown }
  /** The shape and the data, one beside the other. */
  | { kind: 'shape'; role: string; shape: number[] }
  | { kind: 'dtype'; role: string; value: unknown }
  | {
      kind: 'array';
      role: string;
      value: 'Float64Array' | 'Array' | 'DataView';
    }
  | { kind: 'length'; role: string; value: number }
  | { kind: 'type'; role: string; value: Tensor['dtype'] };

/** A call as somebody might make it. */
export interface LooseCall {
  op: unknown;
  call: Record<string, unknown>;
}

export interface Broken extends LooseCall {
  /** It cannot be right: an answer would be wrong, whatever it is. */
  readonly mustFail: boolean;
  /** One of these has to be in the message, if there is any. */
  readonly shows: readonly string[];
}

const oddSides = [-1, 1.5, NaN, Infinity, 2 ** 31, 2 ** 40, '3', null, 1e300];
const oddValues: readonly unknown[] = [
  ...[NaN, Infinity, -Infinity, -1, 0, 1.5, 7, 2 ** 31, 2 ** 53, 1e300],
  ...['', 'x', '1', null, true, false],
  ...[[], [1], [0, 0], [-1, -1], [NaN, 1], [1, 2, 3], [2 ** 31, 1]],
  ...[[1, 1, 1, 1], [1e9, 1e9], ['1', '1'], {}, { length: 2 }, [[1, 1]]],
];
const oddNames = ['', 'x', '__proto__', 'constructor', 'toString', 5, {}, []];
const oddCalls: Readonly<Record<string, readonly unknown[]>> = {
  op: [...oddNames, null, 'conv3d', true],
  kernel: oddNames,
  backend: [...oddNames, 'cuda'],
  inputs: [null, 5, 'x', [], true, {}],
  options: [5, 'x', [], true],
  constants: [
    ...[5, 'x', [], true, { x: 1 }, { constructor: 1 }],
    ...[0, -1, 1.5, NaN, 1e9, '4', null].map((value) => ({ TILE: value })),
  ],
  tuneMs: [NaN, -1, 'x', {}],
  retune: ['x', 5],
};

/** Draws one for a problem. */
export function drawFault({ shapes, options }: FuzzCase, draw: Draw): Fault {
  const role = draw.pick(Object.keys(shapes));
  const shape = shapes[role];
  const option = draw.pick(Object.keys(options).concat('unknownOption'));
  const axis = draw.int(0, Math.max(0, shape.length - 1));
  const kind = draw.pick([
    ...([
      'call',
      'call',
      'option',
      'option',
      'option',
      'option',
      'input',
    ] as const),
    ...([
      'side',
      'shape',
      'shape',
      'dtype',
      'array',
      'length',
      'type',
    ] as const),
  ]);
  switch (kind) {
    case 'call': {
      const name = draw.pick(Object.keys(oddCalls));
      return { kind, name, value: draw.pick(oddCalls[name]) };
    }
    case 'option':
      return { kind, name: option, value: draw.pick(oddValues) };
    case 'input': {
      const value = draw.pick([undefined, null, 5, 'x', [], {}, { shape: [] }]);
      return { kind, role: draw.chance(0.2) ? 'toString' : role, value };
    }
    case 'side':
      return { kind, role, axis, value: draw.pick(oddSides) };
    case 'shape':
      return { kind, role, shape: reshaped(shape, axis, draw) };
    case 'dtype': {
      const names = ['float64', 'int4', 'FLOAT32', 'constructor', 'toString'];
      return { kind, role, value: draw.pick([...names, '__proto__', null, 5]) };
    }
    case 'array':
      return {
        kind,
        role,
        value: draw.pick(['Float64Array', 'Array', 'DataView'] as const),
      };
    case 'length':
      return { kind, role, value: draw.pick([-1, 1, 100]) };
    case 'type':
      return {
        ...{ kind, role },
        value: draw.pick(Object.keys(arrayTypes) as Tensor['dtype'][]),
      };
  }
}

/** Another rank, or a side that is one off, double or nothing. */
function reshaped(
  shape: readonly number[],
  axis: number,
  draw: Draw,
): number[] {
  const side = shape[axis] ?? 1;
  switch (draw.int(0, 3)) {
    case 0:
      return [...shape, 1];
    case 1:
      return shape.slice(1);
    case 2:
      return [];
    default:
      return shape.length === 0
        ? [0]
        : shape.with(
            axis,
            draw.pick([0, side + 1, 2 * side, Math.max(0, side - 1)]),
          );
  }
}

/** The call of a case, made wrong. */
export function broken(
  fault: Fault,
  op: Op,
  call: { inputs: Tensors; options: Record<string, unknown> },
): Broken {
  const own: LooseCall = { op: op.id, call: { ...call } };
  const replaced = (role: string, tensor: unknown): LooseCall => ({
    op: op.id,
    call: { ...call, inputs: { ...call.inputs, [role]: tensor } },
  });
  const tensor = 'role' in fault ? call.inputs[fault.role] : undefined;
  switch (fault.kind) {
    case 'call': {
      const { name, value } = fault;
      if (name === 'op')
        return { ...own, op: value, mustFail: true, shows: ['op'] };
      own.call[name] = value;
      if (name === 'constants') own.call.kernel = op.kernels[0].id;
      const mustFail =
        name === 'kernel' ||
        name === 'backend' ||
        (name === 'constants' && !isEmpty(value)) ||
        (name === 'inputs' && value !== undefined) ||
        (name === 'options' && value !== null);
      return {
        ...own,
        mustFail,
        shows: [name, ...names(op, name), text(value)],
      };
    }
    case 'option':
      own.call.options = { ...call.options, [fault.name]: fault.value };
      return {
        ...own,
        mustFail: fault.name === 'unknownOption',
        // Null is as good as absent: the message is then of something else.
        shows:
          fault.value === null
            ? []
            : // A right value may make another output, which no residual fits.
              [fault.name, text(fault.value), 'residual'],
      };
    case 'input': {
      const { role, value } = fault;
      const optional = op.inputs.find(({ name }) => name === role)?.optional;
      const mustFail =
        !(optional && value === undefined) && role !== 'toString';
      const shows = [role];
      return {
        ...replaced(role, value),
        mustFail: mustFail || value !== undefined,
        shows,
      };
    }
    case 'side': {
      const shape: unknown[] = [...tensor!.shape];
      if (shape.length === 0) shape.push(fault.value);
      else shape[fault.axis] = fault.value;
      const shows = [fault.role];
      return {
        ...replaced(fault.role, { ...tensor, shape }),
        mustFail: true,
        shows,
      };
    }
    case 'shape': {
      const count = elementCount(fault.shape);
      const Elements = arrayTypes[tensor!.dtype];
      const data = new Elements(count);
      data.set(tensor!.data.slice(0, count) as never);
      return {
        ...replaced(fault.role, { ...tensor, shape: fault.shape, data }),
        ...{
          mustFail: false,
          shows: [fault.role, text(fault.shape), ...fault.shape.map(String)],
        },
      };
    }
    case 'dtype':
      return {
        ...replaced(fault.role, { ...tensor, dtype: fault.value }),
        ...{ mustFail: true, shows: [fault.role] },
      };
    case 'array': {
      const values = Array.from(tensor!.data as Float32Array, Number);
      const data = {
        Float64Array: () => Float64Array.from(values),
        Array: () => values,
        DataView: () => new DataView(new ArrayBuffer(4 * values.length)),
      }[fault.value]();
      return {
        ...replaced(fault.role, { ...tensor, data }),
        ...{ mustFail: true, shows: [fault.role] },
      };
    }
    case 'length': {
      const length = Math.max(0, tensor!.data.length + fault.value);
      const data = new arrayTypes[tensor!.dtype](length);
      return {
        ...replaced(fault.role, { ...tensor, data }),
        ...{ mustFail: length !== tensor!.data.length, shows: [fault.role] },
      };
    }
    case 'type': {
      const data = new arrayTypes[fault.value](tensor!.data.length);
      return {
        ...replaced(fault.role, { ...tensor, dtype: fault.value, data }),
        ...{ mustFail: false, shows: [fault.role, fault.value] },
      };
    }
  }
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && Object.keys(value ?? {}).length === 0;

/** What a message calls a part of the call. */
const names = (op: Op, part: string): readonly string[] =>
  part === 'inputs' ? op.inputs.map(({ name }) => name) : [op.id];

/** As messages print it. */
const text = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
