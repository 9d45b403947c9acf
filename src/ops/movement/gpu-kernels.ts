/** The WebGPU ladder of data movement, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import boxLib from '../../../shaders/movement/box.wgsl?raw';
import copy from '../../../shaders/movement/copy.wgsl?raw';
import copyFours from '../../../shaders/movement/copy-fours.wgsl?raw';
import copyVec4 from '../../../shaders/movement/copy-vec4.wgsl?raw';
import tiled from '../../../shaders/movement/tiled.wgsl?raw';
import type { GpuKernel, GpuPass, Options } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import {
  boxCount,
  crossed,
  fewAxes,
  inFours,
  inwardAxes,
  merged,
  type Box,
} from './box';

const WORKGROUP_SIZE = 64;
const TILE = 32;
const TILE_WORKGROUP = 256;

const movementShader = (name: string, code: string) =>
  shader(`movement/${name}.wgsl`, code, boxLib, gridLib);
const shaders = {
  copy: movementShader('copy', copy),
  vec4: movementShader('copy-vec4', copyVec4),
  fours: movementShader('copy-fours', copyFours),
  tiled: movementShader('tiled', tiled),
};

export interface Boxes<O extends Options> {
  boxes(shapes: Shapes, options: O): readonly Box[];
}

/** What any box may be copied with. */
export function gpuKernels<O extends Options>(
  move: Boxes<O>,
): readonly GpuKernel<O>[] {
  const supports = (shapes: Shapes, options: O) =>
    fewAxes(move.boxes(shapes, options));
  const boxes = (shapes: Shapes, options: O) =>
    move.boxes(shapes, options).map(merged);
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per element, straight from the definition.',
      supports,
      plan: (shapes, options) => ({
        passes: boxes(shapes, options).map(copyPass),
      }),
    },
    {
      id: 'fours',
      backend: 'webgpu',
      title: 'Fours',
      idea:
        'Four neighbours to an invocation: as one vector where both tensors ' +
        'allow it, one by one where not.',
      supports,
      variants: () => [2, 1, 4].map((VECTORS) => ({ VECTORS })),
      plan: (shapes, options, _, { VECTORS = 2 }) => ({
        passes: boxes(shapes, options).map((box, _i, all) => {
          const vectors = inFours(box, all.length === 1);
          return vectors ? vec4Pass(vectors, VECTORS) : foursPass(box);
        }),
      }),
    },
  ];
}

/** For boxes whose neighbours are others before and after. */
export const tiledKernel = <O extends Options>(
  move: Boxes<O>,
): GpuKernel<O> => ({
  id: 'tiled',
  backend: 'webgpu',
  title: 'Tiled',
  idea:
    'Tiles go through workgroup memory, so that neighbours are read and ' +
    'written together.',
  supports(shapes, options) {
    const boxes = move.boxes(shapes, options);
    const few = fewAxes(boxes);
    if (few !== true) return few;
    return (
      boxes.every((box) => crossed(merged(box))) ||
      'neighbours stay neighbours, or were none'
    );
  },
  plan: (shapes, options) => ({
    passes: move
      .boxes(shapes, options)
      .map((box) => tiledPass(crossed(merged(box))!)),
  }),
});

const copyPass = (box: Box): GpuPass => ({
  ...boxPass(box, boxCount(box)),
  shader: shaders.copy,
});

const foursPass = (box: Box): GpuPass => {
  const { size } = inwardAxes(box)[0];
  const lines = size === 0 ? 0 : boxCount(box) / size;
  return {
    ...boxPass(box, lines * Math.ceil(size / 4)),
    shader: shaders.fours,
  };
};

function vec4Pass(box: Box, VECTORS: number): GpuPass {
  const count = boxCount(box);
  const pass = boxPass(box, count);
  return {
    ...pass,
    shader: shaders.vec4,
    constants: { ...pass.constants, VECTORS },
    workgroups: grid(Math.ceil(count / VECTORS), WORKGROUP_SIZE),
  };
}

function tiledPass(box: Box): GpuPass {
  const [across, down, ...outer] = inwardAxes(box).map(({ size }) => size);
  const tiles = Math.ceil(across / TILE) * Math.ceil(down / TILE);
  const count = outer.reduce((product, size) => product * size, tiles);
  const pass = boxPass(box, count);
  return {
    ...pass,
    shader: shaders.tiled,
    constants: { ...pass.constants, WORKGROUP_SIZE: TILE_WORKGROUP },
    workgroups: grid(count, 1),
  };
}

const boxPass = (box: Box, count: number) => ({
  constants: { WORKGROUP_SIZE, AXES: box.axes.length },
  params: boxParams(box, count),
  buffers: [box.role, 'output'],
  workgroups: grid(count, WORKGROUP_SIZE),
});

/** Values for `struct Params` of shaders/movement/box.wgsl. */
function boxParams(box: Box, count: number): Record<string, number> {
  const axes = inwardAxes(box).map(({ size, from, to }, i) => [
    [`size_${i}`, size] as const,
    [`in_${i}`, from] as const,
    [`out_${i}`, to] as const,
  ]);
  return {
    count,
    in_at: box.from,
    out_at: box.to,
    ...Object.fromEntries(axes.flat()),
  };
}
