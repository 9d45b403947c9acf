/** What a user may set for a resample2d, and the problem that it makes. */
import { inputLayouts } from '../conv2d/geometry';
import type { Fields, Workload } from '../fields';
import type { Problem } from '../op';
import {
  modes,
  nearestModes,
  resample2dOptions,
  transformations,
  type Resample2dOptions,
} from './options';

const side = { kind: 'ints', parts: ['height', 'width'] } as const;

export const resample2dFields: Fields = [
  {
    ...side,
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the input, in pixels.',
    min: 1,
    max: 4096,
    initial: [26, 26],
  },
  {
    ...side,
    id: 'out',
    label: 'Output H × W',
    help: 'Height and width to make of it.',
    min: 1,
    max: 4096,
    initial: [52, 52],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes; each is resampled by itself.',
    min: 1,
    max: 4096,
    initial: 128,
  },
  {
    kind: 'choice',
    id: 'mode',
    label: 'Mode',
    help: 'The nearest pixel, or four of them, weighted.',
    choices: modes,
    initial: 'linear',
  },
  {
    kind: 'choice',
    id: 'align',
    label: 'Coordinates',
    help:
      'half_pixel: the images’ edges lie on each other. align_corners: the ' +
      'middles of their corner pixels do. asymmetric: of the first pixel only.',
    choices: transformations,
    initial: 'half_pixel',
  },
  {
    kind: 'choice',
    id: 'nearest',
    label: 'Rounding',
    help: 'Which pixel is the nearest; prefer says what a half becomes.',
    when: ['mode', 'nearest-neighbor'],
    choices: nearestModes,
    initial: 'round_prefer_floor',
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

/** A form's values as a shape and options. */
export function resample2dProblem(
  workload: Workload,
): Problem<Resample2dOptions> {
  const [h, w] = workload.in as readonly [number, number];
  const n = workload.n as number;
  const c = workload.c as number;
  const last = workload.layout === 'nhwc';
  return {
    shapes: { input: last ? [n, h, w, c] : [n, c, h, w] },
    options: resample2dOptions({
      mode: workload.mode,
      sizes: workload.out,
      axes: last ? [1, 2] : [2, 3],
      coordinateTransformation: workload.align,
      nearestMode: workload.nearest,
    }),
  };
}
