/** What the WebGPU kernels of convTranspose2d share: shader, uniform, pass. */
import paramsLib from '../../../../shaders/conv2d/params.wgsl?raw';
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import { activationConstants, convParams } from '../../conv2d/gpu/pass';
import type { GpuKernel, GpuPass, Shader } from '../../op';
import { grid, shader } from '../../source';
import type {
  ConvTranspose2dGeometry,
  ConvTranspose2dOptions,
} from '../geometry';

export type ConvTransposeGpuKernel = GpuKernel<ConvTranspose2dOptions>;

export const WORKGROUP_SIZE = 64;

export const convTransposeShader = (
  name: string,
  code: string,
  ...libs: string[]
) => shader(`conv-transpose2d/${name}.wgsl`, code, ...libs, paramsLib, gridLib);

/** Every output in one dispatch, invocations in a row. */
export const convTransposePass = (
  shader: Shader,
  g: ConvTranspose2dGeometry,
  options: ConvTranspose2dOptions,
  invocations: number,
  more: Partial<GpuPass> = {},
): GpuPass => ({
  shader,
  params: convParams(g, options),
  buffers: ['input', 'filter', 'bias', 'output'],
  workgroups: grid(invocations, WORKGROUP_SIZE),
  ...more,
  constants: {
    WORKGROUP_SIZE,
    ...activationConstants(options),
    ...more.constants,
  },
});
