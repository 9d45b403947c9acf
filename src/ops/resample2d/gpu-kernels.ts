/** The WebGPU ladder of resample2d, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import channels from '../../../shaders/resample2d/channels.wgsl?raw';
import fours from '../../../shaders/resample2d/fours.wgsl?raw';
import naive from '../../../shaders/resample2d/naive.wgsl?raw';
import paramsLib from '../../../shaders/resample2d/params.wgsl?raw';
import planes from '../../../shaders/resample2d/planes.wgsl?raw';
import type { Constants, GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { resampleGeometry, type ResampleGeometry } from './geometry';
import type { Resample2dOptions } from './options';

const WORKGROUP_SIZE = 64;

const shaders = Object.fromEntries(
  Object.entries({ naive, planes, fours, channels }).map(([name, code]) => [
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
  {
    id: 'planes',
    backend: 'webgpu',
    title: 'Planes that share',
    idea: 'Where an output lies is computed once and serves several planes.',
    supports(shapes, options) {
      const { outer } = resampleGeometry(shapes, options);
      return outer > 1 || 'there is one plane only: nothing to share';
    },
    variants: planeVariants,
    plan(shapes, options, _, { PLANES = 8 }) {
      const g = resampleGeometry(shapes, options);
      const invocations = (g.outputs / g.outer) * Math.ceil(g.outer / PLANES);
      return onePass('planes', g, options, invocations, { PLANES });
    },
  },
  {
    id: 'fours',
    backend: 'webgpu',
    title: 'Four neighbours, planes that share',
    idea:
      'Four neighbours of a row are one store, and lie at the same places in ' +
      'several planes.',
    supports(shapes, options) {
      const { inner, columns } = resampleGeometry(shapes, options);
      if (inner > 1) return `columns are ${inner} elements apart, not 1`;
      return (
        columns.output % 4 === 0 ||
        `rows of ${columns.output} outputs: no multiple of 4`
      );
    },
    variants: planeVariants,
    plan(shapes, options, _, { PLANES = 4 }) {
      const g = resampleGeometry(shapes, options);
      const perPlane = g.outputs / g.outer / 4;
      const invocations = perPlane * Math.ceil(g.outer / PLANES);
      return onePass('fours', g, options, invocations, { PLANES });
    },
  },
  {
    id: 'channels',
    backend: 'webgpu',
    title: 'Four channels at once',
    idea: 'Channels last: each load and each store moves four of them.',
    supports(shapes, options) {
      const { inner } = resampleGeometry(shapes, options);
      return inner % 4 === 0 || `${inner} in a row: no multiple of 4 channels`;
    },
    plan(shapes, options) {
      const g = resampleGeometry(shapes, options);
      return onePass('channels', g, options, g.outputs / 4);
    },
  },
];

/** Planes for an invocation, the best guess first. */
function planeVariants(
  shapes: Shapes,
  options: Resample2dOptions,
): readonly Constants[] {
  const { outer } = resampleGeometry(shapes, options);
  const useful = [4, 8, 16, 2].filter((planes) => planes <= outer);
  return (useful.length > 0 ? useful : [1]).map((PLANES) => ({ PLANES }));
}
