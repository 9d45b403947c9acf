/** What a user may set for a squeezeExcitation, and the problem it makes. */
import { inputLayouts } from '../conv2d/geometry';
import type { Fields, Workload } from '../fields';
import type { Problem } from '../op';
import {
  gates,
  reduceActivations,
  squeezeExcitationOptions,
  type SqueezeExcitationOptions,
} from './options';

export const squeezeExcitationFields: Fields = [
  {
    kind: 'ints',
    parts: ['height', 'width'],
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the input, in pixels.',
    min: 1,
    max: 2048,
    initial: [28, 28],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes; each gets a factor between 0 and 1.',
    min: 1,
    max: 8192,
    initial: 120,
  },
  {
    kind: 'int',
    id: 'r',
    label: 'Squeezed to',
    help: 'Numbers between the two products; usually a quarter of the channels.',
    min: 1,
    max: 4096,
    initial: 32,
  },
  {
    kind: 'choice',
    id: 'act',
    label: 'Activation',
    help: 'Of the squeezed numbers.',
    choices: reduceActivations,
    initial: 'relu',
  },
  {
    kind: 'choice',
    id: 'gate',
    label: 'Gate',
    help: 'What makes a factor of a number: MobileNetV3’s is the hard one.',
    choices: gates,
    initial: 'hard-sigmoid',
  },
  {
    kind: 'number',
    id: 'alpha',
    label: 'Alpha',
    help: 'The slope of the hard sigmoid.',
    when: ['gate', 'hard-sigmoid'],
    min: -1e6,
    max: 1e6,
    initial: 1 / 6,
  },
  {
    kind: 'number',
    id: 'beta',
    label: 'Beta',
    help: 'The hard sigmoid of 0.',
    when: ['gate', 'hard-sigmoid'],
    min: -1e6,
    max: 1e6,
    initial: 0.5,
  },
  {
    kind: 'flag',
    id: 'bias',
    label: 'Bias',
    help: 'Adds a number to each sum of both products.',
    initial: true,
  },
  {
    kind: 'int',
    id: 'n',
    label: 'Batch',
    help: 'Images in one call.',
    min: 1,
    max: 64,
    initial: 1,
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'Order of the axes in memory: channels first or channels last.',
    choices: inputLayouts,
    initial: 'nchw',
  },
];

/** A form's values as shapes and options. */
export function squeezeExcitationProblem(
  workload: Workload,
): Problem<SqueezeExcitationOptions> {
  const [h, w] = workload.in as readonly [number, number];
  const [n, c, r] = ['n', 'c', 'r'].map((id) => workload[id] as number);
  return {
    shapes: {
      input: workload.layout === 'nhwc' ? [n, h, w, c] : [n, c, h, w],
      reduceFilter: [r, c],
      ...(workload.bias ? { reduceBias: [r] } : {}),
      expandFilter: [c, r],
      ...(workload.bias ? { expandBias: [c] } : {}),
    },
    options: squeezeExcitationOptions({
      reduceActivation: workload.act,
      gate: workload.gate,
      alpha: workload.alpha,
      beta: workload.beta,
      inputLayout: workload.layout,
    }),
  };
}
