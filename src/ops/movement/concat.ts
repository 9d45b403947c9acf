/** concat: up to 16 tensors behind one another along an axis. */
import { invalid } from '../../errors';
import type { Options, Role } from '../op';
import type { Shapes } from '../tensor';
import { denseStrides } from './box';
import { movement } from './define';
import { batchField, layoutField, sideField } from './fields';
import { imageShape, inLayout } from './fields';
import { knownOptions, shapeOf, wholeNumber } from './options';
import { concatPresets } from './presets';

interface ConcatOptions extends Options {
  readonly axis: number;
}

/** GoogLeNet joins 4 tensors, a dense block's last layer 1 + 24 in turn. */
const mostInputs = 16;
const roles: readonly Role[] = Array.from({ length: mostInputs }, (_, i) => ({
  name: `input${i}`,
  optional: i > 0,
}));

export const concat = movement<ConcatOptions>({
  id: 'concat',
  summary: 'Joins tensors along one axis, as branches of a network meet.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-concat',
  inputs: roles,
  fields: [
    sideField,
    {
      kind: 'ints',
      id: 'c',
      label: 'Channels',
      help: 'Feature planes of each tensor; 0 leaves it out.',
      parts: ['first', 'second', 'third', 'fourth'],
      min: 0,
      max: 65536,
      initial: [64, 64, 0, 0],
    },
    batchField,
    layoutField,
  ],
  presets: concatPresets,
  problem(workload) {
    const channels = (workload.c as readonly number[]).filter((c) => c > 0);
    if (channels.length === 0)
      throw invalid('Channels 0x0x0x0: nothing is left; give one a number.');
    const shapes = channels.map((c) =>
      inLayout(workload, imageShape({ ...workload, c })),
    );
    return {
      shapes: Object.fromEntries(shapes.map((s, i) => [roles[i].name, s])),
      options: { axis: workload.layout === 'nhwc' ? 3 : 1 },
    };
  },
  options(given) {
    knownOptions('concat', given, ['axis']);
    return { axis: wholeNumber('axis', given.axis, 0) };
  },
  outputShape,
  count(shapes, { axis }) {
    const [first, ...others] = present(shapes).map((role) => shapes[role]);
    const lengths = [first, ...others].map((shape) => shape[axis]).join('+');
    return first
      .map((side, i) => (i === axis ? `(${lengths})` : side))
      .join('·');
  },
  origin(shapes, { axis }) {
    const inputs = present(shapes);
    return (position) => {
      let along = position[axis];
      let i = 0;
      while (along >= shapes[inputs[i]][axis])
        along -= shapes[inputs[i++]][axis];
      return { role: inputs[i], position: position.with(axis, along) };
    };
  },
  boxes(shapes, options) {
    const steps = denseStrides(outputShape(shapes, options));
    let along = 0;
    return present(shapes).map((role) => {
      const shape = shapes[role];
      const from = denseStrides(shape);
      const to = along * steps[options.axis];
      along += shape[options.axis];
      const axes = shape.map((size, i) => ({
        size,
        from: from[i],
        to: steps[i],
      }));
      return { role, axes, from: 0, to };
    });
  },
});

/** Those that were given, in order; there may be gaps. */
const present = (shapes: Shapes): string[] =>
  roles.map(({ name }) => name).filter((name) => shapes[name]);

function outputShape(shapes: Shapes, { axis }: ConcatOptions): number[] {
  const first = shapeOf('concat', shapes, 'input0');
  if (axis >= first.length)
    throw invalid(
      `option axis ${axis}: input0 of shape [${first.join(', ')}] has the axes ` +
        `from 0 to ${first.length - 1}.`,
    );
  let along = 0;
  for (const role of present(shapes)) {
    const shape = shapes[role];
    const fits =
      shape.length === first.length &&
      shape.every((side, i) => i === axis || side === first[i]);
    if (!fits)
      throw invalid(
        `${role} of shape [${shape.join(', ')}]: must be as input0, ` +
          `[${first.join(', ')}], but for axis ${axis}.`,
      );
    along += shape[axis];
  }
  return [...first.with(axis, along)];
}
