/** The WebGPU ladder of pad, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import frameLib from '../../../shaders/pad/frame.wgsl?raw';
import naive from '../../../shaders/pad/naive.wgsl?raw';
import type { GpuKernel } from '../op';
import { grid, shader } from '../source';
import { elementCount } from '../tensor';
import {
  mergedAxes,
  padAxes,
  paddingModes,
  type PadAxis,
  type PadOptions,
} from './geometry';

const WORKGROUP_SIZE = 64;
/** As many as struct Params of shaders/pad/frame.wgsl has room for. */
export const mostAxes = 8;

const naiveShader = shader('pad/naive.wgsl', naive, frameLib, gridLib);

export const gpuKernels: readonly GpuKernel<PadOptions>[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'One invocation per element asks where it comes from.',
    supports: (shapes, options) => fewAxes(padAxes(shapes, options)),
    plan(shapes, options) {
      const axes = mergedAxes(padAxes(shapes, options));
      const count = elementCount(axes.map(({ outSize }) => outSize));
      return {
        passes: [
          {
            shader: naiveShader,
            constants: {
              WORKGROUP_SIZE,
              AXES: axes.length,
              MODE: paddingModes.indexOf(options.mode),
            },
            params: padParams(axes, options),
            buffers: ['input', 'output'],
            workgroups: grid(count, WORKGROUP_SIZE),
          },
        ],
      };
    },
  },
];

/** true, or why the kernels cannot take that many axes, in words. */
export function fewAxes(axes: readonly PadAxis[]): true | string {
  const { length } = mergedAxes(axes);
  return length <= mostAxes || `${length} axes: the kernels take ${mostAxes}`;
}

/** Innermost first, filled up with axes of one element. */
export const inwardAxes = (axes: readonly PadAxis[]): PadAxis[] => {
  const inward = axes.toReversed();
  const one = { size: 1, outSize: 1, before: 0 };
  return Array.from({ length: mostAxes }, (_, i) => inward[i] ?? one);
};

/** Values for `struct Params` of shaders/pad/frame.wgsl. */
function padParams(
  axes: readonly PadAxis[],
  { value }: PadOptions,
): Record<string, number> {
  const sides = inwardAxes(axes).flatMap(({ size, outSize, before }, i) => [
    [`size_${i}`, size],
    [`out_${i}`, outSize],
    [`before_${i}`, before],
  ]);
  return {
    count: elementCount(axes.map(({ outSize }) => outSize)),
    value,
    ...(Object.fromEntries(sides) as Record<string, number>),
  };
}
