/** Options of softNms. */
import { invalid } from '../../errors';
import { oneOf } from '../conv2d/options';
import type { Options } from '../op';
import {
  boxFormats,
  complete,
  flag,
  suppressAts,
  wholeNumber,
} from './options';
import type { Judgement } from './work';

/** As the kernels number them. */
export const softMethods = ['linear', 'gaussian', 'naive'] as const;
export const softVariants = ['paper', 'tensorflow'] as const;

export interface SoftNmsOptions extends Judgement, Options {
  /**
   * What an overlap does to a score: times 1 − IoU above the threshold, times
   * a bell curve of any IoU, or out with the box above the threshold.
   */
  readonly method: (typeof softMethods)[number];
  /** The bell curve: exp(−IoU² / σ), or TensorFlow's exp(−IoU² / 2σ). */
  readonly variant: (typeof softVariants)[number];
  readonly sigma: number;
  /** Boxes fall out when their score is below it; null lets all stay. */
  readonly scoreThreshold: number | null;
  /** Most boxes to keep; null keeps all. */
  readonly maxOutputSize: number | null;
}

/** mmcv's, but for the IoU at the threshold: as in nms, it is not above. */
const defaults: SoftNmsOptions = {
  method: 'linear',
  variant: 'paper',
  iouThreshold: 0.3,
  sigma: 0.5,
  scoreThreshold: 0.001,
  maxOutputSize: null,
  suppressAt: 'greater',
  boxFormat: 'xyxy',
  legacyPixel: false,
};

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

export function softNmsOptions(given: Options): SoftNmsOptions {
  const merged = complete('softNms', defaults, given);
  const { iouThreshold, sigma, scoreThreshold, maxOutputSize } = merged;
  oneOf('method', merged.method, softMethods);
  oneOf('variant', merged.variant, softVariants);
  oneOf('suppressAt', merged.suppressAt, suppressAts);
  oneOf('boxFormat', merged.boxFormat, boxFormats);
  flag('legacyPixel', merged.legacyPixel);
  if (!(isNumber(iouThreshold) && iouThreshold >= 0 && iouThreshold <= 1))
    throw invalid(
      `option iouThreshold ${String(iouThreshold)}: needs a number from 0 to 1.`,
    );
  if (!(isNumber(sigma) && sigma >= 1e-6 && sigma <= 1e6))
    throw invalid(
      `option sigma ${String(sigma)}: needs a number from 1e-6 to 1e6.`,
    );
  if (scoreThreshold !== null && !isNumber(scoreThreshold))
    throw invalid(
      `option scoreThreshold ${String(scoreThreshold)}: needs a finite ` +
        `number, or null for none.`,
    );
  if (maxOutputSize !== null) wholeNumber('maxOutputSize', maxOutputSize);
  return merged;
}
