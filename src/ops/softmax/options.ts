/** From what a caller or a form gives to complete, checked options. */
import { invalid } from '../../errors';
import { integers } from '../conv2d/options';
import { inputLayouts } from '../conv2d/geometry';
import type { Fields, Workload } from '../fields';
import type { Options, Problem } from '../op';

export interface SoftmaxOptions extends Options {
  /** The axis whose sums become 1. */
  readonly axis: number;
}

/** WebNN has no default for the axis. */
export function softmaxOptions(given: Options): SoftmaxOptions {
  for (const name of Object.keys(given))
    if (name !== 'axis')
      throw invalid(`softmax has no option "${name}": use axis.`);
  integers('axis', [given.axis], 1, 0);
  return { axis: given.axis as number };
}

/** A form's values as a shape and options. */
export function softmaxProblem(workload: Workload): Problem<SoftmaxOptions> {
  const [h, w] = workload.in as readonly number[];
  const [n, c] = [workload.n as number, workload.c as number];
  const lengths: Record<string, number> = { n, c, h, w };
  const layout = [...(workload.layout as string)];
  return {
    shapes: { input: layout.map((axis) => lengths[axis]) },
    options: softmaxOptions({ axis: layout.indexOf('c') }),
  };
}

export const softmaxFields: Fields = [
  {
    kind: 'int',
    id: 'c',
    label: 'Classes',
    help: 'Numbers whose sum becomes 1.',
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
