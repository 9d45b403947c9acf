/** From what a caller or a form gives to complete, checked options. */
import { invalid, unsupported } from '../../errors';
import { inputLayouts } from '../conv2d/geometry';
import { integers, withoutAbsent } from '../conv2d/options';
import type { Fields, Workload } from '../fields';
import type { Options, Problem } from '../op';

export interface ArgOptions extends Options {
  readonly axis: number;
  /** Whether the axis stays, with one element. */
  readonly keepDimensions: boolean;
  readonly outputDataType: 'int32';
}

const defaultOptions = { keepDimensions: false, outputDataType: 'int32' };

/** WebNN's defaults filled in; the axis has none. Throws `unsupported`, too. */
export function argOptions(given: Options): ArgOptions {
  for (const name of Object.keys(given))
    if (name !== 'axis' && !(name in defaultOptions))
      throw invalid(
        `there is no option "${name}": use axis, ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const options = { ...defaultOptions, ...withoutAbsent(given) } as ArgOptions;
  integers('axis', [options.axis], 1, 0);
  if (typeof options.keepDimensions !== 'boolean')
    throw invalid(
      `option keepDimensions ${String(options.keepDimensions)}: use true or ` +
        'false.',
    );
  if (options.outputDataType !== 'int32')
    throw unsupported(
      `option outputDataType ${String(options.outputDataType)}: indices here ` +
        'are int32; convert them.',
    );
  return options;
}

/** A form's values as a shape and options. */
export function argProblem(workload: Workload): Problem<ArgOptions> {
  const [h, w] = workload.in as readonly number[];
  const [n, c] = [workload.n as number, workload.c as number];
  const lengths: Record<string, number> = { n, c, h, w };
  const layout = [...(workload.layout as string)];
  return {
    shapes: { input: layout.map((axis) => lengths[axis]) },
    options: argOptions({
      axis: layout.indexOf('c'),
      keepDimensions: workload.keep,
    }),
  };
}

export const argFields: Fields = [
  {
    kind: 'int',
    id: 'c',
    label: 'Classes',
    help: 'Numbers of which one is looked for.',
    min: 1,
    max: 65536,
    initial: 1000,
  },
  {
    kind: 'ints',
    parts: ['height', 'width'],
    id: 'in',
    label: 'Pixels H × W',
    help: 'Height and width, where each pixel has its classes.',
    min: 1,
    max: 65536,
    initial: [1, 1],
  },
  {
    kind: 'flag',
    id: 'keep',
    label: 'Keep the axis',
    help: 'Whether the axis of the classes stays, with one element.',
    initial: false,
  },
  {
    kind: 'int',
    id: 'n',
    label: 'Batch',
    help: 'Images in one call.',
    min: 1,
    max: 4096,
    initial: 1,
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'Order of the axes in memory: classes first or classes last.',
    choices: inputLayouts,
    initial: 'nchw',
  },
];
