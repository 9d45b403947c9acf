/** Short programs to begin with: each runs as it is. */
import blur from '../../../../shaders/free/blur.wgsl?raw';
import histogram from '../../../../shaders/free/histogram.wgsl?raw';
import life from '../../../../shaders/free/life.wgsl?raw';
import mandelbrot from '../../../../shaders/free/mandelbrot.wgsl?raw';
import prefixSum from '../../../../shaders/free/prefix-sum.wgsl?raw';
import reduction from '../../../../shaders/free/reduction.wgsl?raw';
import saxpy from '../../../../shaders/free/saxpy.wgsl?raw';
import transpose from '../../../../shaders/free/transpose.wgsl?raw';
import type { FreeBuffer } from '../../../engine/api';
import type { FreeDraft } from '../../../state/draft';

export interface FreeExample {
  readonly id: string;
  readonly title: string;
  /** What there is to learn from it. */
  readonly idea: string;
  readonly draft: FreeDraft;
}

const plain = {
  kind: 'free',
  entryPoint: '',
  view: 'numbers',
  imageWidth: 64,
} as const;

const input = (
  name: string,
  elementType: FreeBuffer['elementType'],
  length: number,
  init: FreeBuffer['init'],
): FreeBuffer => ({ ...{ name, access: 'read', elementType, length, init } });

const output = (
  name: string,
  elementType: FreeBuffer['elementType'],
  length: number,
): FreeBuffer => ({
  ...{ name, access: 'read_write', elementType, length, init: 'zeros' },
});

export const examples: readonly [FreeExample, ...FreeExample[]] = [
  {
    id: 'saxpy',
    title: 'SAXPY',
    idea: 'The shortest useful kernel: one element, one invocation.',
    draft: {
      ...plain,
      code: saxpy,
      workgroups: ['y / 64'],
      buffers: [
        input('x', 'float32', 1000, 'iota'),
        { ...output('y', 'float32', 1000), init: { uniform: 1 } },
        {
          ...{ name: 'a', access: 'uniform', elementType: 'float32' },
          ...{ length: 1, init: [0.5] },
        },
      ],
      shown: 'y',
    },
  },
  {
    id: 'histogram',
    title: 'Histogram',
    idea: 'Many invocations write to few places: atomics.',
    draft: {
      ...plain,
      code: histogram,
      workgroups: ['samples / 64'],
      buffers: [
        input('samples', 'float32', 65_536, { uniform: 7 }),
        output('bins', 'uint32', 64),
      ],
      shown: 'bins',
      view: 'plot',
    },
  },
  {
    id: 'reduction',
    title: 'Reduction',
    idea: 'Invocations of a workgroup share memory and wait for each other.',
    draft: {
      ...plain,
      code: reduction,
      workgroups: ['numbers / SIZE'],
      buffers: [
        input('numbers', 'uint32', 10_000, 'iota'),
        output('sums', 'uint32', 40),
      ],
      shown: 'sums',
    },
  },
  {
    id: 'prefix-sum',
    title: 'Prefix sum',
    idea: 'What looks like one long chain takes eight rounds.',
    draft: {
      ...plain,
      code: prefixSum,
      workgroups: [1],
      buffers: [
        input('numbers', 'uint32', 256, 'iota'),
        output('sums', 'uint32', 256),
      ],
      shown: 'sums',
      view: 'plot',
    },
  },
  {
    id: 'mandelbrot',
    title: 'Mandelbrot',
    idea: 'No input at all: a picture from a formula.',
    draft: {
      ...plain,
      code: mandelbrot,
      workgroups: ['WIDTH / 8', 'HEIGHT / 8'],
      buffers: [output('pixels', 'uint32', 256 * 192)],
      ...{ shown: 'pixels', view: 'image', imageWidth: 256, pixels: 'packed' },
    },
  },
  {
    id: 'life',
    title: 'Game of life',
    idea: 'Each cell reads its eight neighbours.',
    draft: {
      ...plain,
      code: life,
      workgroups: ['SIDE / 8', 'SIDE / 8'],
      buffers: [
        input('noise', 'uint32', 96 * 96, { uniform: 3 }),
        output('next', 'uint32', 96 * 96),
      ],
      ...{ shown: 'next', view: 'image', imageWidth: 96 },
    },
  },
  {
    id: 'blur',
    title: 'Blur',
    idea: 'A window slides over a picture, the start of every convolution.',
    draft: {
      ...plain,
      code: blur,
      workgroups: ['WIDTH / 8', 'HEIGHT / 8'],
      buffers: [
        input('noise', 'float32', 128 * 128, { uniform: 11 }),
        output('blurred', 'float32', 128 * 128),
      ],
      ...{ shown: 'blurred', view: 'image', imageWidth: 128 },
    },
  },
  {
    id: 'transpose',
    title: 'Transpose',
    idea: 'A tile in shared memory keeps reads and writes side by side.',
    draft: {
      ...plain,
      code: transpose,
      workgroups: ['SIDE / TILE', 'SIDE / TILE'],
      buffers: [
        input('matrix', 'float32', 64 * 64, 'iota'),
        output('transposed', 'float32', 64 * 64),
      ],
      ...{ shown: 'transposed', view: 'image' },
    },
  },
];
