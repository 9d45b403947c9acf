/** From what a caller or a form gives to complete, checked options. */
import { invalid } from '../../errors';
import {
  activations,
  autoPadding,
  conv2dOutputShape,
  inputLayouts,
} from '../conv2d/geometry';
import { bound, integers, oneOf, withoutAbsent } from '../conv2d/options';
import type { Workload } from '../fields';
import type { Options, Problem } from '../op';
import type { Shapes } from '../tensor';
import { separableGeometry, type SeparableOptions } from './geometry';

export const defaultOptions: SeparableOptions = {
  padding: [0, 0, 0, 0],
  strides: [1, 1],
  dilations: [1, 1],
  inputLayout: 'nchw',
  depthwiseActivation: 'none',
  depthwiseMinValue: -Infinity,
  depthwiseMaxValue: Infinity,
  activation: 'none',
  minValue: -Infinity,
  maxValue: Infinity,
};

/** Defaults filled in; a NaN bound is no bound, as in conv2d. */
export function separableOptions(given: Options): SeparableOptions {
  for (const name of Object.keys(given))
    if (!(name in defaultOptions))
      throw invalid(
        `separableConv2d has no option "${name}": use ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const merged = {
    ...defaultOptions,
    ...withoutAbsent(given),
  } as SeparableOptions;
  integers('padding', merged.padding, 4, 0);
  integers('strides', merged.strides, 2, 1);
  integers('dilations', merged.dilations, 2, 1);
  oneOf('inputLayout', merged.inputLayout, inputLayouts);
  oneOf('depthwiseActivation', merged.depthwiseActivation, activations);
  oneOf('activation', merged.activation, activations);
  const low = (name: string) => bound(name, merged[name], -Infinity);
  const high = (name: string) => bound(name, merged[name], Infinity);
  return {
    ...merged,
    depthwiseMinValue: low('depthwiseMinValue'),
    depthwiseMaxValue: high('depthwiseMaxValue'),
    minValue: low('minValue'),
    maxValue: high('maxValue'),
  };
}

/** A form's values as shapes and options. */
export function separableProblem(
  workload: Workload,
): Problem<SeparableOptions> {
  const number = (id: string) => workload[id] as number;
  const pair = (id: string) => workload[id] as readonly [number, number];
  const [h, w] = pair('in');
  const kernel = pair('k');
  const strides = pair('s');
  const dilations = pair('d');
  const pad = workload.pad as 'same-upper' | 'same-lower' | 'valid';
  const [minValue, maxValue] = pair('clamp');
  const [depthwiseMinValue, depthwiseMaxValue] = pair('dwclamp');
  const channels = number('cin') * number('mult');

  const options = separableOptions({
    padding:
      (pad as string) === 'explicit'
        ? workload.pads
        : autoPadding(pad, [h, w], kernel, strides, dilations),
    strides,
    dilations,
    inputLayout: workload.layout,
    depthwiseActivation: workload.dwact,
    ...(workload.dwact === 'clamp'
      ? { depthwiseMinValue, depthwiseMaxValue }
      : {}),
    activation: workload.act,
    ...(workload.act === 'clamp' ? { minValue, maxValue } : {}),
  });
  const lengths: Record<string, number> = {
    n: number('n'),
    c: number('cin'),
    h,
    w,
  };
  const shapes: Shapes = {
    input: [...options.inputLayout].map((axis) => lengths[axis]),
    depthwiseFilter: [channels, 1, ...kernel],
    pointwiseFilter: [number('cout'), channels, 1, 1],
    ...(workload.dwbias ? { depthwiseBias: [channels] } : {}),
    ...(workload.bias ? { bias: [number('cout')] } : {}),
  };
  if (!workload.res) return { shapes, options };
  const residual = conv2dOutputShape(
    separableGeometry(shapes, options).pointwise,
    options.inputLayout,
  );
  return { shapes: { ...shapes, residual }, options };
}
