/** The WASM ladder of the NMS family: src/wasm/assembly/nms*.ts. */
import type { Options, Plan, WasmKernel, WasmPass } from '../op';
import type { Shapes } from '../tensor';
import { keyLimit } from './order';
import { boxFormats } from './options';
import { strictThreshold } from './overlap';
import type { Work } from './work';

/** Parts into which the classes are dealt: threads take some each. */
const classUnits = 64;
const HISTOGRAM_BYTES = 4 * 256 * 4;
const GRID_BYTES = 128;
const FOUR_BYTES = 96;

/** Half as many as there are boxes, in src/wasm/assembly/nms.ts. */
const mostCells = (boxes: number) => Math.floor(boxes / 2) + 1;

function plan(work: Work, cells: number): Plan<WasmPass> {
  const { segments, boxes, classes, classed, columns, cap } = work;
  const count = segments * boxes;
  const units = classed ? classUnits : segments;
  const fours = Math.ceil(boxes / 4) + Math.min(cells, mostCells(boxes));
  return {
    temporaries: {
      entries: 8 * count,
      other: 8 * count,
      removed: 4 * count,
      rows: 4,
      ...(classed && { groups: 8 * count, starts: 4 * (count + 2) }),
    },
    scratch: {
      histograms: HISTOGRAM_BYTES,
      grid: GRID_BYTES,
      corners: 16 * boxes,
      areas: 4 * boxes,
      heads: 4 * mostCells(boxes),
      pool: FOUR_BYTES * fours,
    },
    passes: [
      {
        fn: 'nmsSort',
        buffers: ['scores', 'entries', 'other', 'histograms'],
        args: [boxes],
        units: segments,
      },
      ...(classed ? [groupPass(boxes)] : []),
      {
        fn: 'nmsSuppress',
        buffers: [
          // Without classes the groups are a null pointer.
          ...['boxes', 'entries', 'groups', 'starts', 'removed'],
          ...['grid', 'corners', 'areas', 'heads', 'pool'],
        ],
        args: [
          ...[boxes, classes, boxFormats.indexOf(work.boxFormat)],
          work.legacyPixel ? 1 : 0,
          strictThreshold(work.iouThreshold, work.suppressAt),
          keyLimit(work.scoreThreshold),
          ...[cells, units],
        ],
        units,
      },
      {
        fn: 'nmsCollect',
        buffers: ['entries', 'removed', 'output', 'validCount', 'rows'],
        args: [
          ...[segments, boxes, Math.min(cap, 2 ** 31 - 1), classes, columns],
          work.padded ? work.rows : 0,
        ],
      },
    ],
  };
}

const groupPass = (boxes: number): WasmPass => ({
  fn: 'nmsGroup',
  buffers: ['idxs', 'entries', 'groups', 'other', 'starts', 'histograms'],
  args: [boxes],
});

export const wasmKernels = <O extends Options>(
  workOf: (shapes: Shapes, options: O) => Work,
): readonly WasmKernel<O>[] => [
  {
    id: 'greedy',
    backend: 'wasm',
    title: 'Greedy',
    idea: 'Each box is held against all that were kept, four at a time.',
    supports: () => true,
    plan: (shapes, options) => plan(workOf(shapes, options), 1),
  },
  {
    id: 'grid',
    backend: 'wasm',
    title: 'Grid',
    idea:
      'Kept boxes lie in a grid by their centres: a box is held against those ' +
      'near enough to overlap it that much.',
    supports: () => true,
    plan: (shapes, options) => plan(workOf(shapes, options), 2 ** 24),
  },
];
