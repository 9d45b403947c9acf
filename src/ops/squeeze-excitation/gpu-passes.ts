/** The shaders of squeezeExcitation, and a pass with any of them. */
import exponentialLib from '../../../shaders/elementwise/exponential.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import activationsLib from '../../../shaders/squeeze-excitation/activations.wgsl?raw';
import dense from '../../../shaders/squeeze-excitation/dense.wgsl?raw';
import gates from '../../../shaders/squeeze-excitation/gates.wgsl?raw';
import meanWorkgroup from '../../../shaders/squeeze-excitation/mean-workgroup.wgsl?raw';
import mean from '../../../shaders/squeeze-excitation/mean.wgsl?raw';
import paramsLib from '../../../shaders/squeeze-excitation/params.wgsl?raw';
import partialNhwc from '../../../shaders/squeeze-excitation/partial-nhwc.wgsl?raw';
import partial from '../../../shaders/squeeze-excitation/partial.wgsl?raw';
import scaleVec4 from '../../../shaders/squeeze-excitation/scale-vec4.wgsl?raw';
import scale from '../../../shaders/squeeze-excitation/scale.wgsl?raw';
import sumParts from '../../../shaders/squeeze-excitation/sum-parts.wgsl?raw';
import type { Constants, GpuPass } from '../op';
import { grid, shader } from '../source';
import type { SqueezeGeometry } from './geometry';
import type { SqueezeExcitationOptions } from './options';

const WORKGROUP_SIZE = 64;

const shaderOf = (name: string, ...parts: string[]) =>
  shader(`squeeze-excitation/${name}.wgsl`, ...parts, paramsLib, gridLib);
const activating = [activationsLib, exponentialLib];

const shaders = {
  mean: shaderOf('mean', mean),
  meanWorkgroup: shaderOf('mean-workgroup', meanWorkgroup),
  partial: shaderOf('partial', partial),
  partialNhwc: shaderOf('partial-nhwc', partialNhwc),
  sumParts: shaderOf('sum-parts', sumParts),
  dense: shaderOf('dense', dense, ...activating),
  gates: shaderOf('gates', gates, ...activating),
  scale: shaderOf('scale', scale),
  scaleVec4: shaderOf('scale-vec4', scaleVec4),
};

export type PassMaker = (
  name: keyof typeof shaders,
  buffers: readonly string[],
  invocations: number,
  constants?: Constants,
) => GpuPass;

/** Makes passes of one problem. */
export function passMaker(
  g: SqueezeGeometry,
  { alpha, beta }: SqueezeExcitationOptions,
): PassMaker {
  const params = {
    batch: g.batch,
    channels: g.channels,
    reduced: g.reduced,
    pixels: g.pixels,
    input_n: g.strides.n,
    input_c: g.strides.c,
    input_p: g.strides.w,
    ...{ alpha, beta },
  };
  return (name, buffers, invocations, constants) => ({
    shader: shaders[name],
    constants: { WORKGROUP_SIZE, ...constants },
    params,
    buffers,
    workgroups: grid(invocations, WORKGROUP_SIZE),
  });
}
