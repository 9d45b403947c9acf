/** From what a caller gives to complete, checked options. */
import { invalid } from '../../errors';
import { oneOf, withoutAbsent } from '../conv2d/options';
import type { Options } from '../op';
import type { Judgement } from './work';

export const boxFormats = ['xyxy', 'yxyx', 'xywh', 'cxcywh'] as const;
export const suppressAts = ['greater', 'greater-equal'] as const;

export interface NmsOptions extends Judgement, Options {
  /** Most boxes to keep; null keeps all. */
  readonly maxOutputSize: number | null;
  /** The output has maxOutputSize rows, zeros after the valid ones. */
  readonly padded: boolean;
}

export interface OnnxNmsOptions extends Options {
  /** Absent or 0: nothing is kept. */
  readonly maxOutputBoxesPerClass: number;
  readonly iouThreshold: number;
  readonly scoreThreshold: number | null;
  readonly centerPointBox: boolean;
  readonly suppressAt: Judgement['suppressAt'];
}

const nmsDefaults: NmsOptions = {
  iouThreshold: 0.5,
  scoreThreshold: null,
  maxOutputSize: null,
  padded: false,
  suppressAt: 'greater',
  boxFormat: 'xyxy',
  legacyPixel: false,
};

const onnxDefaults: OnnxNmsOptions = {
  maxOutputBoxesPerClass: 0,
  iouThreshold: 0,
  scoreThreshold: null,
  centerPointBox: false,
  suppressAt: 'greater',
};

/** `op` is named in the messages. */
export function nmsOptions(op: string, given: Options): NmsOptions {
  const merged = complete(op, nmsDefaults, given);
  judgement(merged);
  if (merged.maxOutputSize !== null)
    wholeNumber('maxOutputSize', merged.maxOutputSize);
  flag('padded', merged.padded);
  flag('legacyPixel', merged.legacyPixel);
  oneOf('boxFormat', merged.boxFormat, boxFormats);
  return merged;
}

export function onnxNmsOptions(given: Options): OnnxNmsOptions {
  const merged = complete('nonMaxSuppression', onnxDefaults, given);
  judgement(merged);
  wholeNumber('maxOutputBoxesPerClass', merged.maxOutputBoxesPerClass);
  flag('centerPointBox', merged.centerPointBox);
  return merged;
}

export function complete<O extends Options>(
  op: string,
  defaults: O,
  given: Options,
): O {
  for (const name of Object.keys(given))
    if (!(name in defaults))
      throw invalid(
        `${op} has no option "${name}": use ` +
          `${Object.keys(defaults).join(', ')}.`,
      );
  return { ...defaults, ...withoutAbsent(given) } as O;
}

function judgement({
  iouThreshold,
  scoreThreshold,
  suppressAt,
}: Pick<Judgement, 'iouThreshold' | 'scoreThreshold' | 'suppressAt'>): void {
  if (!(
    typeof iouThreshold === 'number' &&
    iouThreshold >= 0 &&
    iouThreshold <= 1
  ))
    throw invalid(
      `option iouThreshold ${String(iouThreshold)}: needs a number from 0 to 1.`,
    );
  if (
    scoreThreshold !== null &&
    !(typeof scoreThreshold === 'number' && scoreThreshold === scoreThreshold)
  )
    throw invalid(
      `option scoreThreshold ${String(scoreThreshold)}: needs a number, or ` +
        `null for none.`,
    );
  oneOf('suppressAt', suppressAt, suppressAts);
}

export function wholeNumber(name: string, value: unknown): void {
  if (!(Number.isInteger(value) && (value as number) >= 0))
    throw invalid(
      `option ${name} ${String(value)}: needs a whole number from 0.`,
    );
}

export function flag(name: string, value: unknown): void {
  if (typeof value !== 'boolean')
    throw invalid(`option ${name} ${String(value)}: use true or false.`);
}
