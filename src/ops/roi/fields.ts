/** The forms of both ops, and from a form to a problem. */
import { inputLayouts } from '../conv2d/geometry';
import type { Field, Fields, Workload } from '../fields';
import type { Options, Problem, Sweep } from '../op';
import type { Shape } from '../tensor';
import { conventions, modes, type RoiPoolOptions } from './options';

const size: Fields = [
  {
    kind: 'ints',
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the feature map.',
    parts: ['height', 'width'],
    min: 1,
    max: 4096,
    initial: [50, 50],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes of the input.',
    min: 1,
    max: 65536,
    initial: 256,
  },
  {
    kind: 'int',
    id: 'k',
    label: 'Regions',
    help: 'Boxes to cut out of the feature map.',
    min: 1,
    max: 65536,
    initial: 512,
  },
  {
    kind: 'ints',
    id: 'out',
    label: 'Bins H × W',
    help: 'What each region is reduced to, whatever its size.',
    parts: ['height', 'width'],
    min: 1,
    max: 1024,
    initial: [7, 7],
  },
  {
    kind: 'number',
    id: 'scale',
    label: 'Spatial scale',
    help: 'From the boxes’ pixels to the feature map’s: 1 / stride.',
    min: 1e-6,
    max: 1e3,
    initial: 1 / 16,
  },
];

export const regionsSweep: Sweep = {
  id: 'regions',
  label: 'Regions',
  unit: 'regions',
  values: [1, 3, 10, 30, 100, 300, 1000, 3000],
  at: (workload, k) => ({ ...workload, k }),
  describe: ({ k }) => `${String(k)} regions`,
};

const tail: Fields = [
  {
    kind: 'int',
    id: 'n',
    label: 'Batch',
    help: 'Images in one call; each region names its own.',
    min: 1,
    max: 64,
    initial: 1,
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'Order of the input’s and the output’s axes.',
    choices: inputLayouts,
    initial: 'nchw',
  },
];

const sampling: Field[] = [
  {
    kind: 'int',
    id: 'ratio',
    label: 'Sampling ratio',
    help: 'Samples along each side of a bin; 0: one for each pixel begun.',
    min: 0,
    max: 64,
    initial: 2,
  },
  {
    kind: 'choice',
    id: 'convention',
    label: 'Convention',
    help:
      'torchvision: regions of at least 1 pixel, no half pixel. onnx: half ' +
      'a pixel less, as detectron2’s ROIAlignV2.',
    choices: conventions,
    initial: 'torchvision',
  },
  {
    kind: 'choice',
    id: 'mode',
    label: 'Mode',
    help:
      'The mean of a bin’s samples; the largest; or, as ONNX has it, the ' +
      'largest of all their corners times their weights.',
    choices: modes,
    initial: 'avg',
  },
];

export const roiPoolFields: Fields = [...size, ...tail];
export const roiAlignFields: Fields = [...size, ...sampling, ...tail];

/** The shapes, and those options that both ops have. */
export function roiProblem<O extends RoiPoolOptions>(
  workload: Workload,
  optionsOf: (given: Options) => O,
  more: Options = {},
): Problem<O> {
  const [h, w] = workload.in as readonly number[];
  const n = workload.n as number;
  const c = workload.c as number;
  const input: Shape = workload.layout === 'nchw' ? [n, c, h, w] : [n, h, w, c];
  return {
    shapes: { input, boxes: [workload.k as number, 5] },
    options: optionsOf({
      outputSize: workload.out,
      spatialScale: workload.scale,
      inputLayout: workload.layout,
      ...more,
    }),
  };
}
