/** The WebGPU ladder of the matrix products, simplest first. */
import type { GpuKernel, Options } from '../op';
import type { Neighbours, Product } from './define';
import type { ProductGeometry } from './geometry';
import { blocksKernel, naiveKernel } from './gpu/blocks';
import { dotKernel, dotSubgroupKernel } from './gpu/dot';
import {
  mostBatchAxes,
  productParams,
  type ProductGpuKernel,
} from './gpu/kernel';
import { tiledKernel } from './gpu/tiled';

const ladder: readonly ProductGpuKernel[] = [
  naiveKernel,
  blocksKernel,
  tiledKernel,
  dotKernel,
  dotSubgroupKernel,
];

export const gpuKernels = <O extends Options>(
  of: Product<O>,
): readonly GpuKernel<O>[] =>
  ladder
    .filter((kernel) => canHave(of, kernel.neighbours))
    .map((kernel) => kernelOf(of, kernel));

export const canHave = <O extends Options>(
  of: Product<O>,
  neighbours: Neighbours | undefined,
): boolean => !neighbours || of.neighbours.includes(neighbours);

function kernelOf<O extends Options>(
  of: Product<O>,
  { id, title, idea, supports, variants, pass }: ProductGpuKernel,
): GpuKernel<O> {
  const { a, b, c = 'nothing' } = of.roles;
  // An op without a third matrix binds zeros in its place.
  const temporaries: Record<string, number> =
    of.roles.c === undefined ? { nothing: 4 } : {};
  return {
    id,
    backend: 'webgpu',
    title,
    idea,
    supports(shapes, options, device) {
      const g = of.geometry(shapes, options);
      const fewEnough = fewBatchAxes(g);
      return fewEnough === true ? supports(g, device) : fewEnough;
    },
    ...(variants && {
      variants: (shapes, options, device) =>
        variants(of.geometry(shapes, options), device),
    }),
    plan(shapes, options, _, constants) {
      const g = of.geometry(shapes, options);
      return {
        temporaries,
        passes: [
          {
            ...pass(g, constants),
            params: productParams(g, of.epilogue(options)),
            buffers: [a, b, c, 'output'],
          },
        ],
      };
    },
  };
}

/** true, or why the kernels cannot take these matrices, in words. */
export const fewBatchAxes = ({ batch }: ProductGeometry): true | string =>
  batch.length <= mostBatchAxes ||
  `${batch.length} batch axes: the kernels take ${mostBatchAxes}`;
