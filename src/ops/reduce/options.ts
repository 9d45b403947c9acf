/** From what a caller or a form gives to complete, checked options. */
import { invalid } from '../../errors';
import { inputLayouts } from '../conv2d/geometry';
import { integers, withoutAbsent } from '../conv2d/options';
import type { Fields, Workload } from '../fields';
import type { Options, Problem } from '../op';
import type { ReduceOptions } from './geometry';

const defaultOptions: ReduceOptions = { axes: null, keepDimensions: false };

/** WebNN's defaults filled in. */
export function reduceOptions(given: Options): ReduceOptions {
  for (const name of Object.keys(given))
    if (!(name in defaultOptions))
      throw invalid(
        `a reduction has no option "${name}": use ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const options = { ...defaultOptions, ...withoutAbsent(given) };
  const { axes, keepDimensions } = options as Record<string, unknown>;
  if (axes !== null) {
    integers('axes', axes, Array.isArray(axes) ? axes.length : 1, 0);
    const list = axes as number[];
    if (new Set(list).size < list.length)
      throw invalid(`option axes [${list.join(', ')}]: name each axis once.`);
  }
  if (typeof keepDimensions !== 'boolean')
    throw invalid(
      `option keepDimensions ${String(keepDimensions)}: use true or false.`,
    );
  return options;
}

/** What a form's choice reduces, by layout axes. */
const choices: Readonly<Record<string, string>> = {
  plane: 'hw',
  channels: 'c',
  image: 'chw',
  all: 'nchw',
};

/** A form's values as a shape and options. */
export function reduceProblem(workload: Workload): Problem<ReduceOptions> {
  const [h, w] = workload.in as readonly number[];
  const [n, c] = [workload.n as number, workload.c as number];
  const lengths: Record<string, number> = { n, c, h, w };
  const layout = [...(workload.layout as string)];
  const chosen = [...choices[workload.over as string]];
  return {
    shapes: { input: layout.map((axis) => lengths[axis]) },
    options: reduceOptions({
      axes: chosen.map((axis) => layout.indexOf(axis)).sort((a, b) => a - b),
      keepDimensions: workload.keep,
    }),
  };
}

export const reduceFields: Fields = [
  {
    kind: 'ints',
    parts: ['height', 'width'],
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the input, in pixels.',
    min: 1,
    max: 4096,
    initial: [7, 7],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes of the input.',
    min: 1,
    max: 65536,
    initial: 1280,
  },
  {
    kind: 'choice',
    id: 'over',
    label: 'Over',
    help: 'What becomes one number.',
    choices: Object.keys(choices),
    initial: 'plane',
  },
  {
    kind: 'flag',
    id: 'keep',
    label: 'Keep axes',
    help: 'Whether a reduced axis stays, with one element.',
    initial: true,
  },
  {
    kind: 'int',
    id: 'n',
    label: 'Batch',
    help: 'Images in one call.',
    min: 1,
    max: 64,
    initial: 1,
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'Order of the axes in memory: channels first or channels last.',
    choices: inputLayouts,
    initial: 'nchw',
  },
];
