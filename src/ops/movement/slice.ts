/** slice: a part of a tensor, whole or every nth element. */
import { invalid } from '../../errors';
import type { Options } from '../op';
import type { Shapes } from '../tensor';
import { denseStrides } from './box';
import { movement } from './define';
import { imageFields, imageShape, inLayout, layoutField } from './fields';
import { knownOptions, onePerAxis, shapeOf, wholeNumbers } from './options';
import { slicePresets } from './presets';

interface SliceOptions extends Options {
  readonly starts: readonly number[];
  /** Of the part before every nth element of it is taken. */
  readonly sizes: readonly number[];
  /** null: 1 along every axis. */
  readonly strides: readonly number[] | null;
}

const parts = ['channel', 'row', 'column'];

export const slice = movement<SliceOptions>({
  id: 'slice',
  summary: 'Cuts a part out of a tensor, whole or every nth element.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-slice',
  fields: [
    ...imageFields,
    {
      kind: 'ints',
      id: 'start',
      label: 'Start',
      help: 'First channel, row and column that are taken.',
      parts,
      min: 0,
      max: 65535,
      initial: [0, 0, 0],
    },
    {
      kind: 'ints',
      id: 'size',
      label: 'Size',
      help: 'How many channels, rows and columns; 0 takes all that are left.',
      parts,
      min: 0,
      max: 65536,
      initial: [32, 0, 0],
    },
    {
      kind: 'ints',
      id: 's',
      label: 'Stride',
      help: 'Of these, every how manyth is taken.',
      parts,
      min: 1,
      max: 64,
      initial: [1, 1, 1],
    },
    layoutField,
  ],
  presets: slicePresets,
  problem(workload) {
    const shape = imageShape(workload);
    const starts = [0, ...(workload.start as readonly number[])];
    const sizes = [0, ...(workload.size as readonly number[])];
    return {
      shapes: { input: inLayout(workload, shape) },
      options: sliceOptions({
        starts: inLayout(workload, starts),
        sizes: inLayout(
          workload,
          sizes.map((size, i) => size || Math.max(1, shape[i] - starts[i])),
        ),
        strides: inLayout(workload, [1, ...(workload.s as readonly number[])]),
      }),
    };
  },
  options: sliceOptions,
  outputShape,
  count(_, options) {
    const strides = stridesOf(options);
    const sides = options.sizes.map((size, i) =>
      strides[i] === 1 ? size : `⌊(${size}+${strides[i]}−1)/${strides[i]}⌋`,
    );
    return sides.join('·') || '1';
  },
  origin(_, options) {
    const strides = stridesOf(options);
    return (position) => ({
      role: 'input',
      position: position.map((p, i) => options.starts[i] + p * strides[i]),
    });
  },
  boxes(shapes, options) {
    const output = outputShape(shapes, options);
    const strides = stridesOf(options);
    const steps = denseStrides(shapes.input);
    const to = denseStrides(output);
    const from = steps.reduce(
      (sum, step, i) => sum + step * options.starts[i],
      0,
    );
    const axes = output.map((size, i) => ({
      size,
      from: steps[i] * strides[i],
      to: to[i],
    }));
    return [{ role: 'input', axes, from, to: 0 }];
  },
});

const stridesOf = ({ sizes, strides }: SliceOptions): readonly number[] =>
  strides ?? sizes.map(() => 1);

function sliceOptions(given: Options): SliceOptions {
  knownOptions('slice', given, ['starts', 'sizes', 'strides']);
  return {
    starts: wholeNumbers('starts', given.starts, 0),
    sizes: wholeNumbers('sizes', given.sizes, 1),
    strides:
      given.strides === undefined || given.strides === null
        ? null
        : wholeNumbers('strides', given.strides, 1),
  };
}

function outputShape(shapes: Shapes, options: SliceOptions): number[] {
  const input = shapeOf('slice', shapes);
  const { starts, sizes } = options;
  const strides = stridesOf(options);
  onePerAxis('starts', starts, input);
  onePerAxis('sizes', sizes, input);
  onePerAxis('strides', strides, input);
  return input.map((side, i) => {
    if (starts[i] + sizes[i] > side)
      throw invalid(
        `axis ${i}: starts ${starts[i]} and sizes ${sizes[i]} end at ` +
          `${starts[i] + sizes[i]}, but the side is ${side}; take fewer.`,
      );
    return Math.ceil(sizes[i] / strides[i]);
  });
}
