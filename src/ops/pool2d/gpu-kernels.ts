/** The WebGPU ladder of the pooling ops, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import channels from '../../../shaders/pool2d/channels.wgsl?raw';
import naive from '../../../shaders/pool2d/naive.wgsl?raw';
import paramsLib from '../../../shaders/pool2d/params.wgsl?raw';
import row from '../../../shaders/pool2d/row.wgsl?raw';
import split from '../../../shaders/pool2d/split.wgsl?raw';
import type { Constants, GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { poolGeometry, type PoolOptions } from './geometry';

const WORKGROUP_SIZE = 64;

/** Fewer taps than this are no work to share. */
const splitTaps = 16;
/** Invocations per window worth racing, the best guess first. */
const parts = [16, 64, 32, 8];

/** `reduction` is the WGSL of start, lift, merge and finish. */
export function gpuKernels(
  reduction: string,
): readonly GpuKernel<PoolOptions>[] {
  const shaders = Object.fromEntries(
    Object.entries({ naive, row, channels, split }).map(([name, code]) => [
      name,
      shader(`pool2d/${name}.wgsl`, code, reduction, paramsLib, gridLib),
    ]),
  );
  const onePass = (
    name: string,
    shapes: Shapes,
    options: PoolOptions,
    invocations: number,
    constants: Constants = {},
  ): Plan<GpuPass> => ({
    passes: [
      {
        shader: shaders[name],
        constants: { WORKGROUP_SIZE, ...constants },
        params: poolParams(shapes, options),
        buffers: ['input', 'output'],
        workgroups: grid(invocations, WORKGROUP_SIZE),
      },
    ],
  });
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per output, straight from the definition.',
      supports: () => true,
      plan(shapes, options) {
        const { outputs } = poolGeometry(shapes, options);
        return onePass('naive', shapes, options, outputs);
      },
    },
    {
      id: 'row',
      backend: 'webgpu',
      title: 'Rows of 4',
      idea: 'Each column of inputs is reduced once for 4 outputs of a row.',
      supports(shapes, options) {
        if (options.dilations[1] > 1)
          return `the window has holes: dilation ${options.dilations[1]} across`;
        const { outWidth } = poolGeometry(shapes, options);
        return outWidth > 1 || 'one output in a row: no neighbours to share';
      },
      plan(shapes, options) {
        const g = poolGeometry(shapes, options);
        const tiles = Math.ceil(g.outWidth / 4) * g.outHeight;
        const invocations = g.batch * g.channels * tiles;
        return onePass('row', shapes, options, invocations);
      },
    },
    {
      id: 'channels',
      backend: 'webgpu',
      title: 'Four channels at once',
      idea: 'Channels last: four channels of a pixel are one load.',
      supports(shapes, options) {
        if (options.layout !== 'nhwc')
          return `the layout is ${options.layout}, not nhwc`;
        const { channels } = poolGeometry(shapes, options);
        return channels % 4 === 0 || `${channels} channels: no multiple of 4`;
      },
      plan(shapes, options) {
        const { outputs } = poolGeometry(shapes, options);
        return onePass('channels', shapes, options, outputs / 4);
      },
    },
    {
      id: 'split',
      backend: 'webgpu',
      title: 'Split windows',
      idea: 'Several invocations share a large window, as in global pooling.',
      supports(shapes, options) {
        const { taps } = poolGeometry(shapes, options);
        return (
          taps >= splitTaps ||
          `${taps} taps are too few to share; it takes ${splitTaps}`
        );
      },
      variants: () => parts.map((PARTS) => ({ PARTS })),
      plan(shapes, options, _, { PARTS = parts[0] }) {
        const { outputs } = poolGeometry(shapes, options);
        const constants = { PARTS };
        return onePass('split', shapes, options, outputs * PARTS, constants);
      },
    },
  ];
}

/** Values for `struct Params` of shaders/pool2d/params.wgsl. */
function poolParams(
  shapes: Shapes,
  options: PoolOptions,
): Record<string, number> {
  const g = poolGeometry(shapes, options);
  return {
    batch: g.batch,
    channels: g.channels,
    in_height: g.inHeight,
    in_width: g.inWidth,
    out_height: g.outHeight,
    out_width: g.outWidth,
    window_height: g.windowHeight,
    window_width: g.windowWidth,
    stride_height: options.strides[0],
    stride_width: options.strides[1],
    dilation_height: options.dilations[0],
    dilation_width: options.dilations[1],
    pad_top: options.padding[0],
    pad_left: options.padding[2],
    padded_height: options.padding[0] + g.inHeight + options.padding[1],
    padded_width: options.padding[2] + g.inWidth + options.padding[3],
    count_padding: options.countIncludePad ? 1 : 0,
    ...axisParams('input', g.input),
    ...axisParams('output', g.output),
  };
}

const axisParams = (name: string, strides: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(strides).map(([axis, step]) => [`${name}_${axis}`, step]),
  );
