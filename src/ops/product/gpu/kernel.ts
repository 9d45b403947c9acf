/** What a WebGPU kernel of a matrix product is, whatever the op. */
import gridLib from '../../../../shaders/lib/grid.wgsl?raw';
import paramsLib from '../../../../shaders/product/params.wgsl?raw';
import { clampBounds } from '../../conv2d/geometry';
import type { Constants, DeviceTraits, GpuPass, Shader } from '../../op';
import { shader } from '../../source';
import type { Neighbours } from '../define';
import type { Epilogue, ProductGeometry } from '../geometry';

export interface ProductGpuKernel {
  readonly id: string;
  readonly title: string;
  readonly idea: string;
  /** What of the second matrix has to be neighbours. */
  readonly neighbours?: Neighbours;
  /** true, or the reason why not. Too many batch axes are none of its business. */
  supports(g: ProductGeometry, device: DeviceTraits): true | string;
  variants?(g: ProductGeometry, device: DeviceTraits): readonly Constants[];
  pass(g: ProductGeometry, constants: Constants): ProductPass;
}
export interface ProductPass {
  readonly shader: Shader;
  readonly constants: Constants;
  readonly workgroups: GpuPass['workgroups'];
}

/** As many as struct Params of shaders/product/params.wgsl has room for. */
export const mostBatchAxes = 4;

export const productShader = (name: string, code: string, ...libs: string[]) =>
  shader(`product/${name}.wgsl`, code, ...libs, paramsLib, gridLib);

/** Values for `struct Params` of shaders/product/params.wgsl. */
export function productParams(
  g: ProductGeometry,
  epilogue: Epilogue,
): Record<string, number> {
  const [min, max] = clampBounds(epilogue);
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
    ...batchParams(g),
    alpha: epilogue.alpha,
    beta: g.c ? epilogue.beta : 0,
    hard_swish: epilogue.activation === 'hard-swish' ? 1 : 0,
    min_value: min,
    max_value: max,
  };
}

function batchParams({ batch }: ProductGeometry): Record<string, number> {
  const inward = batch.toReversed();
  const axes = Array.from({ length: mostBatchAxes }, (_, i) => {
    const { size, a, b } = inward[i] ?? { size: 1, a: 0, b: 0 };
    return [
      [`batch_${i}`, size],
      [`a_batch_${i}`, a],
      [`b_batch_${i}`, b],
    ] as const;
  });
  return Object.fromEntries(axes.flat());
}
