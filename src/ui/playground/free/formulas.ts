/** What each op computes, as a comment above a kernel that is still to come. */
import { functions } from '../../../ops/binary/functions';
import { overlaps } from '../../../ops/box-iou/overlaps';
import { curves } from '../../../ops/elementwise/curves';
import { piecewise } from '../../../ops/elementwise/piecewise';

/** Lines of at most 76 characters; empty for an op that is not known here. */
export function formulaOf(op: string): readonly string[] {
  const unary = [...piecewise, ...curves].find(({ id }) => id === op);
  if (unary) return [`output[i] = ${unary.formula}`, 'where x is input[i].'];
  const binary = functions.find(({ id }) => id === op);
  if (binary)
    return [
      `output[i] = ${binary.formula}`,
      'element by element; an axis of length 1 is read again and again.',
    ];
  const overlap = overlaps.find(({ id }) => id === op);
  if (overlap)
    return [
      `output[i, j] = ${overlap.formula}`,
      'of boxes1[i] and boxes2[j], each (x1, y1, x2, y2). A, B: their areas;',
      'I: of what they share; U = A + B − I; C: of the hull around both;',
      'd: distance of their centres; c: diagonal of the hull; ∠: atan(w / h).',
    ];
  return formulas[op] ?? [];
}

const window = [
  'ky, kx run over the window; iy = y · stride − pad top + ky · dilation, and',
  'ix likewise.',
];
const shaped = (value: string) => [
  `output[i] = ${value}`,
  'Nothing is computed: each element goes to its place.',
];
const reduced = (value: string) => [
  `output[i] = ${value}`,
  'over all elements x whose place along the axes that stay is i.',
];
const greedy = [
  'Take the box of the highest score, keep it, and drop every box whose',
];

const formulas: Readonly<Record<string, readonly string[]>> = {
  conv2d: [
    'output[n, o, y, x] =',
    '  f(bias[o] + Σ input[n, g + i, iy, ix] · filter[o, i, ky, kx])',
    ...window,
    'i runs over the channels of the group that begins at g; what lies outside',
    'of the input is 0; f is the activation.',
  ],
  separableConv2d: [
    'mid[n, c, y, x] = depthwiseBias[c]',
    '  + Σ input[n, c, iy, ix] · depthwiseFilter[c, ky, kx]',
    'output[n, o, y, x] = f(bias[o] + Σ f(mid[n, c, y, x]) · pointwise[o, c])',
    ...window,
    'What lies outside of the input is 0; f is the activation.',
  ],
  convTranspose2d: [
    'output[n, o, y, x] =',
    '  f(bias[o] + Σ input[n, i, iy, ix] · filter[i, o, ky, kx])',
    'over all i, iy, ix, ky and kx for which',
    '  y = iy · stride − pad top + ky · dilation, and x likewise.',
    'f is the activation.',
  ],
  deformConv2d: [
    'output[n, o, y, x] = bias[o] + Σ filter[o, i, k] · mask[n, k, y, x]',
    '  · input[n, i] at (iy + offset[n, 2k, y, x], ix + offset[n, 2k + 1, y, x])',
    'k runs over the taps (ky, kx); a place between pixels is the weighted sum of',
    'the four around it; what lies outside of the input is 0.',
  ],
  maxPool2d: ['output[n, c, y, x] = max of input[n, c, iy, ix]', ...window],
  averagePool2d: [
    'output[n, c, y, x] = Σ input[n, c, iy, ix] / number of taps',
    ...window,
  ],
  l2Pool2d: ['output[n, c, y, x] = √(Σ input[n, c, iy, ix]²)', ...window],
  batchNormalization: [
    'output = f((x − mean[c]) · scale[c] / √(variance[c] + ε) + bias[c])',
    'c is the channel of x; f is the activation.',
  ],
  reduceMean: reduced('Σ x / n'),
  reduceSum: reduced('Σ x'),
  reduceMax: reduced('max x'),
  reduceMin: reduced('min x'),
  reduceL2: reduced('√(Σ x²)'),
  fullyConnected: [
    'output[n, o] = f(bias[o] + Σ input[n, i] · weight[o, i])',
    'i runs over the inputs; f is the activation.',
  ],
  gemm: [
    'output[m, n] = α · Σ a[m, k] · b[k, n] + β · c[m, n]',
    'a and b are read transposed where the options say so.',
  ],
  matmul: [
    'output[…, m, n] = Σ a[…, m, k] · b[…, k, n]',
    'for each pair of matrices; an axis of length 1 is read again and again.',
  ],
  concat: shaped('the inputs, one behind the other along the axis'),
  slice: shaped('input[start + i · stride] along each axis'),
  reshape: shaped('input[i], counted row by row in both'),
  transpose: shaped('input[i with its axes in another order]'),
  channelShuffle: [
    'output[n, c, y, x] = input[n, from, y, x]',
    'from = c % groups · (channels / groups) + ⌊c / groups⌋',
  ],
  pad: [
    'output[i] = input[i − begin] along each axis; outside of the input a',
    'constant, the nearest edge or the mirror, as the mode says.',
  ],
  argMax: ['output[i] = the index of the largest x along the axis.'],
  argMin: ['output[i] = the index of the smallest x along the axis.'],
  softmax: [
    'output[i] = e^(x[i] − max) / Σ e^(x[j] − max)',
    'max and Σ over the axis; without the max, e^x would overflow.',
  ],
  resample2d: [
    'output[n, c, y, x] = input[n, c] at (sy, sx), sy = (y + ½) / scale − ½ and',
    'sx likewise (other transformations by option): the nearest pixel, or the',
    'weighted sum of the four around that place.',
  ],
  squeezeExcitation: [
    'mean[c] = Σ input[n, c, y, x] / pixels',
    'hidden[j] = f(reduceBias[j] + Σ reduceFilter[j, c] · mean[c])',
    'gate[c] = g(expandBias[c] + Σ expandFilter[c, j] · hidden[j])',
    'output[n, c, y, x] = input[n, c, y, x] · gate[c]',
  ],
  roiPool: [
    'output[r, c, y, x] = max of input[n, c] over the pixels of bin (y, x) of box',
    'r = (n, x1, y1, x2, y2), scaled and rounded to pixels.',
  ],
  roiAlign: [
    'output[r, c, y, x] = mean of bilinear samples of input[n, c] in bin (y, x)',
    'of box r = (n, x1, y1, x2, y2), scaled, nothing rounded.',
  ],
  nms: [
    ...greedy,
    'IoU with it is above the threshold; so on with what is left.',
  ],
  batchedNms: [
    ...greedy,
    'class is the same and whose IoU with it is above the threshold; so on.',
  ],
  nonMaxSuppression: [
    'For each image and class by itself:',
    ...greedy,
    'IoU with it is above the threshold; so on with what is left.',
  ],
  softNms: [
    'Take the box of the highest score and keep it; multiply the score of every',
    'other by a weight that falls with their IoU (1 − IoU, or e^(−IoU² / σ));',
    'what falls below the threshold is dropped; so on with what is left.',
  ],
};
