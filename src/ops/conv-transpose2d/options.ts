/** From what a caller or a form gives to complete, checked options. */
import { invalid } from '../../errors';
import { activations, inputLayouts, type Pair } from '../conv2d/geometry';
import { bound, integers, oneOf, withoutAbsent } from '../conv2d/options';
import type { Workload } from '../fields';
import type { Options, Problem } from '../op';
import { filterLayouts, type ConvTranspose2dOptions } from './geometry';

const defaultOptions: ConvTranspose2dOptions = {
  padding: [0, 0, 0, 0],
  strides: [1, 1],
  dilations: [1, 1],
  outputPadding: [0, 0],
  outputSizes: null,
  groups: 1,
  inputLayout: 'nchw',
  filterLayout: 'iohw',
  activation: 'none',
  minValue: -Infinity,
  maxValue: Infinity,
};

/** WebNN's defaultOptions filled in; a NaN bound is no bound. */
export function convTranspose2dOptions(given: Options): ConvTranspose2dOptions {
  for (const name of Object.keys(given))
    if (!(name in defaultOptions))
      throw invalid(
        `convTranspose2d has no option "${name}": use ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const merged = {
    ...defaultOptions,
    ...withoutAbsent(given),
  } as ConvTranspose2dOptions;
  integers('padding', merged.padding, 4, 0);
  integers('strides', merged.strides, 2, 1);
  integers('dilations', merged.dilations, 2, 1);
  integers('outputPadding', merged.outputPadding, 2, 0);
  if (merged.outputSizes !== null)
    integers('outputSizes', merged.outputSizes, 2, 1);
  integers('groups', [merged.groups], 1, 1);
  oneOf('inputLayout', merged.inputLayout, inputLayouts);
  oneOf('filterLayout', merged.filterLayout, filterLayouts);
  oneOf('activation', merged.activation, activations);
  belowStride(merged);
  return {
    ...merged,
    minValue: bound('minValue', merged.minValue, -Infinity),
    maxValue: bound('maxValue', merged.maxValue, Infinity),
  };
}

/** With a whole stride of output padding the input would be another size. */
function belowStride({ outputPadding, strides }: ConvTranspose2dOptions): void {
  if (outputPadding.some((side, axis) => side >= strides[axis]))
    throw invalid(
      `option outputPadding ${JSON.stringify(outputPadding)}: must be below ` +
        `the strides ${JSON.stringify(strides)}.`,
    );
}

/** A form's values as shapes and options. */
export function convTranspose2dProblem(
  workload: Workload,
): Problem<ConvTranspose2dOptions> {
  const number = (id: string) => workload[id] as number;
  const pair = (id: string) => workload[id] as Pair;
  const groups = number('g');
  const [h, w] = pair('in');
  const [kh, kw] = pair('k');
  const [minValue, maxValue] = pair('clamp');
  for (const [id, name] of [
    ['cin', 'in'],
    ['cout', 'out'],
  ])
    if (number(id) % groups !== 0)
      throw invalid(
        `groups ${groups}: does not divide the ${number(id)} channels ` +
          `${name}; choose a divisor.`,
      );

  const options = convTranspose2dOptions({
    padding: workload.pads,
    strides: workload.s,
    dilations: workload.d,
    outputPadding: workload.more,
    groups,
    inputLayout: workload.layout,
    filterLayout: workload.filter,
    activation: workload.act,
    ...(workload.act === 'clamp' ? { minValue, maxValue } : {}),
  });
  const arrange = (layout: string, lengths: Record<string, number>) =>
    [...layout].map((axis) => lengths[axis]);
  const c = number('cin');
  return {
    shapes: {
      input: arrange(options.inputLayout, { n: number('n'), c, h, w }),
      filter: arrange(options.filterLayout, {
        o: number('cout') / groups,
        i: c,
        h: kh,
        w: kw,
      }),
      ...(workload.bias ? { bias: [number('cout')] } : {}),
    },
    options,
  };
}
