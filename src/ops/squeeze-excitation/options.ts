/** From what a caller gives to complete, checked options. */
import { invalid } from '../../errors';
import { inputLayouts } from '../conv2d/geometry';
import { oneOf, withoutAbsent } from '../conv2d/options';
import type { Options } from '../op';

export const reduceActivations = [
  'none',
  'relu',
  'hard-swish',
  'silu',
] as const;
export const gates = ['hard-sigmoid', 'sigmoid'] as const;

export interface SqueezeExcitationOptions extends Options {
  /** Of the squeezed numbers. */
  readonly reduceActivation: (typeof reduceActivations)[number];
  /** What makes a factor between 0 and 1 of each channel's number. */
  readonly gate: (typeof gates)[number];
  /** Of the hard sigmoid αx + β: by default MobileNetV3's (x + 3) / 6. */
  readonly alpha: number;
  readonly beta: number;
  /** Of the output too. */
  readonly inputLayout: (typeof inputLayouts)[number];
}

const defaults: SqueezeExcitationOptions = {
  reduceActivation: 'relu',
  gate: 'hard-sigmoid',
  alpha: 1 / 6,
  beta: 0.5,
  inputLayout: 'nchw',
};

/** Throws `invalid`. */
export function squeezeExcitationOptions(
  given: Options,
): SqueezeExcitationOptions {
  for (const name of Object.keys(given))
    if (!(name in defaults))
      throw invalid(
        `squeezeExcitation has no option "${name}": use ` +
          `${Object.keys(defaults).join(', ')}.`,
      );
  const options = {
    ...defaults,
    ...withoutAbsent(given),
  } as SqueezeExcitationOptions;
  oneOf('reduceActivation', options.reduceActivation, reduceActivations);
  oneOf('gate', options.gate, gates);
  oneOf('inputLayout', options.inputLayout, inputLayouts);
  for (const name of ['alpha', 'beta'] as const)
    if (!Number.isFinite(options[name]))
      throw invalid(
        `option ${name} ${JSON.stringify(options[name])}: needs a number.`,
      );
  return options;
}
