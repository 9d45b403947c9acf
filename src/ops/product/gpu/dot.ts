/** Kernels for few rows: several invocations share the terms of an output. */
import dot from '../../../../shaders/product/dot.wgsl?raw';
import shareLib from '../../../../shaders/product/dot-share.wgsl?raw';
import dotSubgroup from '../../../../shaders/product/dot-subgroup.wgsl?raw';
import storeRow from '../../../../shaders/product/store-row.wgsl?raw';
import type { Constants } from '../../op';
import { grid } from '../../source';
import type { ProductGeometry } from '../geometry';
import { productShader, type ProductGpuKernel } from './kernel';

const WORKGROUP_SIZE = 64;
/** With more, tiles fetch the second matrix less often. */
const MOST_ROWS = 16;

const libs = [shareLib, storeRow];
const shaders = {
  dot: productShader('dot', dot, ...libs),
  subgroup: productShader('dot-subgroup', dotSubgroup, ...libs),
};

export const dotKernel: ProductGpuKernel = {
  id: 'dot',
  neighbours: 'terms',
  title: 'Shared dot products',
  idea:
    'Four terms to a load, four outputs at once, and several invocations ' +
    'that share the terms.',
  supports: liesInFours,
  variants: (g, { software }) =>
    lanesOf(g, software).map((LANES) => ({ LANES })),
  pass: (g, { LANES = 16 }) => ({
    shader: shaders.dot,
    constants: { WORKGROUP_SIZE, LANES },
    workgroups: grid(LANES * fourCount(g), WORKGROUP_SIZE),
  }),
};

export const dotSubgroupKernel: ProductGpuKernel = {
  id: 'dot-subgroup',
  neighbours: 'terms',
  title: 'Shared dot products, subgroups',
  idea: 'The sums of a workgroup are added by its subgroups, in one step.',
  supports: (g, { features }) =>
    features.includes('subgroups') ? liesInFours(g) : 'no subgroups here',
  variants: () =>
    [64, 128, 32].map((size): Constants => ({ WORKGROUP_SIZE: size })),
  pass: (g, { WORKGROUP_SIZE: size = WORKGROUP_SIZE }) => ({
    shader: shaders.subgroup,
    constants: { WORKGROUP_SIZE: size },
    workgroups: grid(fourCount(g), 1),
  }),
};

/** A barrier costs an emulated GPU more than it shares out. */
const lanesOf = ({ terms }: ProductGeometry, software: boolean) =>
  software ? [1, 4] : terms >= 512 ? [64, 32, 16] : [16, 8, 32];

const fourCount = ({ batches, rows, columns }: ProductGeometry) =>
  batches * rows * Math.ceil(columns / 4);

function liesInFours(g: ProductGeometry): true | string {
  const { rows, terms, a, b } = g;
  if (rows > MOST_ROWS) return `${rows} rows: tiles are for more than a few`;
  if (a.term !== 1) return 'the terms of the first matrix are no neighbours';
  if (b.term !== 1) return 'the terms of the second matrix are no neighbours';
  return terms % 4 === 0 || `${terms} terms are no multiple of four`;
}
