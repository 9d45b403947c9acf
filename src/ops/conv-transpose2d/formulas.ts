/** How the numbers that the page shows come about, with the workload's own. */
import type { Formula } from '../op';
import { elementCount, type Shapes } from '../tensor';
import {
  convTranspose2dGeometry,
  type ConvTranspose2dOptions,
} from './geometry';

export function convTranspose2dFormulas(
  shapes: Shapes,
  options: ConvTranspose2dOptions,
): readonly Formula[] {
  const g = convTranspose2dGeometry(shapes, options);
  const kernel = `${g.kernelHeight}·${g.kernelWidth}`;
  const weights = `${g.inChannels}·${g.outPerGroup}·${kernel}`;
  const batch = g.batch > 1 ? `${g.batch}·` : '';
  const params =
    elementCount(shapes.filter) + (shapes.bias ? elementCount(shapes.bias) : 0);
  return [
    sideFormula(options, 0, g.inHeight, g.kernelHeight, g.outHeight),
    sideFormula(options, 1, g.inWidth, g.kernelWidth, g.outWidth),
    {
      name: 'params',
      text: weights + (shapes.bias ? `+${g.outChannels}` : ''),
      value: params,
    },
    {
      name: 'MACs',
      text: `${batch}${g.inHeight}·${g.inWidth}·${weights}`,
      value:
        elementCount(shapes.input) *
        g.outPerGroup *
        (g.kernelHeight * g.kernelWidth),
    },
  ];
}

/** "(28−1)·2+1·(2−1)+1−0−0+0"; where the size was given, what it leaves over. */
function sideFormula(
  { padding, strides, dilations }: ConvTranspose2dOptions,
  axis: 0 | 1,
  input: number,
  kernel: number,
  value: number,
): Formula {
  const [before, after] = padding.slice(2 * axis);
  const spread =
    (input - 1) * strides[axis] + dilations[axis] * (kernel - 1) + 1;
  const more = value - (spread - before - after);
  return {
    name: `output ${axis === 0 ? 'height' : 'width'}`,
    text:
      `(${input}−1)·${strides[axis]}+${dilations[axis]}·(${kernel}−1)+1` +
      `−${before}−${after}+${more}`,
    value,
  };
}
