/** From what a caller or a form gives to complete, checked options. */
import { invalid } from '../../errors';
import type { Workload } from '../fields';
import type { Options, Problem } from '../op';
import type { Shapes } from '../tensor';
import {
  activations,
  autoPadding,
  conv2dGeometry,
  conv2dOutputShape,
  filterLayouts,
  inputLayouts,
  type Conv2dOptions,
} from './geometry';

export const defaultOptions: Conv2dOptions = {
  padding: [0, 0, 0, 0],
  strides: [1, 1],
  dilations: [1, 1],
  groups: 1,
  inputLayout: 'nchw',
  filterLayout: 'oihw',
  activation: 'none',
  minValue: -Infinity,
  maxValue: Infinity,
};

/** WebNN's defaultOptions filled in; a NaN bound is no bound. */
export function conv2dOptions(given: Options): Conv2dOptions {
  for (const name of Object.keys(given))
    if (!(name in defaultOptions))
      throw invalid(
        `conv2d has no option "${name}": use ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const merged = {
    ...defaultOptions,
    ...withoutAbsent(given),
  } as Conv2dOptions;
  integers('padding', merged.padding, 4, 0);
  integers('strides', merged.strides, 2, 1);
  integers('dilations', merged.dilations, 2, 1);
  integers('groups', [merged.groups], 1, 1);
  oneOf('inputLayout', merged.inputLayout, inputLayouts);
  oneOf('filterLayout', merged.filterLayout, filterLayouts);
  oneOf('activation', merged.activation, activations);
  return {
    ...merged,
    minValue: bound('minValue', merged.minValue, -Infinity),
    maxValue: bound('maxValue', merged.maxValue, Infinity),
  };
}

/** A form's values as shapes and options. */
export function conv2dProblem(workload: Workload): Problem<Conv2dOptions> {
  const number = (id: string) => workload[id] as number;
  const pair = (id: string) => workload[id] as readonly [number, number];
  const groups = number('g');
  const [h, w] = pair('in');
  const [kh, kw] = pair('k');
  const strides = pair('s');
  const dilations = pair('d');
  const pad = workload.pad as 'same-upper' | 'same-lower' | 'valid';
  const [minValue, maxValue] = pair('clamp');
  if (number('cin') % groups !== 0)
    throw invalid(
      `groups ${groups}: does not divide the ${number('cin')} channels in; ` +
        `choose a divisor.`,
    );

  const options = conv2dOptions({
    padding:
      (pad as string) === 'explicit'
        ? workload.pads
        : autoPadding(pad, [h, w], [kh, kw], strides, dilations),
    strides,
    dilations,
    groups,
    inputLayout: workload.layout,
    filterLayout: workload.filter,
    activation: workload.act,
    ...(workload.act === 'clamp' ? { minValue, maxValue } : {}),
  });
  const arrange = (layout: string, lengths: Record<string, number>) =>
    [...layout].map((axis) => lengths[axis]);
  const shapes: Shapes = {
    input: arrange(options.inputLayout, {
      n: number('n'),
      c: number('cin'),
      h,
      w,
    }),
    filter: arrange(options.filterLayout, {
      o: number('cout'),
      i: number('cin') / groups,
      h: kh,
      w: kw,
    }),
    ...(workload.bias ? { bias: [number('cout')] } : {}),
  };
  if (!workload.res) return { shapes, options };
  const residual = conv2dOutputShape(
    conv2dGeometry(shapes, options),
    options.inputLayout,
  );
  return { shapes: { ...shapes, residual }, options };
}

export const withoutAbsent = (given: Options) =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );

export function integers(
  name: string,
  value: unknown,
  length: number,
  min: number,
): void {
  const list = Array.isArray(value) ? value : [];
  if (
    list.length !== length ||
    !list.every((x) => Number.isInteger(x) && x >= min && x <= 2 ** 20)
  )
    throw invalid(
      `option ${name} ${JSON.stringify(value)}: needs ${length} whole ` +
        `number${length > 1 ? 's' : ''} from ${min} to ${2 ** 20}.`,
    );
}

export function oneOf(
  name: string,
  value: unknown,
  choices: readonly string[],
): void {
  if (!choices.includes(value as string))
    throw invalid(
      `option ${name} ${JSON.stringify(value)}: choose one of ` +
        `${choices.join(', ')}.`,
    );
}

export function bound(name: string, value: unknown, none: number): number {
  if (typeof value !== 'number')
    throw invalid(`option ${name} ${JSON.stringify(value)}: needs a number.`);
  return Number.isNaN(value) ? none : value;
}
