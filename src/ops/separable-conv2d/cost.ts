/** Work and traffic of a separable convolution, and what it saves. */
import type { Cost, Formula, Tolerance } from '../op';
import { elementCount, type Shapes } from '../tensor';
import { separableGeometry, type SeparableOptions } from './geometry';
import { separableScale } from './reference';

const weights = ['depthwiseFilter', 'depthwiseBias', 'pointwiseFilter', 'bias'];

export function separableCost(shapes: Shapes, options: SeparableOptions): Cost {
  const { depthwise, pointwise } = separableGeometry(shapes, options);
  const params = paramCount(shapes);
  const pixels = pointwise.batch * pointwise.outHeight * pointwise.outWidth;
  const outputs = pixels * pointwise.outChannels;
  const between = pixels * depthwise.outChannels;
  const macs = between * depthwise.terms + outputs * pointwise.terms;
  const residual = shapes.residual ? 4 * outputs : 0;
  return {
    macs,
    flops: 2 * macs,
    params,
    bytesRead: 4 * (elementCount(shapes.input) + params) + residual,
    bytesWritten: 4 * outputs,
    bytesNoReuse: 8 * macs + 4 * (between + outputs) + residual,
  };
}

export function separableFormulas(
  shapes: Shapes,
  options: SeparableOptions,
): readonly Formula[] {
  const { depthwise, pointwise, multiplier } = separableGeometry(
    shapes,
    options,
  );
  const { padding, strides, dilations } = options;
  const { inHeight, inWidth, outChannels: channels } = depthwise;
  const { outHeight, outWidth, outChannels } = pointwise;
  const [kernelHeight, kernelWidth] = [
    depthwise.kernelHeight,
    depthwise.kernelWidth,
  ];
  const side = (
    name: string,
    axis: 0 | 1,
    input: number,
    kernel: number,
    value: number,
  ): Formula => ({
    name: `output ${name}`,
    text:
      `⌊(${input}+${padding[2 * axis]}+${padding[2 * axis + 1]}` +
      `−${dilations[axis]}·(${kernel}−1)−1)/${strides[axis]}⌋+1`,
    value,
  });
  const batch = pointwise.batch > 1 ? `${pointwise.batch}·` : '';
  const plane = `${batch}${outHeight}·${outWidth}`;
  const kernel = `${kernelHeight}·${kernelWidth}`;
  const taps = kernelHeight * kernelWidth;
  const biases = [shapes.depthwiseBias, shapes.bias]
    .flatMap((shape) => (shape ? [`+${elementCount(shape)}`] : []))
    .join('');
  return [
    side('height', 0, inHeight, kernelHeight, outHeight),
    side('width', 1, inWidth, kernelWidth, outWidth),
    {
      name: 'params',
      text: `${channels}·${kernel}+${channels}·${outChannels}${biases}`,
      value: paramCount(shapes),
    },
    {
      name: 'MACs',
      text: `(${kernel}+${outChannels})·${channels}·${plane}`,
      value: separableCost(shapes, options).macs,
    },
    {
      // Howard et al. 2017, section 3.1: 1/N + 1/D².
      name: 'MACs per MAC of the dense conv2d',
      text: `${multiplier}/${outChannels}+${multiplier}/(${kernel})`,
      value: multiplier / outChannels + multiplier / taps,
    },
    {
      name: 'bytes that fusing saves: intermediate written and read',
      text: `2·4·${channels}·${plane}`,
      value: 8 * channels * pointwise.batch * outHeight * outWidth,
    },
  ];
}

/**
 * Both steps' own bounds, added: a depthwise value is off by 2 ULP for each
 * term, its store as float32 between the two passes included (a sum's last
 * addition rounds to float32 as well), and the pointwise sum by 2 for each of
 * its terms. {@link separableScale} says at which size.
 */
export function separableTolerance(
  shapes: Shapes,
  options: SeparableOptions,
): Tolerance {
  const { depthwise, pointwise } = separableGeometry(shapes, options);
  const biases = (shapes.depthwiseBias ? 1 : 0) + (shapes.bias ? 1 : 0);
  const residual = shapes.residual ? 1 : 0;
  const swishes = [options.depthwiseActivation, options.activation].filter(
    (activation) => activation === 'hard-swish',
  ).length;
  return {
    ulp:
      2 * (depthwise.terms + pointwise.terms) + biases + residual + 4 * swishes,
    why:
      `2 × (${depthwise.terms} depthwise + ${pointwise.terms} pointwise) ` +
      `multiply-adds` +
      (biases ? ` + ${biases} for bias` : '') +
      (residual ? ' + 1 for the residual' : '') +
      (swishes ? ` + ${4 * swishes} for hard-swish` : ''),
    scale: (inputs) => separableScale(inputs, options),
  };
}

const paramCount = (shapes: Shapes) =>
  weights.reduce(
    (sum, role) => sum + (shapes[role] ? elementCount(shapes[role]) : 0),
    0,
  );
