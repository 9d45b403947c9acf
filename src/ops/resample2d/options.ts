/** From what a caller gives to complete, checked options. */
import { invalid } from '../../errors';
import type { Pair } from '../conv2d/geometry';
import { integers, oneOf, withoutAbsent } from '../conv2d/options';
import type { Options } from '../op';

export const modes = ['nearest-neighbor', 'linear'] as const;
export const transformations = [
  'half_pixel',
  'asymmetric',
  'align_corners',
  'pytorch_half_pixel',
] as const;
export const nearestModes = [
  'round_prefer_floor',
  'round_prefer_ceil',
  'floor',
  'ceil',
] as const;

export interface Resample2dOptions extends Options {
  readonly mode: (typeof modes)[number];
  /** Of the output along `axes`; overrides `scales`. */
  readonly sizes: Pair | null;
  /** The output has ⌊input · scale⌋ elements along an axis. */
  readonly scales: Pair;
  /** Which two axes, in the order of `sizes` and `scales`. */
  readonly axes: Pair;
  /** ONNX's; WebNN has half_pixel only. */
  readonly coordinateTransformation: (typeof transformations)[number];
  /** How a coordinate between two elements becomes one of them. */
  readonly nearestMode: (typeof nearestModes)[number];
  /**
   * Coordinates from the scale as given, as ONNX has them, not from the sizes
   * that it was rounded to.
   */
  readonly exactScale: boolean;
}

const defaults: Resample2dOptions = {
  mode: 'nearest-neighbor',
  sizes: null,
  scales: [1, 1],
  axes: [2, 3],
  coordinateTransformation: 'half_pixel',
  nearestMode: 'round_prefer_floor',
  exactScale: false,
};

/** WebNN's defaults filled in; throws `invalid`. */
export function resample2dOptions(given: Options): Resample2dOptions {
  for (const name of Object.keys(given))
    if (!(name in defaults))
      throw invalid(
        `resample2d has no option "${name}": use ` +
          `${Object.keys(defaults).join(', ')}.`,
      );
  const options = { ...defaults, ...withoutAbsent(given) } as Resample2dOptions;
  oneOf('mode', options.mode, modes);
  oneOf(
    'coordinateTransformation',
    options.coordinateTransformation,
    transformations,
  );
  oneOf('nearestMode', options.nearestMode, nearestModes);
  if (options.sizes !== null) integers('sizes', options.sizes, 2, 1);
  checkScales(options.scales);
  integers('axes', options.axes, 2, 0);
  if (typeof options.exactScale !== 'boolean')
    throw invalid(
      `option exactScale ${JSON.stringify(options.exactScale)}: use true or ` +
        `false.`,
    );
  return options;
}

function checkScales(scales: unknown): void {
  const list = Array.isArray(scales) ? scales : [];
  if (list.length !== 2 || !list.every((x) => x > 0 && Number.isFinite(x)))
    throw invalid(
      `option scales ${JSON.stringify(scales)}: needs 2 positive numbers, ` +
        `such as [2, 2] to double both sides.`,
    );
}
