/** The kernel that shares tiles of both matrices in workgroup memory. */
import tileLib from '../../../../shaders/lib/tile.wgsl?raw';
import storeRow from '../../../../shaders/product/store-row.wgsl?raw';
import tiled from '../../../../shaders/product/tiled.wgsl?raw';
import { grid } from '../../source';
import type { ProductGeometry } from '../geometry';
import { productShader, type ProductGpuKernel } from './kernel';

const WORKGROUP_SIZE = 256;
/** Fewer rows or columns would leave most of every tile empty. */
const LEAST_SIDE = 16;
/** With this many tiles there is work for every core of a large GPU. */
const ENOUGH_TILES = 256;

const tiledShader = productShader('tiled', tiled, tileLib, storeRow);

export const tiledKernel: ProductGpuKernel = {
  id: 'tiled',
  title: 'Tiled, double buffer',
  idea:
    'A workgroup copies tiles of both matrices into memory of its own, where ' +
    'each value is read 16 times.',
  supports({ rows, columns }) {
    const side = Math.min(rows, columns);
    return (
      side >= LEAST_SIDE ||
      `${rows} rows and ${columns} columns would leave most of a tile empty`
    );
  },
  variants: (g) =>
    (tileCount(g, 8) >= ENOUGH_TILES ? [8, 4] : [4, 8]).map((SIDE) => ({
      SIDE,
    })),
  pass: (g, { SIDE = 4 }) => ({
    shader: tiledShader,
    constants: {
      WORKGROUP_SIZE,
      SIDE,
      A_ROWS: g.a.row === 1 ? 1 : 0,
      B_COLUMNS: g.b.column === 1 ? 1 : 0,
    },
    workgroups: grid(tileCount(g, SIDE), 1),
  }),
};

function tileCount({ batches, rows, columns }: ProductGeometry, SIDE: number) {
  const tiles = (side: number) => Math.ceil(side / (16 * SIDE));
  return batches * tiles(rows) * tiles(columns);
}
