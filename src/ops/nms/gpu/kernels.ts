/** The WebGPU ladder of the NMS family. */
import diagonal from '../../../../shaders/nms/diagonal.wgsl?raw';
import opaqueLib from '../../../../shaders/nms/opaque.wgsl?raw';
import overlapLib from '../../../../shaders/nms/overlap.wgsl?raw';
import sweep from '../../../../shaders/nms/sweep.wgsl?raw';
import type { GpuKernel, GpuPass, Options } from '../../op';
import { shader } from '../../source';
import type { Shapes } from '../../tensor';
import type { Work } from '../work';
import {
  collectPasses,
  gatherPass,
  overlapParams,
  sortPasses,
  temporariesOf,
} from './passes';

const SWEEP_SIZE = 64;
/** Counting is one pass, but of so many comparisons. */
const mostComparisons = 2 ** 22;
const COUNTING = 1;
const RADIX = 2;

const guessedSort = ({ segments, boxes }: Work, times = 1) =>
  segments * boxes ** 2 <= times * mostComparisons ? COUNTING : RADIX;

const diagonalShader = shader(
  'nms/diagonal.wgsl',
  diagonal,
  overlapLib,
  opaqueLib,
);
const sweepShader = shader('nms/sweep.wgsl', sweep, overlapLib, opaqueLib);

/** A block keeps what it keeps; then all later boxes look at that. */
function blockPasses(work: Work, rows: number): GpuPass[] {
  const { segments, boxes } = work;
  const overlap = overlapParams(work);
  const passes: GpuPass[] = [];
  for (let first = 0; first < boxes; first += rows) {
    passes.push({
      shader: diagonalShader,
      constants: { ROWS: rows },
      params: { boxes, first, ...overlap },
      buffers: [
        ...['corners', 'sides', 'removed'],
        ...['keptCorners', 'keptSides', 'keptCounts'],
      ],
      workgroups: [segments, 1, 1],
    });
    const after = first + rows;
    if (after < boxes)
      passes.push({
        shader: sweepShader,
        params: { boxes, rows, first: after, ...overlap },
        buffers: [
          ...['corners', 'sides', 'keptCorners', 'keptSides', 'keptCounts'],
          'removed',
        ],
        workgroups: [Math.ceil((boxes - after) / SWEEP_SIZE), segments, 1],
      });
  }
  return passes;
}

export function gpuKernels<O extends Options>(
  workOf: (shapes: Shapes, options: O) => Work,
): readonly GpuKernel<O>[] {
  return [
    {
      id: 'blocks',
      backend: 'webgpu',
      title: 'Blocks',
      idea:
        'A workgroup decides a block of boxes by a bit mask, then all later ' +
        'boxes look at those it kept: no mask of all pairs.',
      supports: (shapes, options) => fits(workOf(shapes, options)),
      variants(shapes, options, { software }) {
        const work = workOf(shapes, options);
        const SORT = guessedSort(work);
        // Software pays for each invocation that waits at barriers.
        const sizes = software ? [64, 128, 256] : [128, 256, 64];
        const guesses = sizes.map((ROWS) => ({ ROWS, SORT }));
        // A wider GPU counts more in the same time.
        return guessedSort(work, 16) === SORT
          ? guesses
          : [...guesses, { ROWS: sizes[0], SORT: COUNTING + RADIX - SORT }];
      },
      plan(shapes, options, _, { ROWS = 128, SORT }) {
        const work = workOf(shapes, options);
        const sort = SORT ?? guessedSort(work);
        return {
          temporaries: {
            ...temporariesOf(work),
            keptCorners: 16 * ROWS * work.segments,
            keptSides: 8 * ROWS * work.segments,
            keptCounts: 4 * work.segments,
          },
          passes: [
            ...sortPasses(work, sort === COUNTING),
            gatherPass(work),
            ...blockPasses(work, ROWS),
            ...collectPasses(work),
          ],
        };
      },
    },
  ];
}

const mostSegments = 65535;

const fits = ({ segments }: Work): true | string =>
  segments <= mostSegments ||
  `${segments} images × classes: a dispatch has at most ${mostSegments} ` +
    `workgroups on a side; use a smaller batch`;
