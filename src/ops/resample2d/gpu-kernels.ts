/** The WebGPU ladder of resample2d, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import naive from '../../../shaders/resample2d/naive.wgsl?raw';
import paramsLib from '../../../shaders/resample2d/params.wgsl?raw';
import type { Constants, GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import { resampleGeometry, type ResampleGeometry } from './geometry';
import type { Resample2dOptions } from './options';

const WORKGROUP_SIZE = 64;

const shaders = Object.fromEntries(
  Object.entries({ naive }).map(([name, code]) => [
    name,
    shader(`resample2d/${name}.wgsl`, code, paramsLib, gridLib),
  ]),
);

const onePass = (
  name: string,
  g: ResampleGeometry,
  { mode }: Resample2dOptions,
  invocations: number,
  constants: Constants = {},
): Plan<GpuPass> => ({
  passes: [
    {
      shader: shaders[name],
      constants: {
        WORKGROUP_SIZE,
        LINEAR: mode === 'linear' ? 1 : 0,
        ...constants,
      },
      params: {
        ...{ outer: g.outer, middle: g.middle, inner: g.inner },
        in_rows: g.rows.input,
        in_columns: g.columns.input,
        out_rows: g.rows.output,
        out_columns: g.columns.output,
        row_step: g.rows.step,
        row_start: g.rows.start,
        row_divisor: g.rows.divisor,
        column_step: g.columns.step,
        column_start: g.columns.start,
        column_divisor: g.columns.divisor,
      },
      buffers: ['input', 'output'],
      workgroups: grid(invocations, WORKGROUP_SIZE),
    },
  ],
});

export const gpuKernels: readonly GpuKernel<Resample2dOptions>[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'One invocation per output, straight from the definition.',
    supports: () => true,
    plan(shapes, options) {
      const g = resampleGeometry(shapes, options);
      return onePass('naive', g, options, g.outputs);
    },
  },
];
