/** What changes a convolution's place on the roofline, with its numbers. */
import { roughly } from '../../words';
import type { Bound } from '../op';
import type { Shapes } from '../tensor';
import { conv2dGeometry, type Conv2dGeometry } from './geometry';
import type { Conv2dOptions } from './geometry';

export function conv2dHint(
  shapes: Shapes,
  options: Conv2dOptions,
  bound: Bound,
): string | null {
  const g = conv2dGeometry(shapes, options);
  if (bound === 'compute') return isWinograds(g, options) ? winograd : null;
  if (g.inPerGroup !== 1 || g.outPerGroup !== 1) return null;
  const { alone, fused } = pointwiseFusion(g);
  return (
    `fusing the pointwise layer would lift the intensity from ` +
    `${roughly(alone)} to ${roughly(fused)}`
  );
}

const winograd =
  'Winograd F(2×2, 3×3) would need 2.25 times fewer multiplications';

const isWinograds = (
  g: Conv2dGeometry,
  { strides, dilations }: Conv2dOptions,
) =>
  g.kernelHeight === 3 &&
  g.kernelWidth === 3 &&
  g.inPerGroup > 1 &&
  [...strides, ...dilations].every((step) => step === 1);

/**
 * FLOP per byte of a depthwise layer, alone and together with a pointwise
 * layer of as many output channels: what lies between them is then never
 * written nor read, and what is written has the same size as before.
 */
export function pointwiseFusion(g: Conv2dGeometry): {
  alone: number;
  fused: number;
} {
  const pixels = g.batch * g.outHeight * g.outWidth;
  const inputs = g.batch * g.inChannels * g.inHeight * g.inWidth;
  const outputs = pixels * g.outChannels;
  const bytes = 4 * (inputs + g.outChannels * g.terms + outputs);
  const flops = 2 * outputs * g.terms;
  const pointwise = 2 * outputs * g.outChannels;
  const pointwiseWeights = 4 * g.outChannels * g.outChannels;
  return {
    alone: flops / bytes,
    fused: (flops + pointwise) / (bytes + pointwiseWeights),
  };
}
