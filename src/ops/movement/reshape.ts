/** reshape: the same elements in the same order, with other sides. */
import { invalid } from '../../errors';
import type { Options } from '../op';
import { elementCount, type Shapes } from '../tensor';
import { denseStrides } from './box';
import { movement } from './define';
import { imageFields, imageShape } from './fields';
import { knownOptions, shapeOf, wholeNumbers } from './options';
import { reshapePresets } from './presets';

interface ReshapeOptions extends Options {
  readonly newShape: readonly number[];
}

const forms = ['flat', 'planes', 'rows'];

export const reshape = movement<ReshapeOptions>({
  id: 'reshape',
  summary: 'Gives a tensor other sides; the elements stay in their order.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-reshape-method',
  fields: [
    ...imageFields,
    {
      kind: 'choice',
      id: 'to',
      label: 'New shape',
      help:
        'flat: one row for each image. planes: height and width become one ' +
        'axis. rows: one row for each feature plane.',
      choices: forms,
      initial: 'flat',
    },
  ],
  presets: reshapePresets,
  problem(workload) {
    const [n, c, h, w] = imageShape(workload);
    const newShape = {
      flat: [n, c * h * w],
      planes: [n, c, h * w],
      rows: [n * c, h * w],
    }[workload.to as string];
    return {
      shapes: { input: [n, c, h, w] },
      options: { newShape: newShape ?? [] },
    };
  },
  options(given) {
    knownOptions('reshape', given, ['newShape']);
    return { newShape: wholeNumbers('newShape', given.newShape, 0) };
  },
  outputShape,
  count: (_, { newShape }) => newShape.join('·') || '1',
  origin(shapes, { newShape }) {
    const { input } = shapes;
    const steps = denseStrides(newShape);
    const strides = denseStrides(input);
    return (position) => {
      const index = position.reduce((sum, p, i) => sum + p * steps[i], 0);
      return {
        role: 'input',
        position: input.map((side, i) => Math.floor(index / strides[i]) % side),
      };
    };
  },
  boxes(shapes) {
    const size = elementCount(shapes.input);
    const axes = [{ size, from: 1, to: 1 }];
    return [{ role: 'input', axes, from: 0, to: 0 }];
  },
});

function outputShape(shapes: Shapes, { newShape }: ReshapeOptions): number[] {
  const input = shapeOf('reshape', shapes);
  if (elementCount(newShape) !== elementCount(input))
    throw invalid(
      `newShape [${newShape.join(', ')}] has ${elementCount(newShape)} ` +
        `elements: the input [${input.join(', ')}] has ` +
        `${elementCount(input)}; both must be the same.`,
    );
  return [...newShape];
}
