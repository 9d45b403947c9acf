/** How far from the oracle a conv2d may be, and why. */
import { toFloat64 } from '../numbers';
import type { Tolerance } from '../op';
import { shapesOf, type Shapes, type Tensors } from '../tensor';
import { conv2dGeometry, placeOf, type Conv2dOptions } from './geometry';
import { conv2dScale } from './reference';

export function conv2dTolerance(
  shapes: Shapes,
  options: Conv2dOptions,
): Tolerance {
  const { terms } = conv2dGeometry(shapes, options);
  const bias = shapes.bias ? 1 : 0;
  const residual = shapes.residual ? 1 : 0;
  const activation = options.activation === 'hard-swish' ? 4 : 0;
  return {
    ulp: 2 * terms + bias + residual + activation,
    why:
      `2 × ${terms} multiply-adds` +
      (bias ? ' + 1 for the bias' : '') +
      (residual ? ' + 1 for the residual' : '') +
      (activation ? ' + 4 for hard-swish' : ''),
    scale: (inputs) => conv2dScale(inputs, options),
  };
}

/** Pixel rows, or columns, of a 4×4 patch that a transformed one adds up. */
const pixelsOf = [
  [0, 2],
  [1, 2],
  [1, 2],
  [1, 3],
] as const;
/** Taps of a transformed row of weights, and their shares. */
const mean = [0, 1, 2].map((tap) => [tap, 0.5] as const);
const sharesOf: readonly (readonly (readonly [number, number])[])[] = [
  [[0, 1]],
  mean,
  mean,
  [[2, 1]],
];
/** Transformed rows that an output of a tile adds up. */
const places = 3;

/**
 * Winograd F(2×2, 3×3) adds up other products than the definition: sums of
 * pixels times sums of weights, nine to an output, in which pixels meet weights
 * of other taps (Lavin and Gray 2015). What is not theirs cancels and leaves
 * its rounding behind, so an ULP is taken at the size of these products, which
 * for terms of equal size is √(20/9) times that of the definition's. Compare
 * Barabasz et al. 2020, "Error Analysis and Improving the Accuracy of Winograd
 * Convolution for Deep Neural Networks". As many ULP as anywhere.
 */
export function winogradTolerance(
  shapes: Shapes,
  options: Conv2dOptions,
): Tolerance {
  const { ulp, why } = conv2dTolerance(shapes, options);
  return {
    ulp,
    why: `${why}; an ULP at the size of Winograd’s own terms`,
    scale: (inputs) => winogradScale(inputs, options),
  };
}

function winogradScale(
  inputs: Tensors,
  options: Conv2dOptions,
): (index: number) => number {
  const g = conv2dGeometry(shapesOf(inputs), options);
  const { input: from, filter: tap } = g;
  const pixels = toFloat64(inputs.input);
  const weights = toFloat64(inputs.filter);
  const plain = conv2dScale(inputs, options);
  const slope = options.activation === 'hard-swish' ? 1.5 : 1;

  /** Squared; 0 outside of the picture. */
  const pixel = (base: number, y: number, x: number) =>
    y < 0 || y >= g.inHeight || x < 0 || x >= g.inWidth
      ? 0
      : pixels[base + y * from.h + x * from.w] ** 2;
  /** One place of a transformed filter, as a sum of squares. */
  const weight = (base: number, row: number, column: number) => {
    let sum = 0;
    for (const [ky, down] of sharesOf[row])
      for (const [kx, across] of sharesOf[column])
        sum += (down * across * weights[base + ky * tap.h + kx * tap.w]) ** 2;
    return sum;
  };

  return (index) => {
    const [n, c, y, x] = placeOf(g, index);
    const first = Math.floor(c / g.outPerGroup) * g.inPerGroup;
    const [top, left] = [
      y - (y % 2) - options.padding[0],
      x - (x % 2) - options.padding[2],
    ];
    let squares = 0;
    for (let i = 0; i < g.inPerGroup; i++) {
      const input = n * from.n + (first + i) * from.c;
      const filter = c * tap.o + i * tap.i;
      for (let row = y % 2; row < (y % 2) + places; row++)
        for (let column = x % 2; column < (x % 2) + places; column++) {
          let transformed = 0;
          for (const dy of pixelsOf[row])
            for (const dx of pixelsOf[column])
              transformed += pixel(input, top + dy, left + dx);
          squares += transformed * weight(filter, row, column);
        }
    }
    return Math.max(plain(index), slope * Math.sqrt(squares));
  };
}
