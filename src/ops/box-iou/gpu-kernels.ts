/** The WebGPU ladder of every measure: the same two kernels. */
import blocked from '../../../shaders/box-iou/blocked.wgsl?raw';
import boxesLib from '../../../shaders/box-iou/boxes.wgsl?raw';
import naive from '../../../shaders/box-iou/naive.wgsl?raw';
import overlapsLib from '../../../shaders/box-iou/overlaps.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import type { Constants, GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { boxCounts, boxFormats, type BoxIouOptions } from './options';
import type { Overlap } from './overlaps';

const WORKGROUP_SIZE = 64;
/** Of an invocation of the blocked kernel. */
const COLUMNS = 4;
/** Rows worth racing, the best guess first. */
const rowCounts = [8, 2, 4, 16];

export function gpuKernels(
  overlap: Overlap,
): readonly GpuKernel<BoxIouOptions>[] {
  const plan = (
    name: string,
    code: string,
    shapes: Shapes,
    { format, offset }: BoxIouOptions,
    constants: Constants,
    workgroups: GpuPass['workgroups'],
  ): Plan<GpuPass> => {
    const [rows, columns] = boxCounts(overlap.id, shapes);
    return {
      passes: [
        {
          shader: shader(
            `box-iou/${name}.wgsl`,
            code,
            boxesLib,
            overlapsLib,
            gridLib,
            `fn overlap(a: Box, b: Boxes) -> lanes {\n` +
              `  return ${overlap.shader}(a, b);\n}\n`,
          ),
          constants: {
            WORKGROUP_SIZE,
            ANGLES: overlap.angles ? 1 : 0,
            ...constants,
          },
          params: { rows, columns, format: boxFormats.indexOf(format), offset },
          buffers: ['boxes1', 'boxes2', 'output'],
          workgroups,
        },
      ],
    };
  };
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per pair, straight from the definition.',
      supports: () => true,
      plan(shapes, options) {
        const [rows, columns] = boxCounts(overlap.id, shapes);
        const workgroups = grid(rows * columns, WORKGROUP_SIZE);
        return plan('naive', naive, shapes, options, {}, workgroups);
      },
    },
    {
      id: 'blocked',
      backend: 'webgpu',
      title: 'Blocks in registers',
      idea:
        'An invocation holds 4 columns in registers and takes them down ' +
        'several rows, so that each box is read and measured once for many ' +
        'pairs; a workgroup stores whole runs of a row.',
      supports: () => true,
      variants: () => rowCounts.map((ROWS) => ({ ROWS })),
      plan(shapes, options, _, { ROWS = rowCounts[0] }) {
        const [rows, columns] = boxCounts(overlap.id, shapes);
        const blocks =
          Math.ceil(rows / ROWS) *
          Math.ceil(columns / (COLUMNS * WORKGROUP_SIZE));
        const workgroups = grid(blocks, 1);
        return plan('blocked', blocked, shapes, options, { ROWS }, workgroups);
      },
    },
  ];
}
