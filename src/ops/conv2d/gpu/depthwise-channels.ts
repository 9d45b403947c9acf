/** Depthwise kernels whose vec4 lanes are channels: nhwc alone. */
import depthwiseChannels from '../../../../shaders/conv2d/depthwise-channels.wgsl?raw';
import type { GpuPass, Plan } from '../../op';
import { halved } from '../../source';
import type { Shapes } from '../../tensor';
import { conv2dGeometry, type Conv2dOptions } from '../geometry';
import { isDepthwise } from './depthwise';
import { conv2dPass, conv2dShader, type Conv2dGpuKernel } from './pass';
import { packChannelsPass, widenBiasPass } from './weights';

const whole = conv2dShader('depthwise-channels', depthwiseChannels);
const shaders = { whole, half: halved(whole, 'Four') };

export const depthwiseChannelsKernel: Conv2dGpuKernel = {
  id: 'depthwise-channels',
  backend: 'webgpu',
  title: 'Depthwise, vec4 over channels',
  idea:
    'Where channels are neighbours in memory, one load brings four of them ' +
    'and four columns share their weights.',
  supports: supportsFours,
  variants: () => [{ COLUMNS: 4 }, { COLUMNS: 2 }, { COLUMNS: 1 }],
  plan: (shapes, options, _, { COLUMNS = 4 }) =>
    planChannels(shapes, options, COLUMNS, false),
};

export const depthwiseHalfKernel: Conv2dGpuKernel = {
  ...depthwiseChannelsKernel,
  id: 'depthwise-f16',
  title: 'Depthwise, float16 tensors',
  idea:
    'Half the bytes, where bytes are what takes the time; products and sums ' +
    'stay in float32.',
  dtype: 'float16',
  supports(shapes, options, { features }, dtype) {
    if (dtype !== 'float16') return 'the tensors are not float16';
    if (!features.includes('shader-f16')) return 'this GPU has no shader-f16';
    return supportsFours(shapes, options);
  },
  plan: (shapes, options, _, { COLUMNS = 4 }) =>
    planChannels(shapes, options, COLUMNS, true),
};

function supportsFours(shapes: Shapes, options: Conv2dOptions): true | string {
  const { outChannels, outPerGroup } = conv2dGeometry(shapes, options);
  if (options.inputLayout !== 'nhwc')
    return 'channels are not neighbours in memory (nchw)';
  if (outPerGroup > 1) return `${outPerGroup} outputs for each channel, not 1`;
  if (outChannels % 4 > 0)
    return `${outChannels} channels are not a multiple of 4`;
  return isDepthwise(shapes, options);
}

function planChannels(
  shapes: Shapes,
  options: Conv2dOptions,
  COLUMNS: number,
  half: boolean,
): Plan<GpuPass> {
  const g = conv2dGeometry(shapes, options);
  const strips = g.batch * g.outHeight * Math.ceil(g.outWidth / COLUMNS);
  const invocations = (strips * g.outChannels) / 4;
  const bias = half ? 'wideBias' : 'bias';
  return {
    temporaries: {
      weights: (half ? 2 : 4) * g.outChannels * g.terms,
      ...(half ? { wideBias: 4 * g.outChannels } : {}),
    },
    passes: [
      packChannelsPass(g, half),
      ...(half && shapes.bias ? [widenBiasPass(g)] : []),
      conv2dPass(
        half ? shaders.half : shaders.whole,
        shapes,
        options,
        invocations,
        {
          constants: { COLUMNS },
          buffers: ['input', 'weights', bias, 'output'],
        },
      ),
    ],
  };
}
