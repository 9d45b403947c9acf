/** The WebGPU ladder of softmax, simplest first. */
import exponentialLib from '../../../shaders/elementwise/exponential.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import columns from '../../../shaders/softmax/columns.wgsl?raw';
import naive from '../../../shaders/softmax/naive.wgsl?raw';
import paramsLib from '../../../shaders/softmax/params.wgsl?raw';
import rows from '../../../shaders/softmax/rows.wgsl?raw';
import { linesOf } from '../line';
import type { Constants, GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import type { SoftmaxOptions } from './options';

/** Invocations per line worth racing, the best guess first. */
const parts = [64, 16, 256, 4];

const shaders = Object.fromEntries(
  Object.entries({ naive, rows, columns }).map(([name, code]) => [
    name,
    shader(`softmax/${name}.wgsl`, code, paramsLib, gridLib, exponentialLib),
  ]),
);

const onePass = (
  name: string,
  shapes: Shapes,
  options: SoftmaxOptions,
  invocationsPerLine: number,
  constants: Constants = {},
): Plan<GpuPass> => {
  const { lines, length, inner } = linesOf('softmax', shapes, options);
  const WORKGROUP_SIZE = Math.max(64, invocationsPerLine);
  return {
    passes: [
      {
        shader: shaders[name],
        constants: { WORKGROUP_SIZE, ...constants },
        params: { lines, length, inner },
        buffers: ['input', 'output'],
        workgroups: grid(lines * invocationsPerLine, WORKGROUP_SIZE),
      },
    ],
  };
};

export const gpuKernels: readonly GpuKernel<SoftmaxOptions>[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'One invocation per sum, straight from the definition.',
    supports: () => true,
    plan: (shapes, options) => onePass('naive', shapes, options, 1),
  },
  {
    id: 'rows',
    backend: 'webgpu',
    title: 'Shared rows',
    idea: 'Several invocations share the numbers of a sum, which lie in a row.',
    supports(shapes, options) {
      const { inner, length } = linesOf('softmax', shapes, options);
      if (inner > 1) return `the numbers of a sum lie ${inner} apart`;
      return length > 1 || 'one number is no work to share';
    },
    variants: () => parts.map((PARTS) => ({ PARTS })),
    plan: (shapes, options, _, { PARTS = parts[0] }) =>
      onePass('rows', shapes, options, PARTS, { PARTS }),
  },
  {
    id: 'columns',
    backend: 'webgpu',
    title: 'Four columns at once',
    idea:
      'Neighbours in memory belong to neighbouring sums: four of them are ' +
      'one load.',
    supports(shapes, options) {
      const { inner } = linesOf('softmax', shapes, options);
      return inner % 4 === 0 || `${inner} sums beside each other: not fours`;
    },
    plan: (shapes, options) => onePass('columns', shapes, options, 1 / 4),
  },
];
