/** From what a caller gives to complete, checked options. */
import { invalid } from '../../errors';
import type { Conv2dOptions } from '../conv2d/geometry';
import { conv2dOptions, integers, withoutAbsent } from '../conv2d/options';
import type { Options } from '../op';

export interface DeformConv2dOptions extends Options {
  readonly padding: Conv2dOptions['padding'];
  readonly strides: Conv2dOptions['strides'];
  readonly dilations: Conv2dOptions['dilations'];
  readonly groups: number;
  /** Input channels are split into so many parts with offsets of their own. */
  readonly offsetGroups: number;
}

const defaults: DeformConv2dOptions = {
  padding: [0, 0, 0, 0],
  strides: [1, 1],
  dilations: [1, 1],
  groups: 1,
  offsetGroups: 1,
};

/** Throws `invalid`. */
export function deformConv2dOptions(given: Options): DeformConv2dOptions {
  for (const name of Object.keys(given))
    if (!(name in defaults))
      throw invalid(
        `deformConv2d has no option "${name}": use ` +
          `${Object.keys(defaults).join(', ')}.`,
      );
  const { offsetGroups, ...rest } = {
    ...defaults,
    ...withoutAbsent(given),
  } as DeformConv2dOptions;
  integers('offsetGroups', [offsetGroups], 1, 1);
  const { padding, strides, dilations, groups } = conv2dOptions(rest);
  return { padding, strides, dilations, groups, offsetGroups };
}
