/**
 * How much of the image one element of each value can see.
 *
 * Forward along the graph, per axis (Araujo, Norris, Sim 2019, "Computing
 * receptive fields of convolutional neural networks"): a window of k taps,
 * dilation d, stride s and padding p before the first pixel makes of a field
 *
 *   size → size + (k − 1)·d·jump,  start → start − p·jump,  jump → jump·s.
 *
 * It is the same as RF = (RF − 1)·stride + k from the last layer to the first.
 * Where branches meet, the field spans all of theirs. Where an image grows,
 * neighbours differ by up to a jump; the size is as if they moved evenly.
 * Values are NCHW.
 */
import { opById } from '../ops';
import type { Options } from '../ops/op';
import type { Shape, Shapes } from '../ops/tensor';
import {
  inputShapesOf,
  shapesOfValues,
  type Network,
  type Node,
} from './graph';

/** Along one axis, in pixels of the network's input. */
export interface Field {
  /** Pixels that an element may depend on, those in the padding counted. */
  readonly size: number;
  /** From the field of one element to that of the next. */
  readonly jump: number;
  /** First pixel of the first element's field; below 0 it is padding. */
  readonly start: number;
  /** Elements along the axis; 1 for a value without planes. */
  readonly length: number;
}

export interface ReceptiveField {
  readonly height: Field;
  readonly width: Field;
}

type Axis = 0 | 1;

/** Of every value that depends on an input, by its name. */
export function receptiveFieldsOf(
  network: Network,
): Record<string, ReceptiveField> {
  const shapes = shapesOfValues(network);
  const fields: Record<string, ReceptiveField> = {};
  for (const [name, shape] of Object.entries(network.inputs)) {
    const pixel = (axis: Axis) => ({
      size: 1,
      jump: 1,
      start: 0,
      length: lengthOf(shape, axis),
    });
    fields[name] = { height: pixel(0), width: pixel(1) };
  }
  for (const node of network.nodes) {
    const read = Object.values(node.inputs)
      .map((value) => fields[value])
      .filter((field) => field !== undefined);
    // A node of weights alone sees nothing of the image.
    if (read.length === 0) continue;
    const inputs = inputShapesOf(node, shapes);
    for (const value of Object.values(node.outputs)) {
      const along = (axis: Axis, branches: readonly Field[]) =>
        fieldAfter(node, inputs, shapes[value], branches, axis);
      fields[value] = {
        height: along(
          0,
          read.map(({ height }) => height),
        ),
        width: along(
          1,
          read.map(({ width }) => width),
        ),
      };
    }
  }
  return fields;
}

const lengthOf = (shape: Shape, axis: Axis) =>
  shape.length === 4 ? shape[2 + axis] : 1;

function fieldAfter(
  node: Node,
  inputs: Shapes,
  output: Shape,
  [first, ...others]: readonly Field[],
  axis: Axis,
): Field {
  const options = opById(node.op).options(node.options);
  const length = lengthOf(output, axis);
  const pair = (name: string) => (options[name] as readonly number[])[axis];
  const padding = () => (options.padding as readonly number[])[2 * axis];
  const kernel = (role: string, layout: string) =>
    inputs[role][layout.indexOf('hw'[axis])];
  const windowed = (taps: number) => ({
    size: first.size + (taps - 1) * pair('dilations') * first.jump,
    jump: first.jump * pair('strides'),
    start: first.start - padding() * first.jump,
    length,
  });

  switch (node.op) {
    case 'conv2d':
    case 'deformConv2d':
      // A residual, where there is one, is added to the sum as it is.
      return span([
        windowed(kernel('filter', (options.filterLayout as string) ?? 'oihw')),
        ...others,
      ]);
    case 'separableConv2d':
      return span([windowed(kernel('depthwiseFilter', 'oihw')), ...others]);
    case 'averagePool2d':
    case 'maxPool2d':
    case 'l2Pool2d':
      return windowed(
        options.windowDimensions ? pair('windowDimensions') : first.length,
      );
    case 'convTranspose2d': {
      const reach =
        (kernel('filter', options.filterLayout as string) - 1) *
        pair('dilations');
      const stride = pair('strides');
      return {
        size: first.size + Math.floor(reach / stride) * first.jump,
        jump: first.jump / stride,
        start:
          first.start + Math.ceil((padding() - reach) / stride) * first.jump,
        length,
      };
    }
    case 'resample2d':
      return resampled(first, options, length);
    case 'slice': {
      const part = (name: string, absent: number) =>
        (options[name] as readonly number[] | null)?.[2 + axis] ?? absent;
      return {
        ...first,
        jump: first.jump * part('strides', 1),
        start: first.start + part('starts', 0) * first.jump,
        length,
      };
    }
    case 'pad': {
      const before = (options.beginningPadding as readonly number[])[2 + axis];
      return { ...first, start: first.start - before * first.jump, length };
    }
    case 'squeezeExcitation':
      return { ...whole(first), length };
    case 'reshape':
    case 'transpose':
      // Where the planes have gone nobody knows: one element for all of them.
      return { ...whole(first), length: 1 };
    default:
      return span([first, ...others]);
  }
}

/** What all elements together see. */
const whole = (field: Field): Field => ({
  ...field,
  size: field.size + (field.length - 1) * field.jump,
});

/** From the first pixel of any branch to the last of any. */
function span(branches: readonly Field[]): Field {
  const length = Math.max(...branches.map((branch) => branch.length));
  const start = Math.min(...branches.map((branch) => branch.start));
  const end = Math.max(...branches.map((b) => b.start + b.size));
  // One that is broadcast does not move from element to element.
  const moving = branches.filter((branch) => branch.length === length);
  const jump = Math.max(...moving.map((branch) => branch.jump));
  return { size: end - start, jump, start, length };
}

/** Two neighbours make an element in between, half a pixel shifted. */
function resampled(field: Field, { mode }: Options, length: number): Field {
  const ratio = field.length / length;
  const blends = mode === 'linear' && field.length > 1 && ratio !== 1;
  return {
    size: field.size + (blends ? field.jump : 0),
    jump: field.jump * ratio,
    start:
      field.start + (blends ? Math.floor(0.5 * ratio - 0.5) * field.jump : 0),
    length,
  };
}
