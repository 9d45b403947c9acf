/** transpose: the axes of a tensor in another order. */
import { invalid } from '../../errors';
import type { Options } from '../op';
import type { Shapes } from '../tensor';
import { denseStrides } from './box';
import { movement } from './define';
import { imageFields, imageShape } from './fields';
import { knownOptions, onePerAxis, shapeOf, wholeNumbers } from './options';
import { transposePresets } from './presets';

interface TransposeOptions extends Options {
  /** Axis i of the output is this axis of the input; null: reversed. */
  readonly permutation: readonly number[] | null;
}

export const transpose = movement<TransposeOptions>({
  id: 'transpose',
  summary: 'Puts the axes of a tensor in another order: nchw to nhwc.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-transpose',
  fields: [
    ...imageFields,
    {
      kind: 'ints',
      id: 'perm',
      label: 'Permutation',
      help:
        'Which axis of [batch, channels, height, width] each axis of the ' +
        'output is; 0x2x3x1 is nchw to nhwc.',
      parts: ['first', 'second', 'third', 'fourth'],
      min: 0,
      max: 3,
      initial: [0, 2, 3, 1],
    },
  ],
  presets: transposePresets,
  turns: true,
  problem: (workload) => ({
    shapes: { input: imageShape(workload) },
    options: transposeOptions({ permutation: workload.perm }),
  }),
  options: transposeOptions,
  outputShape,
  count: (shapes, options) => outputShape(shapes, options).join('·') || '1',
  origin(shapes, options) {
    const permutation = permutationOf(shapes, options);
    return (position) => {
      const source = [...position];
      permutation.forEach((axis, i) => (source[axis] = position[i]));
      return { role: 'input', position: source };
    };
  },
  boxes(shapes, options) {
    const output = outputShape(shapes, options);
    const steps = denseStrides(shapes.input);
    const to = denseStrides(output);
    const axes = permutationOf(shapes, options).map((axis, i) => ({
      size: output[i],
      from: steps[axis],
      to: to[i],
    }));
    return [{ role: 'input', axes, from: 0, to: 0 }];
  },
});

const permutationOf = (
  { input }: Shapes,
  { permutation }: TransposeOptions,
): readonly number[] => permutation ?? input.map((_, i) => i).reverse();

function transposeOptions(given: Options): TransposeOptions {
  knownOptions('transpose', given, ['permutation']);
  const { permutation = null } = given;
  return {
    permutation:
      permutation === null ? null : wholeNumbers('permutation', permutation, 0),
  };
}

function outputShape(shapes: Shapes, options: TransposeOptions): number[] {
  const input = shapeOf('transpose', shapes);
  const permutation = permutationOf(shapes, options);
  onePerAxis('permutation', permutation, input);
  if (input.some((_, axis) => !permutation.includes(axis)))
    throw invalid(
      `option permutation [${permutation.join(', ')}]: needs every axis from 0 ` +
        `to ${input.length - 1} once.`,
    );
  return permutation.map((axis) => input[axis]);
}
