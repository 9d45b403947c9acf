/**
 * Depthwise and pointwise become one op, whose fused kernels keep what is
 * between the two out of memory (and whose two-pass kernels do not).
 */
import type { Network, Node } from '../graph';
import { absorbedInto, rewrite, type View } from './edit';

export const fuseSeparable = (network: Network): Network =>
  rewrite(network, (pointwise, view) => {
    const depthwise = view.soleMaker(pointwise.inputs.input);
    if (!depthwise || !isDepthwise(depthwise, view)) return null;
    if (!isPointwise(pointwise, view)) return null;
    const { options: dw } = depthwise;
    const { options: pw } = pointwise;
    const { bias, residual } = pointwise.inputs;
    return {
      absorbed: [depthwise],
      node: absorbedInto(depthwise, pointwise, {
        name: depthwise.name,
        op: 'separableConv2d',
        inputs: {
          input: depthwise.inputs.input,
          depthwiseFilter: depthwise.inputs.filter,
          pointwiseFilter: pointwise.inputs.filter,
          ...(depthwise.inputs.bias
            ? { depthwiseBias: depthwise.inputs.bias }
            : {}),
          ...(bias ? { bias } : {}),
          ...(residual ? { residual } : {}),
        },
        options: {
          padding: dw.padding,
          strides: dw.strides,
          dilations: dw.dilations,
          depthwiseActivation: dw.activation,
          depthwiseMinValue: dw.minValue,
          depthwiseMaxValue: dw.maxValue,
          activation: pw.activation,
          minValue: pw.minValue,
          maxValue: pw.maxValue,
        },
      }),
    };
  });

function isDepthwise({ op, inputs, options }: Node, view: View): boolean {
  if (op !== 'conv2d' || inputs.residual) return false;
  if (!hasUsualLayouts(options)) return false;
  const [, channels] = view.shapes[inputs.input];
  return options.groups === channels && channels > 1;
}

function isPointwise({ op, inputs, options }: Node, view: View): boolean {
  if (op !== 'conv2d' || !hasUsualLayouts(options)) return false;
  const [, , height, width] = view.shapes[inputs.filter];
  const {
    groups = 1,
    padding = [0],
    strides = [1],
  } = options as {
    groups?: number;
    padding?: readonly number[];
    strides?: readonly number[];
  };
  return (
    height * width * groups === 1 &&
    padding.every((side) => side === 0) &&
    strides.every((stride) => stride === 1)
  );
}

const hasUsualLayouts = ({
  inputLayout = 'nchw',
  filterLayout = 'oihw',
}: Node['options']) => inputLayout === 'nchw' && filterLayout === 'oihw';
