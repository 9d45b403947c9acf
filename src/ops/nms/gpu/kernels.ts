/** The WebGPU ladder of the NMS family. */
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import opaqueLib from '../../../../shaders/nms/opaque.wgsl?raw';
import overlapLib from '../../../../shaders/nms/overlap.wgsl?raw';
import sweep from '../../../../shaders/nms/sweep.wgsl?raw';
import windowCode from '../../../../shaders/nms/window.wgsl?raw';
import type { GpuKernel, GpuPass, Options } from '../../op';
import { grid, shader } from '../../source';
import type { Shapes } from '../../tensor';
import type { Work } from '../work';
import {
  collectPasses,
  flagsOf,
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

/** A block's rows and a window's; of 16 KiB, 256 rows take 14. */
const hardwareSizes = [
  [256, 1024],
  [128, 512],
  [256, 512],
  [128, 1024],
  [256, 2048],
] as const;
const softwareSizes = [
  [64, 2048],
  [64, 512],
  [64, 4096],
  [32, 128],
] as const;

const guessedSort = ({ segments, boxes }: Work, times = 1) =>
  segments * boxes ** 2 <= times * mostComparisons ? COUNTING : RADIX;

const windowShader = shader(
  'nms/window.wgsl',
  windowCode,
  overlapLib,
  opaqueLib,
);
const sweepShader = shader(
  'nms/sweep.wgsl',
  sweep,
  overlapLib,
  opaqueLib,
  gridLib,
);

/**
 * Boxes lie class by class, cut into windows. Stage by stage, all classes at
 * once: each class's next window keeps what it keeps, then all later boxes of
 * the class look at that. A class may be of any size: there are stages for one
 * of all boxes, and those that no class comes to are soon over.
 */
function stagePasses(work: Work, ROWS: number, WINDOW: number): GpuPass[] {
  const { segments, boxes } = work;
  const count = segments * boxes;
  const windows = Math.ceil(count / WINDOW);
  // The last window of a class of all boxes, after that in which it starts.
  const last = Math.min(windows - 1, Math.floor((WINDOW + boxes - 2) / WINDOW));
  const overlap = overlapParams(work);
  const passes: GpuPass[] = [];
  for (let stage = 0; stage <= last; stage++) {
    const params = { count, stage, ...overlap };
    passes.push({
      shader: windowShader,
      constants: { ROWS, WINDOW },
      params,
      buffers: [
        ...['corners', 'sides', flagsOf(work)],
        ...['keptCorners', 'keptAreas', 'keptCounts'],
      ],
      // Two classes that both come this far start as many windows apart.
      workgroups: [Math.ceil((windows - stage) / Math.max(1, stage)), 1, 1],
    });
    const after = (stage + 1) * WINDOW;
    if (stage < last)
      passes.push({
        shader: sweepShader,
        constants: { WINDOW },
        params,
        buffers: [
          ...['corners', 'sides', 'keptCorners', 'keptAreas', 'keptCounts'],
          flagsOf(work),
        ],
        workgroups: grid(count - after, SWEEP_SIZE),
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
        'A workgroup decides a window of boxes, block after block by a bit ' +
        'mask, then all later boxes look at those it kept: no mask of all ' +
        'pairs. All classes go on at once.',
      supports: (shapes, options) => fits(workOf(shapes, options)),
      variants(shapes, options, { software }) {
        const work = workOf(shapes, options);
        const SORT = guessedSort(work);
        // Software pays for each invocation that waits at barriers.
        const sizes = software ? softwareSizes : hardwareSizes;
        const guesses = sizes.map(([ROWS, WINDOW]) => ({ ROWS, WINDOW, SORT }));
        // A wider GPU counts more in the same time.
        return guessedSort(work, 16) === SORT
          ? guesses
          : [...guesses, { ...guesses[0], SORT: COUNTING + RADIX - SORT }];
      },
      plan(shapes, options, _, { ROWS = 128, WINDOW = 1024, SORT }) {
        const work = workOf(shapes, options);
        const count = work.segments * work.boxes;
        const sort = SORT ?? guessedSort(work);
        return {
          temporaries: {
            ...temporariesOf(work),
            keptCorners: 16 * count,
            keptAreas: 4 * count,
            keptCounts: 4 * Math.ceil(count / WINDOW),
          },
          passes: [
            ...sortPasses(work, sort === COUNTING),
            gatherPass(work),
            ...stagePasses(work, ROWS, WINDOW),
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
