/** The WebGPU ladder of batchNormalization, simplest first. */
import fold from '../../../shaders/batch-normalization/fold.wgsl?raw';
import naive from '../../../shaders/batch-normalization/naive.wgsl?raw';
import paramsLib from '../../../shaders/batch-normalization/params.wgsl?raw';
import vec4 from '../../../shaders/batch-normalization/vec4.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import type { GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { normalizationGeometry, type NormalizationOptions } from './geometry';

const WORKGROUP_SIZE = 64;

/** Vectors per invocation worth racing, the best guess first. */
const vectors = [2, 1, 4, 8];

const shaders = {
  naive: shader('batch-normalization/naive.wgsl', naive, paramsLib, gridLib),
  fold: shader('batch-normalization/fold.wgsl', fold, paramsLib, gridLib),
  vec4: shader('batch-normalization/vec4.wgsl', vec4, paramsLib, gridLib),
};

const inputs = ['input', 'mean', 'variance', 'scale', 'bias'];

export const gpuKernels: readonly GpuKernel<NormalizationOptions>[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'One invocation per element, straight from the definition.',
    supports: () => true,
    plan(shapes, options) {
      const { count } = normalizationGeometry(shapes, options);
      return {
        passes: [
          {
            shader: shaders.naive,
            constants: { WORKGROUP_SIZE },
            params: paramsOf(shapes, options),
            buffers: [...inputs, 'output'],
            workgroups: grid(count, WORKGROUP_SIZE),
          },
        ],
      };
    },
  },
  {
    id: 'vec4',
    backend: 'webgpu',
    title: 'Folded, vectors of 4',
    idea:
      'The statistics of a channel become three numbers, once; each load and ' +
      'store moves four elements.',
    supports: () => true,
    variants: () => vectors.map((VECTORS) => ({ VECTORS })),
    plan(shapes, options, _, { VECTORS = vectors[0] }): Plan<GpuPass> {
      const g = normalizationGeometry(shapes, options);
      const params = paramsOf(shapes, options);
      const SAME_CHANNEL = Number(g.inner % 4 === 0 || g.channels === 1);
      return {
        temporaries: { terms: 16 * g.channels },
        passes: [
          {
            shader: shaders.fold,
            constants: { WORKGROUP_SIZE },
            params,
            buffers: [...inputs.slice(1), 'terms'],
            workgroups: grid(g.channels, WORKGROUP_SIZE),
            once: true,
          },
          {
            shader: shaders.vec4,
            constants: { WORKGROUP_SIZE, VECTORS, SAME_CHANNEL },
            params,
            buffers: ['input', 'terms', 'output'],
            workgroups: grid(Math.ceil(g.count / 4 / VECTORS), WORKGROUP_SIZE),
          },
        ],
      };
    },
  },
];

/** Values for `struct Params` of shaders/batch-normalization/params.wgsl. */
function paramsOf(
  shapes: Shapes,
  options: NormalizationOptions,
): Record<string, number> {
  const { count, channels, inner } = normalizationGeometry(shapes, options);
  return {
    count,
    channels,
    inner,
    has_scale: shapes.scale ? 1 : 0,
    has_bias: shapes.bias ? 1 : 0,
    epsilon: options.epsilon,
  };
}
