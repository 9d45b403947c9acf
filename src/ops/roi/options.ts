/** What both ops take, checked; and roiAlign's two conventions. */
import { invalid } from '../../errors';
import { inputLayouts } from '../conv2d/geometry';
import { integers, oneOf, withoutAbsent } from '../conv2d/options';
import type { Options } from '../op';

export interface RoiPoolOptions extends Options {
  /** Bins of each region, height and width. Default [1, 1]. */
  readonly outputSize: readonly [height: number, width: number];
  /** From the boxes' coordinates to the input's pixels. Default 1. */
  readonly spatialScale: number;
  /** Of the output too. Default 'nchw'. */
  readonly inputLayout: 'nchw' | 'nhwc';
}

export const modes = ['avg', 'max', 'maxWeighted'] as const;
export const conventions = ['torchvision', 'onnx'] as const;

export interface RoiAlignOptions extends RoiPoolOptions {
  /** Samples along each side of a bin; 0 or less: one for each pixel begun. */
  readonly samplingRatio: number;
  /** Pixel centres lie at halves, and a region may be smaller than a pixel. */
  readonly aligned: boolean;
  /**
   * Of a bin's samples: their mean; the largest; the largest of all corners
   * times their weights, which is what ONNX calls max.
   */
  readonly mode: (typeof modes)[number];
  /**
   * Whose defaults an absent `aligned` has: torchvision's is false, ONNX's
   * (coordinate_transformation_mode half_pixel) and detectron2's is true.
   */
  readonly convention: (typeof conventions)[number];
}

const poolDefaults: RoiPoolOptions = {
  outputSize: [1, 1],
  spatialScale: 1,
  inputLayout: 'nchw',
};
const alignDefaults: RoiAlignOptions = {
  ...poolDefaults,
  samplingRatio: -1,
  aligned: false,
  mode: 'avg',
  convention: 'torchvision',
};

/** Bins on a side, so that (bins × pixels) stays a 32-bit integer. */
export const mostBins = 1024;

/** Throws `invalid`. */
export const roiPoolOptions = (given: Options): RoiPoolOptions =>
  checked('roiPool', poolDefaults, given);

/** Throws `invalid`. */
export function roiAlignOptions(given: Options): RoiAlignOptions {
  const merged = checked('roiAlign', alignDefaults, given);
  const { samplingRatio, aligned, mode, convention } = merged;
  oneOf('mode', mode, modes);
  oneOf('convention', convention, conventions);
  if (!Number.isInteger(samplingRatio) || samplingRatio > mostRatio)
    throw invalid(
      `option samplingRatio ${JSON.stringify(samplingRatio)}: needs a whole ` +
        `number up to ${mostRatio}; 0 or less is adaptive.`,
    );
  if (typeof aligned !== 'boolean')
    throw invalid(
      `option aligned ${JSON.stringify(aligned)}: use true or false.`,
    );
  return {
    ...merged,
    aligned:
      withoutAbsent(given).aligned === undefined
        ? convention === 'onnx'
        : aligned,
  };
}

/** Samples along a side of a bin that a caller may ask for. */
export const mostRatio = 256;

/**
 * Along a side of a bin: an adaptive grid of more, of a region of that many
 * pixels of the feature map to a bin, has this many.
 */
export const mostSamples = 4096;

function checked<O extends RoiPoolOptions>(
  id: string,
  defaults: O,
  given: Options,
): O {
  for (const name of Object.keys(given))
    if (!(name in defaults))
      throw invalid(
        `${id} has no option "${name}": use ` +
          `${Object.keys(defaults).join(', ')}.`,
      );
  const merged: O = { ...defaults, ...withoutAbsent(given) };
  const { outputSize, spatialScale, inputLayout } = merged;
  integers('outputSize', outputSize, 2, 1);
  if (Math.max(...outputSize) > mostBins)
    throw invalid(
      `option outputSize [${outputSize.join(', ')}]: at most ${mostBins} bins ` +
        `on a side.`,
    );
  oneOf('inputLayout', inputLayout, inputLayouts);
  // Kernels multiply by it in float32, where 1e300 is infinite and 1e-300 is 0.
  const scale =
    typeof spatialScale === 'number' ? Math.fround(spatialScale) : NaN;
  if (!(scale > 0 && scale < Infinity))
    throw invalid(
      `option spatialScale ${JSON.stringify(spatialScale)}: needs a positive ` +
        `number that float32 holds, such as 0.0625 for a stride of 16.`,
    );
  return merged;
}
