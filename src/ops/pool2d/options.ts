/** From what a caller or a form gives to complete, checked options. */
import { invalid } from '../../errors';
import { inputLayouts } from '../conv2d/geometry';
import { integers, oneOf, withoutAbsent } from '../conv2d/options';
import type { Workload } from '../fields';
import type { Options, Problem } from '../op';
import { roundings, type PoolOptions } from './geometry';

const defaultOptions: PoolOptions = {
  windowDimensions: null,
  padding: [0, 0, 0, 0],
  strides: [1, 1],
  dilations: [1, 1],
  layout: 'nchw',
  outputShapeRounding: 'floor',
  outputSizes: null,
  countIncludePad: false,
};

/** WebNN's defaults filled in. */
export function poolOptions(given: Options): PoolOptions {
  for (const name of Object.keys(given))
    if (!(name in defaultOptions))
      throw invalid(
        `pooling has no option "${name}": use ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const options = { ...defaultOptions, ...withoutAbsent(given) } as PoolOptions;
  integers('padding', options.padding, 4, 0);
  for (const name of ['strides', 'dilations'] as const)
    integers(name, options[name], 2, 1);
  for (const name of ['windowDimensions', 'outputSizes'] as const)
    if (options[name] !== null) integers(name, options[name], 2, 1);
  oneOf('layout', options.layout, inputLayouts);
  if (typeof options.countIncludePad !== 'boolean')
    throw invalid(
      `option countIncludePad ${JSON.stringify(options.countIncludePad)}: use ` +
        `true or false.`,
    );
  oneOf('outputShapeRounding', options.outputShapeRounding, roundings);
  return options;
}

/** The same where there is no mean for padding to count in. */
export function plainPoolOptions(given: Options): PoolOptions {
  const options = poolOptions(given);
  if (options.countIncludePad)
    throw invalid(
      'option countIncludePad true: only averagePool2d counts; leave it out.',
    );
  return options;
}

/** A form's values as a shape and options. */
export function poolProblem(workload: Workload): Problem<PoolOptions> {
  const [h, w] = workload.in as readonly number[];
  const lengths: Record<string, number> = {
    n: workload.n as number,
    c: workload.c as number,
    h,
    w,
  };
  const options = poolOptions({
    windowDimensions: workload.global ? null : workload.k,
    padding: workload.pads,
    strides: workload.s,
    dilations: workload.d,
    layout: workload.layout,
    outputShapeRounding: workload.round,
    countIncludePad: workload.counted,
  });
  const input = [...options.layout].map((axis) => lengths[axis]);
  return { shapes: { input }, options };
}
