/** The definition on the GPU. */
import naive from '../../../../shaders/separable-conv2d/naive.wgsl?raw';
import { plusResidual } from '../../conv2d/gpu/residual';
import type { GpuPass } from '../../op';
import { grid } from '../../source';
import { separableGeometry } from '../geometry';
import {
  separableParams,
  separableShader,
  type SeparableGpuKernel,
} from './pass';

const WORKGROUP_SIZE = 64;
const shader = separableShader('naive', naive);

export const naiveKernel: SeparableGpuKernel = {
  id: 'naive',
  backend: 'webgpu',
  title: 'Naive',
  idea:
    'One invocation per output, straight from the definition: every output ' +
    'channel computes every depthwise value again.',
  supports: () => true,
  plan(shapes, options) {
    const { pointwise: g } = separableGeometry(shapes, options);
    const outputs = g.batch * g.outChannels * g.outHeight * g.outWidth;
    const pass: GpuPass = {
      shader,
      constants: { WORKGROUP_SIZE },
      params: separableParams(shapes, options),
      buffers: [
        ...['input', 'depthwiseFilter', 'depthwiseBias'],
        ...['pointwiseFilter', 'bias', 'output'],
      ],
      workgroups: grid(outputs, WORKGROUP_SIZE),
    };
    return { passes: [shapes.residual ? plusResidual(pass) : pass] };
  },
};
