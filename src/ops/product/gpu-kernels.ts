/** The WebGPU ladder of the matrix products, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import naive from '../../../shaders/product/naive.wgsl?raw';
import paramsLib from '../../../shaders/product/params.wgsl?raw';
import { clampBounds } from '../conv2d/geometry';
import type { GpuKernel, GpuPass, Options, Plan, Shader } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import type { Product } from './define';
import { outputCount, type Epilogue, type ProductGeometry } from './geometry';

const WORKGROUP_SIZE = 64;
/** As many as struct Params of shaders/product/params.wgsl has room for. */
export const mostBatchAxes = 4;

const naiveShader = shader('product/naive.wgsl', naive, paramsLib, gridLib);

export function gpuKernels<O extends Options>(
  of: Product<O>,
): readonly GpuKernel<O>[] {
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per output, straight from the definition.',
      supports: (shapes, options) => fewBatchAxes(of.geometry(shapes, options)),
      plan: (shapes, options) =>
        onePass(of, naiveShader, shapes, options, outputCount),
    },
  ];
}

/** true, or why the kernels cannot take these matrices, in words. */
export const fewBatchAxes = ({ batch }: ProductGeometry): true | string =>
  batch.length <= mostBatchAxes ||
  `${batch.length} batch axes: the kernels take ${mostBatchAxes}`;

function onePass<O extends Options>(
  of: Product<O>,
  shader: Shader,
  shapes: Shapes,
  options: O,
  invocations: (g: ProductGeometry) => number,
): Plan<GpuPass> {
  const g = of.geometry(shapes, options);
  const { a, b, c = 'nothing' } = of.roles;
  return {
    temporaries: of.roles.c === undefined ? { nothing: 4 } : {},
    passes: [
      {
        shader,
        constants: { WORKGROUP_SIZE },
        params: productParams(g, of.epilogue(options)),
        buffers: [a, b, c, 'output'],
        workgroups: grid(invocations(g), WORKGROUP_SIZE),
      },
    ],
  };
}

/** Values for `struct Params` of shaders/product/params.wgsl. */
function productParams(
  g: ProductGeometry,
  epilogue: Epilogue,
): Record<string, number> {
  const [min, max] = clampBounds(epilogue);
  const inward = g.batch.toReversed();
  const batch = Array.from({ length: mostBatchAxes }, (_, i) => {
    const { size, a, b } = inward[i] ?? { size: 1, a: 0, b: 0 };
    return [
      [`batch_${i}`, size],
      [`a_batch_${i}`, a],
      [`b_batch_${i}`, b],
    ] as const;
  });
  return {
    batches: g.batches,
    rows: g.rows,
    columns: g.columns,
    terms: g.terms,
    a_row: g.a.row,
    a_term: g.a.term,
    b_term: g.b.term,
    b_column: g.b.column,
    c_row: g.c?.row ?? 0,
    c_column: g.c?.column ?? 0,
    ...Object.fromEntries(batch.flat()),
    alpha: epilogue.alpha,
    beta: g.c ? epilogue.beta : 0,
    hard_swish: epilogue.activation === 'hard-swish' ? 1 : 0,
    min_value: min,
    max_value: max,
  };
}
