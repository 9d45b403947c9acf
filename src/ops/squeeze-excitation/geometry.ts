/** Sides and strides of a squeezeExcitation, checked once. */
import { invalid } from '../../errors';
import { axes, axisStrides, type AxisStrides } from '../conv2d/geometry';
import { elementCount, type Shape, type Shapes } from '../tensor';
import type { SqueezeExcitationOptions } from './options';

export interface SqueezeGeometry {
  readonly batch: number;
  readonly channels: number;
  /** Numbers that the channels are squeezed to. */
  readonly reduced: number;
  /** Of a plane. */
  readonly pixels: number;
  readonly elements: number;
  /** Elements to skip for the next image, channel, pixel. */
  readonly strides: AxisStrides<'n' | 'c' | 'w'>;
}

/** Throws `invalid` when the shapes do not fit each other. */
export function squeezeGeometry(
  shapes: Shapes,
  { inputLayout }: SqueezeExcitationOptions,
): SqueezeGeometry {
  const { n, c, h, w } = axes(shapes, 'input', inputLayout);
  const [reduced, inChannels] = matrix(shapes, 'reduceFilter');
  const [outChannels, inReduced] = matrix(shapes, 'expandFilter');
  if (inChannels !== c)
    throw invalid(
      `reduceFilter of shape [${shapes.reduceFilter.join(', ')}]: the input ` +
        `has ${c} channels; it needs [R, ${c}].`,
    );
  if (outChannels !== c || inReduced !== reduced)
    throw invalid(
      `expandFilter of shape [${shapes.expandFilter.join(', ')}]: needs ` +
        `[${c}, ${reduced}], from the ${reduced} numbers of reduceFilter ` +
        `back to the ${c} channels.`,
    );
  bias(shapes, 'reduceBias', reduced);
  bias(shapes, 'expandBias', c);
  return {
    ...{ batch: n, channels: c, reduced, pixels: h * w },
    elements: n * c * h * w,
    strides: axisStrides(inputLayout, { n, c, h, w }),
  };
}

/** [rows, columns], or a 1×1 convolution's [rows, columns, 1, 1]. */
function matrix(shapes: Shapes, role: string): readonly [number, number] {
  const shape: Shape | undefined = shapes[role];
  if (!shape)
    throw invalid(
      `squeezeExcitation has no ${role}; pass a matrix of weights.`,
    );
  const [rows, columns, ...rest] = shape;
  const isMatrix = rest.length === 0 || (rest.length === 2 && rest.every(one));
  if (!(isMatrix && rows >= 1 && columns >= 1))
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: needs [rows, columns] or ` +
        `[rows, columns, 1, 1].`,
    );
  return [rows, columns];
}

const one = (side: number) => side === 1;

function bias(shapes: Shapes, role: string, length: number): void {
  const shape: Shape | undefined = shapes[role];
  if (shape && elementCount(shape) !== length)
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: needs ${length} values.`,
    );
}
