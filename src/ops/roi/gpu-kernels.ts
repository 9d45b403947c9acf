/** The WebGPU ladder of both ops: the same two kernels. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import naive from '../../../shaders/roi/naive.wgsl?raw';
import pack from '../../../shaders/roi/pack.wgsl?raw';
import packed from '../../../shaders/roi/packed.wgsl?raw';
import paramsLib from '../../../shaders/roi/params.wgsl?raw';
import samplesLib from '../../../shaders/roi/samples.wgsl?raw';
import windowsLib from '../../../shaders/roi/windows.wgsl?raw';
import type { Constants, GpuKernel, GpuPass } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { roiGeometry, type RoiGeometry } from './geometry';
import { modes, type RoiAlignOptions, type RoiPoolOptions } from './options';
import { packedLayout, type Packed } from './packed';

const WORKGROUP_SIZE = 64;
const packShader = shader('roi/pack.wgsl', pack, gridLib);

/** What tells one op's kernels from the other's. */
interface Bins<O extends RoiPoolOptions> {
  readonly id: string;
  /** WGSL with a function of a region, a bin and a plane; its name. */
  readonly lib: string;
  readonly fn: string;
  constants(options: O): Constants;
  params(options: O): Readonly<Record<string, number>>;
}

export const poolKernels = kernelsOf<RoiPoolOptions>({
  id: 'roiPool',
  lib: windowsLib,
  fn: 'pool',
  constants: () => ({}),
  params: () => ({ shift: 0, least_size: 0, sampling_ratio: 0 }),
});

export const alignKernels = kernelsOf<RoiAlignOptions>({
  id: 'roiAlign',
  lib: samplesLib,
  fn: 'align',
  constants: ({ mode }) => ({ MODE: modes.indexOf(mode) }),
  params: ({ aligned, samplingRatio }) => ({
    shift: aligned ? 0.5 : 0,
    // A region of a negative size has no samples, or negative steps.
    least_size: aligned ? -1e30 : 1,
    sampling_ratio: Math.max(samplingRatio, 0),
  }),
});

function kernelsOf<O extends RoiPoolOptions>(
  bins: Bins<O>,
): readonly GpuKernel<O>[] {
  const shaderOf = (name: string, code: string) =>
    shader(
      `roi/${name}.wgsl`,
      code,
      paramsLib,
      bins.lib,
      gridLib,
      `fn bin_value(roi: u32, y: u32, x: u32, at: u32) -> lanes {\n` +
        `  return ${bins.fn}(roi, y, x, at);\n}\n`,
    );
  const naiveShader = shaderOf('naive', naive);
  const packedShader = shaderOf('packed', packed);
  const paramsOf = (g: RoiGeometry, options: O) => ({
    batch: g.batch,
    channels: g.channels,
    in_height: g.height,
    in_width: g.width,
    rois: g.rois,
    bins_y: g.bins[0],
    bins_x: g.bins[1],
    ...stridesOf('input', g.input),
    ...stridesOf('output', g.output),
    spatial_scale: options.spatialScale,
    ...bins.params(options),
  });
  const geometry = (shapes: Shapes, options: O) =>
    roiGeometry(bins.id, shapes, options);

  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per output, straight from the definition.',
      supports: () => true,
      plan(shapes, options) {
        const g = geometry(shapes, options);
        return {
          passes: [
            {
              shader: naiveShader,
              constants: { WORKGROUP_SIZE, ...bins.constants(options) },
              params: paramsOf(g, options),
              buffers: ['input', 'boxes', 'output'],
              workgroups: grid(g.rois * g.output.n, WORKGROUP_SIZE),
            },
          ],
        };
      },
    },
    {
      id: 'packed',
      backend: 'webgpu',
      title: 'Packed channels',
      idea:
        'Four channels to a vector, laid out so in a first pass unless they ' +
        'lie so already: a bin’s geometry is computed once for four outputs, ' +
        'and each load brings four values.',
      supports: () => true,
      plan(shapes, options) {
        const g = geometry(shapes, options);
        const layout = packedLayout(g, options);
        const fours = Math.ceil(g.channels / 4);
        const invocations = g.rois * g.bins[0] * g.bins[1] * fours;
        return {
          ...(!layout.inPlace && { temporaries: { packed: layout.bytes } }),
          passes: [
            ...(layout.inPlace ? [] : [packPass(g, layout)]),
            {
              shader: packedShader,
              constants: {
                WORKGROUP_SIZE,
                CHANNELS_LAST: options.inputLayout === 'nhwc' ? 1 : 0,
                ...bins.constants(options),
              },
              params: {
                ...paramsOf(g, options),
                ...stridesOf('input', layout.strides),
              },
              buffers: [layout.inPlace ? 'input' : 'packed', 'boxes', 'output'],
              workgroups: grid(invocations, WORKGROUP_SIZE),
            },
          ],
        };
      },
    },
  ];
}

function packPass(g: RoiGeometry, { strides }: Packed): GpuPass {
  const pixels = g.height * g.width;
  const count = g.batch * Math.ceil(g.channels / 4) * pixels;
  return {
    shader: packShader,
    constants: { WORKGROUP_SIZE },
    params: {
      count,
      channels: g.channels,
      pixels,
      input_n: g.input.n,
      input_c: g.input.c,
      input_p: g.input.w,
      packed_n: strides.n,
      packed_c: strides.c,
      packed_p: strides.w,
    },
    buffers: ['input', 'packed'],
    workgroups: grid(count, WORKGROUP_SIZE),
  };
}

const stridesOf = (
  name: string,
  { n, c, h, w }: RoiGeometry['input'],
): Record<string, number> => ({
  [`${name}_n`]: n,
  [`${name}_c`]: c,
  [`${name}_h`]: h,
  [`${name}_w`]: w,
});
