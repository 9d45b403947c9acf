/** Element-wise ops of straight pieces: minima, maxima and products. */
import { invalid } from '../../errors';
import type { ElementwiseFunction, Parameter } from './function';
import { layer } from './presets';

const webnn = (method: string) =>
  `https://www.w3.org/TR/webnn/#api-mlgraphbuilder-${method}`;

const slope = (initial: number): Parameter => ({
  name: 'alpha',
  label: 'Alpha',
  help: 'The slope.',
  initial,
});
const offset = (initial: number): Parameter => ({
  name: 'beta',
  label: 'Beta',
  help: 'What is added.',
  initial,
});

const exact = 'minima and maxima do not round';
/** The two terms of αx + β, which may cancel. */
const linearScale = (x: number, alpha: number, beta: number) =>
  Math.max(Math.abs(alpha * x), Math.abs(beta));

export const piecewise: readonly ElementwiseFunction[] = [
  {
    id: 'relu',
    summary: 'Negative numbers become 0.',
    source: webnn('relu-method'),
    formula: 'max(0, x)',
    operations: 1,
    value: (x) => Math.max(0, x),
    shader: 'relu',
    wasm: 'mapRelu',
    ulp: 0,
    why: exact,
    presets: [
      layer(
        'ResNet-50',
        'resnet50-conv1-relu',
        'conv1 ReLU, 64 @112',
        64,
        [112, 112],
      ),
      layer(
        'ResNet-50',
        'resnet50-conv4-relu',
        'conv4 ReLU, 256 @14',
        256,
        [14, 14],
      ),
      layer('Peer workloads', 'peers-0a', '0a · one number', 1, [1, 1]),
      layer('Peer workloads', 'peers-0b', '0b · 32 @112', 32, [112, 112]),
    ],
  },
  {
    id: 'clamp',
    summary: 'Keeps every number between two bounds; 0 and 6 is ReLU6.',
    source: webnn('clamp'),
    formula: 'min(max(x, minimum), maximum)',
    operations: 2,
    parameters: [
      {
        name: 'minValue',
        label: 'Minimum',
        help: 'What is lower becomes this.',
        initial: -Infinity,
        none: -Infinity,
        formInitial: 0,
      },
      {
        name: 'maxValue',
        label: 'Maximum',
        help: 'What is higher becomes this.',
        initial: Infinity,
        none: Infinity,
        formInitial: 6,
      },
    ],
    check(minimum, maximum) {
      if (minimum > maximum)
        throw invalid(
          `minValue ${minimum}: is above maxValue ${maximum}; exchange them.`,
        );
    },
    value: (x, minimum, maximum) => Math.min(Math.max(x, minimum), maximum),
    shader: 'between',
    wasm: 'mapClamp',
    ulp: 0,
    why: exact,
    presets: [
      layer(
        'MobileNetV2',
        'mobilenet-v2-relu6',
        'expansion ReLU6, 96 @112',
        96,
        [112, 112],
      ),
    ],
  },
  {
    id: 'linear',
    summary: 'One multiply-add per number: a scale and an offset.',
    source: webnn('linear'),
    formula: 'αx + β',
    operations: 2,
    macs: 1,
    parameters: [slope(1), offset(0)],
    value: (x, alpha, beta) => alpha * x + beta,
    shader: 'linear',
    wasm: 'mapLinear',
    ulp: 2,
    why: 'the product and the sum round once each, at the larger term',
    scale: linearScale,
    presets: [
      layer(
        'MobileNetV1',
        'mobilenet-v1-normalise',
        'input x/127.5 − 1, 3 @224',
        3,
        [224, 224],
        { alpha: 1 / 127.5, beta: -1 },
      ),
    ],
  },
  {
    id: 'leakyRelu',
    summary: 'Negative numbers are scaled down instead of cut off.',
    source: webnn('leakyrelu'),
    formula: 'x < 0 ? αx : x',
    operations: 2,
    parameters: [slope(0.01)],
    value: (x, alpha) => (x < 0 ? alpha * x : x),
    shader: 'leaky_relu',
    wasm: 'mapLeakyRelu',
    ulp: 1,
    why: 'one product rounds',
    presets: [
      layer(
        'Darknet-53',
        'darknet53-conv2',
        'conv2 leaky ReLU, 64 @128',
        64,
        [128, 128],
        { alpha: 0.1 },
      ),
    ],
  },
  {
    id: 'hardSigmoid',
    summary: 'A straight line between 0 and 1: the cheap sigmoid.',
    source: webnn('hardsigmoid'),
    formula: 'max(0, min(1, αx + β))',
    operations: 4,
    parameters: [slope(0.2), offset(0.5)],
    value: (x, alpha, beta) => Math.max(Math.min(alpha * x + beta, 1), 0),
    shader: 'hard_sigmoid',
    wasm: 'mapHardSigmoid',
    ulp: 2,
    why: 'the product and the sum round once each, at the larger term',
    scale: linearScale,
    presets: [
      layer(
        'MobileNetV3-Large',
        'mobilenet-v3-gate',
        'squeeze-and-excite gate, 960',
        960,
        [1, 1],
        { alpha: 1 / 6 },
      ),
    ],
  },
  {
    id: 'hardSwish',
    summary: 'x times a hard sigmoid: the cheap SiLU.',
    source: webnn('hard-swish'),
    formula: 'x · max(0, min(6, x + 3)) / 6',
    operations: 5,
    value: (x) => (x * Math.max(0, Math.min(6, x + 3))) / 6,
    shader: 'hard_swish',
    wasm: 'mapHardSwish',
    ulp: 2,
    why: 'the sum, the constant 1/6 and two products round',
    presets: [
      layer(
        'MobileNetV3-Large',
        'mobilenet-v3-conv1',
        'conv1 hard-swish, 16 @112',
        16,
        [112, 112],
      ),
      layer(
        'MobileNetV3-Large',
        'mobilenet-v3-last',
        'last conv hard-swish, 960 @7',
        960,
        [7, 7],
      ),
    ],
  },
  {
    id: 'softsign',
    summary: 'Squeezes every number between −1 and 1, slowly.',
    source: webnn('softsign-method'),
    formula: 'x / (1 + |x|)',
    operations: 3,
    value: (x) => x / (1 + Math.abs(x)),
    shader: 'softsign',
    wasm: 'mapSoftsign',
    ulp: 3,
    why: 'a sum rounds once; WGSL allows a division 2.5 ULP',
    presets: [
      layer(
        'Glorot and Bengio 2010',
        'glorot-2010-hidden',
        'hidden layer, 1000',
        1000,
        [1, 1],
      ),
    ],
  },
  {
    id: 'sqrt',
    summary: 'The square root; of negative numbers, NaN.',
    source: webnn('unary'),
    formula: '√x',
    operations: 1,
    value: Math.sqrt,
    shader: 'square_root',
    wasm: 'mapSqrt',
    ulp: 5,
    why: 'WGSL allows 1 / inverseSqrt(x): 2 ULP and a division of 2.5',
    presets: [
      layer('SSD300', 'ssd300-norm', 'conv4_3 L2 norm, 1 @38', 1, [38, 38]),
    ],
  },
];
