/**
 * Element-wise ops made of e^x. Kernels compute it from sums, products and
 * divisions only (shaders/elementwise/exponential.wgsl): WGSL rounds the first
 * two correctly and allows the third 2.5 ULP, so each tolerance is a count of
 * roundings. WebNN's own conformance tests allow 10 to 34 ULP, and 2^-10 for
 * tanh and erf.
 */
import { erf } from './erf';
import type { ElementwiseFunction } from './function';
import { layer } from './presets';

const webnn = (method: string) =>
  `https://www.w3.org/TR/webnn/#api-mlgraphbuilder-${method}`;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export const curves: readonly ElementwiseFunction[] = [
  {
    id: 'exp',
    summary: 'The exponential function.',
    source: webnn('unary'),
    formula: 'e^x',
    operations: 1,
    value: Math.exp,
    shader: 'exponential',
    wasm: 'mapExp',
    ulp: 2,
    why: 'the reduction of x, the polynomial and the last sum round',
    presets: [
      layer('YOLOv3', 'yolov3-box-sizes', 'box sizes, 6 @52', 6, [52, 52]),
      layer('ResNet-50', 'resnet50-softmax', 'softmax, 1000', 1000, [1, 1]),
    ],
  },
  {
    id: 'sigmoid',
    summary: 'Squeezes every number between 0 and 1.',
    source: webnn('sigmoid-method'),
    formula: '1 / (1 + e^−x)',
    operations: 4,
    value: sigmoid,
    shader: 'sigmoid',
    wasm: 'mapSigmoid',
    ulp: 6,
    why: '2 for the exponential, twice used; a sum; 2.5 for the division',
    presets: [
      layer('YOLOv3', 'yolov3-head', 'detection head, 255 @52', 255, [52, 52]),
      layer('EfficientNet-B0', 'efficientnet-gate', 'gate, 96', 96, [1, 1]),
    ],
  },
  {
    id: 'silu',
    summary: 'x times its sigmoid, also known as swish.',
    source: 'https://arxiv.org/abs/1710.05941',
    formula: 'x / (1 + e^−αx)',
    operations: 5,
    parameters: [
      {
        name: 'alpha',
        label: 'Alpha',
        help: 'How steep the sigmoid is; 1 is SiLU.',
        initial: 1,
      },
    ],
    value: (x, alpha) => x * sigmoid(alpha * x),
    shader: 'silu',
    wasm: 'mapSilu',
    ulp: 7,
    why: '6 for the sigmoid, 0.5 for the product',
    // The rounding of αx counts as often as αx is large; a sigmoid below the
    // smallest normal number, 2^-126, may be flushed to 0.
    scale: (x, alpha) =>
      Math.max(
        alpha === 1
          ? 0
          : Math.abs(x * sigmoid(alpha * x)) * (1 + Math.abs(alpha * x)),
        Math.abs(x) * 2 ** (23 - 126),
      ),
    presets: [
      layer(
        'EfficientNet-B0',
        'efficientnet-stem',
        'stem, 32 @112',
        32,
        [112, 112],
      ),
    ],
  },
  {
    id: 'tanh',
    summary: 'Squeezes every number between −1 and 1.',
    source: webnn('tanh-method'),
    formula: '(e^2x − 1) / (e^2x + 1)',
    operations: 5,
    value: Math.tanh,
    shader: 'hyperbolic_tangent',
    wasm: 'mapTanh',
    ulp: 7,
    why: '2 for e^−2|x| − 1, twice used; a sum; 2.5 for the division',
    presets: [
      layer('DCGAN', 'dcgan-output', 'generator output, 3 @64', 3, [64, 64]),
      layer('LeNet-5', 'lenet5-c1', 'C1, 6 @28', 6, [28, 28]),
    ],
  },
  {
    id: 'softplus',
    summary: 'A rectifier with a round corner.',
    source: webnn('softplus-method'),
    formula: 'log(1 + e^x)',
    operations: 3,
    value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    shader: 'softplus',
    wasm: 'mapSoftplus',
    ulp: 8,
    why: '2 for the exponential, 3.5 for its quotient, 2 for the logarithm',
    presets: [
      layer(
        'CSPDarknet-53',
        'cspdarknet53-mish',
        'inside Mish, 1024 @19',
        1024,
        [19, 19],
      ),
    ],
  },
  {
    id: 'elu',
    summary: 'Negative numbers approach −α instead of 0.',
    source: webnn('elu'),
    formula: 'x < 0 ? α(e^x − 1) : x',
    operations: 4,
    parameters: [
      {
        name: 'alpha',
        label: 'Alpha',
        help: 'How far below 0 it goes.',
        initial: 1,
      },
    ],
    value: (x, alpha) => (x < 0 ? alpha * Math.expm1(x) : x),
    shader: 'elu',
    wasm: 'mapElu',
    ulp: 3,
    why: '2 for e^x − 1, a product',
    presets: [
      layer(
        'Monodepth',
        'monodepth-upconv1',
        'upconv1, 16 @256×512',
        16,
        [256, 512],
      ),
    ],
  },
  {
    id: 'erf',
    summary: 'The Gauss error function.',
    source: webnn('unary'),
    formula: 'erf(x)',
    operations: 1,
    value: erf,
    shader: 'error_function',
    wasm: 'mapErf',
    ulp: 3,
    why: 'two polynomials, one of them in an exponent below 1.85',
    presets: [
      layer(
        'ConvNeXt-T',
        'convnext-erf',
        'inside GELU, 384 @56',
        384,
        [56, 56],
      ),
    ],
  },
  {
    id: 'gelu',
    summary: 'x times the share of a normal distribution below it.',
    source: webnn('gelu-method'),
    formula: '½x(1 + erf(x / √2))',
    operations: 5,
    value: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
    shader: 'gelu',
    wasm: 'mapGelu',
    ulp: 5,
    why: '3 for erf, a sum and a product, at the size of x / 2',
    // 1 + erf cancels below 0.
    scale: (x) => Math.abs(x) / 2,
    presets: [
      layer(
        'ConvNeXt-T',
        'convnext-gelu',
        'stage 1 GELU, 384 @56',
        384,
        [56, 56],
      ),
    ],
  },
];
