/** The WebGPU ladder of data movement, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import boxLib from '../../../shaders/movement/box.wgsl?raw';
import copy from '../../../shaders/movement/copy.wgsl?raw';
import type { GpuKernel, GpuPass, Options } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { boxCount, merged, type Box } from './box';

const WORKGROUP_SIZE = 64;
/** As many as struct Params of shaders/movement/box.wgsl has room for. */
export const mostAxes = 8;

const copyShader = shader('movement/copy.wgsl', copy, boxLib, gridLib);

export interface Boxes<O extends Options> {
  boxes(shapes: Shapes, options: O): readonly Box[];
}

export function gpuKernels<O extends Options>(
  move: Boxes<O>,
): readonly GpuKernel<O>[] {
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per element, straight from the definition.',
      supports: (shapes, options) => fewAxes(move.boxes(shapes, options)),
      plan: (shapes, options) => ({
        passes: move.boxes(shapes, options).map(merged).map(copyPass),
      }),
    },
  ];
}

/** true, or why the kernels cannot take these boxes, in words. */
export function fewAxes(boxes: readonly Box[]): true | string {
  const most = Math.max(0, ...boxes.map((box) => merged(box).axes.length));
  return most <= mostAxes || `${most} axes: the kernels take ${mostAxes}`;
}

const copyPass = (box: Box): GpuPass => ({
  shader: copyShader,
  constants: { WORKGROUP_SIZE, AXES: box.axes.length },
  params: boxParams(box),
  buffers: [box.role, 'output'],
  workgroups: grid(boxCount(box), WORKGROUP_SIZE),
});

/** Values for `struct Params` of shaders/movement/box.wgsl. */
function boxParams(box: Box): Record<string, number> {
  const inward = box.axes.toReversed();
  const axes = Array.from({ length: mostAxes }, (_, i) => {
    const { size, from, to } = inward[i] ?? { size: 1, from: 0, to: 0 };
    return [
      [`size_${i}`, size],
      [`in_${i}`, from],
      [`out_${i}`, to],
    ] as const;
  });
  return {
    count: boxCount(box),
    in_at: box.from,
    out_at: box.to,
    ...Object.fromEntries(axes.flat()),
  };
}
