/** From what a caller or a form gives to complete, checked options. */
import { invalid } from '../../errors';
import { integers, withoutAbsent } from '../conv2d/options';
import { inputLayouts } from '../conv2d/geometry';
import type { Fields, Workload } from '../fields';
import type { Options, Problem } from '../op';
import type { NormalizationOptions } from './geometry';

const defaultOptions: NormalizationOptions = { axis: 1, epsilon: 1e-5 };

/** WebNN's defaults filled in. */
export function normalizationOptions(given: Options): NormalizationOptions {
  for (const name of Object.keys(given))
    if (!(name in defaultOptions))
      throw invalid(
        `batchNormalization has no option "${name}": use ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const options = { ...defaultOptions, ...withoutAbsent(given) };
  integers('axis', [options.axis], 1, 0);
  const { epsilon } = options as { epsilon: unknown };
  if (typeof epsilon !== 'number' || !(epsilon >= 0 && epsilon < Infinity))
    throw invalid(
      `option epsilon ${String(epsilon)}: needs a number from 0 on.`,
    );
  return options;
}

/** A form's values as shapes and options. */
export function normalizationProblem(
  workload: Workload,
): Problem<NormalizationOptions> {
  const [h, w] = workload.in as readonly number[];
  const c = workload.c as number;
  const lengths: Record<string, number> = { n: workload.n as number, c, h, w };
  const layout = workload.layout as string;
  return {
    shapes: {
      input: [...layout].map((axis) => lengths[axis]),
      mean: [c],
      variance: [c],
      ...(workload.affine ? { scale: [c], bias: [c] } : {}),
    },
    options: normalizationOptions({
      axis: layout.indexOf('c'),
      epsilon: workload.epsilon,
    }),
  };
}

export const normalizationFields: Fields = [
  {
    kind: 'ints',
    parts: ['height', 'width'],
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the input, in pixels.',
    min: 1,
    max: 4096,
    initial: [56, 56],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes; each has a mean and a variance.',
    min: 1,
    max: 65536,
    initial: 64,
  },
  {
    kind: 'flag',
    id: 'affine',
    label: 'Scale and bias',
    help: 'Whether each channel is scaled and shifted afterwards.',
    initial: true,
  },
  {
    kind: 'number',
    id: 'epsilon',
    label: 'Epsilon',
    help: 'What is added to the variance, so that it is not 0.',
    min: 0,
    max: 1,
    initial: 1e-5,
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
