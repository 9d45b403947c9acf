/** The WebGPU ladder of squeezeExcitation, simplest first. */
import exponentialLib from '../../../shaders/elementwise/exponential.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import activationsLib from '../../../shaders/squeeze-excitation/activations.wgsl?raw';
import dense from '../../../shaders/squeeze-excitation/dense.wgsl?raw';
import mean from '../../../shaders/squeeze-excitation/mean.wgsl?raw';
import paramsLib from '../../../shaders/squeeze-excitation/params.wgsl?raw';
import scale from '../../../shaders/squeeze-excitation/scale.wgsl?raw';
import type { Constants, GpuKernel, GpuPass } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { activations } from './activations';
import { squeezeGeometry } from './geometry';
import type { SqueezeExcitationOptions } from './options';

const WORKGROUP_SIZE = 64;

const shaders = {
  mean: shaderOf('mean', mean),
  dense: shaderOf('dense', dense, activationsLib, exponentialLib),
  scale: shaderOf('scale', scale),
};

function shaderOf(name: string, ...parts: string[]) {
  const file = `squeeze-excitation/${name}.wgsl`;
  return shader(file, ...parts, paramsLib, gridLib);
}

/** Makes passes of one problem. */
function passMaker(shapes: Shapes, options: SqueezeExcitationOptions) {
  const g = squeezeGeometry(shapes, options);
  const params = {
    batch: g.batch,
    channels: g.channels,
    reduced: g.reduced,
    pixels: g.pixels,
    input_n: g.strides.n,
    input_c: g.strides.c,
    input_p: g.strides.w,
    alpha: options.alpha,
    beta: options.beta,
  };
  return (
    name: keyof typeof shaders,
    buffers: readonly string[],
    invocations: number,
    constants: Constants = {},
  ): GpuPass => ({
    shader: shaders[name],
    constants: { WORKGROUP_SIZE, ...constants },
    params,
    buffers,
    workgroups: grid(invocations, WORKGROUP_SIZE),
  });
}

export const gpuKernels: readonly GpuKernel<SqueezeExcitationOptions>[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'Four passes, one invocation per result of each: the definition.',
    supports: () => true,
    plan(shapes, options) {
      const g = squeezeGeometry(shapes, options);
      const pass = passMaker(shapes, options);
      const means = g.batch * g.channels;
      const hidden = g.batch * g.reduced;
      return {
        temporaries: { means: 4 * means, hidden: 4 * hidden, gates: 4 * means },
        passes: [
          pass('mean', ['input', 'means'], means),
          pass(
            'dense',
            ['means', 'reduceFilter', 'reduceBias', 'hidden'],
            hidden,
            { EXPAND: 0, ACTIVATION: activations[options.reduceActivation] },
          ),
          pass(
            'dense',
            ['hidden', 'expandFilter', 'expandBias', 'gates'],
            means,
            { EXPAND: 1, ACTIVATION: activations[options.gate] },
          ),
          pass('scale', ['input', 'gates', 'output'], g.elements),
        ],
      };
    },
  },
];
