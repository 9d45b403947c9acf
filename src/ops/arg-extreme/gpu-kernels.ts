/** The WebGPU ladder of argMax and argMin, simplest first. */
import columns from '../../../shaders/arg-extreme/columns.wgsl?raw';
import naive from '../../../shaders/arg-extreme/naive.wgsl?raw';
import paramsLib from '../../../shaders/arg-extreme/params.wgsl?raw';
import rows from '../../../shaders/arg-extreme/rows.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import { linesOf } from '../line';
import type { Constants, GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import type { ArgExtreme } from './define';
import type { ArgOptions } from './options';

/** Invocations per line worth racing, the best guess first. */
const parts = [64, 16, 256, 4];

const shaders = Object.fromEntries(
  Object.entries({ naive, rows, columns }).map(([name, code]) => [
    name,
    shader(`arg-extreme/${name}.wgsl`, code, paramsLib, gridLib),
  ]),
);

export function gpuKernels({
  id,
  sign,
}: ArgExtreme): readonly GpuKernel<ArgOptions>[] {
  const onePass = (
    name: string,
    shapes: Shapes,
    options: ArgOptions,
    invocationsPerLine: number,
    constants: Constants = {},
  ): Plan<GpuPass> => {
    const { lines, length, inner } = linesOf(id, shapes, options);
    const WORKGROUP_SIZE = Math.max(64, invocationsPerLine);
    return {
      passes: [
        {
          shader: shaders[name],
          constants: { WORKGROUP_SIZE, SIGN: sign, ...constants },
          params: { lines, length, inner },
          buffers: ['input', 'output'],
          workgroups: grid(lines * invocationsPerLine, WORKGROUP_SIZE),
        },
      ],
    };
  };
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per index, straight from the definition.',
      supports: () => true,
      plan: (shapes, options) => onePass('naive', shapes, options, 1),
    },
    {
      id: 'columns',
      backend: 'webgpu',
      title: 'Four columns at once',
      idea:
        'Neighbours in memory belong to neighbouring indices: four of them ' +
        'are one load.',
      supports(shapes, options) {
        const { inner } = linesOf(id, shapes, options);
        return inner % 4 === 0 || `${inner} lines beside each other: not fours`;
      },
      plan: (shapes, options) => onePass('columns', shapes, options, 1 / 4),
    },
    {
      id: 'rows',
      backend: 'webgpu',
      title: 'Shared rows',
      idea: 'Several invocations share the numbers of an index, in a row.',
      supports(shapes, options) {
        const { inner, length } = linesOf(id, shapes, options);
        if (inner > 1) return `the numbers of an index lie ${inner} apart`;
        return length > 1 || 'one number is no work to share';
      },
      variants: () => parts.map((PARTS) => ({ PARTS })),
      plan: (shapes, options, _, { PARTS = parts[0] }) =>
        onePass('rows', shapes, options, PARTS, { PARTS }),
    },
  ];
}
