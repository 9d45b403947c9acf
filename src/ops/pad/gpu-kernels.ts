/** The WebGPU ladder of pad, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import frameLib from '../../../shaders/pad/frame.wgsl?raw';
import fours from '../../../shaders/pad/fours.wgsl?raw';
import naive from '../../../shaders/pad/naive.wgsl?raw';
import type { GpuKernel, GpuPass, Plan, Shader } from '../op';
import { grid, shader } from '../source';
import { elementCount, type Shapes } from '../tensor';
import {
  fewAxes,
  inwardAxes,
  mergedAxes,
  padAxes,
  paddingModes,
  type PadAxis,
  type PadOptions,
} from './geometry';

const WORKGROUP_SIZE = 64;

const padShader = (name: string, code: string) =>
  shader(`pad/${name}.wgsl`, code, frameLib, gridLib);
const shaders = {
  naive: padShader('naive', naive),
  fours: padShader('fours', fours),
};

export const gpuKernels: readonly GpuKernel<PadOptions>[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'One invocation per element asks where it comes from.',
    supports: (shapes, options) => fewAxes(padAxes(shapes, options)),
    plan: (shapes, options) =>
      onePass(shaders.naive, shapes, options, (across) => across),
  },
  {
    id: 'fours',
    backend: 'webgpu',
    title: 'Fours',
    idea: 'Four neighbours of a row ask only once where their row comes from.',
    supports: (shapes, options) => fewAxes(padAxes(shapes, options)),
    plan: (shapes, options) =>
      onePass(shaders.fours, shapes, options, (across) =>
        Math.ceil(across / 4),
      ),
  },
];

/** `perRow`: invocations for a row of so many elements. */
function onePass(
  shader: Shader,
  shapes: Shapes,
  options: PadOptions,
  perRow: (across: number) => number,
): Plan<GpuPass> {
  const axes = mergedAxes(padAxes(shapes, options));
  const [across, ...outer] = inwardAxes(axes).map(({ outSize }) => outSize);
  const count = elementCount(outer) * perRow(across);
  return {
    passes: [
      {
        shader,
        constants: {
          WORKGROUP_SIZE,
          AXES: axes.length,
          MODE: paddingModes.indexOf(options.mode),
        },
        params: padParams(axes, options, count),
        buffers: ['input', 'output'],
        workgroups: grid(count, WORKGROUP_SIZE),
      },
    ],
  };
}

/** Values for `struct Params` of shaders/pad/frame.wgsl. */
function padParams(
  axes: readonly PadAxis[],
  { value }: PadOptions,
  count: number,
): Record<string, number> {
  const sides = inwardAxes(axes).flatMap(({ size, outSize, before }, i) => [
    [`size_${i}`, size] as const,
    [`out_${i}`, outSize] as const,
    [`before_${i}`, before] as const,
  ]);
  return { count, value, ...Object.fromEntries(sides) };
}
