/** Kernels in which an invocation works alone: one output, or a block. */
import tileLib from '../../../../shaders/lib/tile.wgsl?raw';
import blocks from '../../../../shaders/product/blocks.wgsl?raw';
import naive from '../../../../shaders/product/naive.wgsl?raw';
import storeRow from '../../../../shaders/product/store-row.wgsl?raw';
import { grid } from '../../source';
import { outputCount } from '../geometry';
import { productShader, type ProductGpuKernel } from './kernel';

const WORKGROUP_SIZE = 64;

const shaders = {
  naive: productShader('naive', naive),
  blocks: productShader('blocks', blocks, tileLib, storeRow),
};

export const naiveKernel: ProductGpuKernel = {
  id: 'naive',
  title: 'Naive',
  idea: 'One invocation per output, straight from the definition.',
  supports: () => true,
  pass: (g) => ({
    shader: shaders.naive,
    constants: { WORKGROUP_SIZE },
    workgroups: grid(outputCount(g), WORKGROUP_SIZE),
  }),
};

export const blocksKernel: ProductGpuKernel = {
  id: 'blocks',
  title: 'Register blocks',
  idea: 'Each value loaded is used for 8 outputs while it is in a register.',
  supports: () => true,
  variants: ({ rows, columns }) =>
    (Math.min(rows, columns) > 4 ? [8, 4] : [4, 8]).map((SIDE) => ({ SIDE })),
  pass(g, { SIDE = 8 }) {
    const blocksOf = (side: number) => Math.ceil(side / SIDE);
    const count = g.batches * blocksOf(g.rows) * blocksOf(g.columns);
    return {
      shader: shaders.blocks,
      constants: { WORKGROUP_SIZE, SIDE },
      workgroups: grid(count, WORKGROUP_SIZE),
    };
  },
};
