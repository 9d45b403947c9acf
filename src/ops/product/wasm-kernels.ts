/** The WASM ladder of the matrix products: src/wasm/assembly/product*.ts. */
import { clampBounds } from '../conv2d/geometry';
import { setInts } from '../conv2d/wasm-geometry';
import type { Options, Plan, WasmKernel, WasmPass } from '../op';
import type { Product } from './define';
import type { Epilogue, ProductGeometry } from './geometry';
import { fewBatchAxes, mostBatchAxes } from './gpu-kernels';

/** Columns of a part that threads share. */
const PART = 64;

export const wasmKernels = <O extends Options>(
  of: Product<O>,
): readonly WasmKernel<O>[] => [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One output after the other, straight from the definition.',
    supports: (shapes, options) => fewBatchAxes(of.geometry(shapes, options)),
    plan(shapes, options) {
      const g = of.geometry(shapes, options);
      return withMatrices(g, of.epilogue(options), {
        passes: [
          {
            fn: 'productScalar',
            buffers: [
              'matrices',
              of.roles.a,
              of.roles.b,
              addition(of),
              'output',
            ],
            args: [PART],
            units: g.batches * g.rows * Math.ceil(g.columns / PART),
          },
        ],
      });
    },
  },
];

/** An absent buffer is a null pointer. */
const addition = <O extends Options>({ roles }: Product<O>) =>
  roles.c ?? 'nothing';

/** Puts the numbers where `Matrices` of the assembly expects them. */
function withMatrices(
  g: ProductGeometry,
  epilogue: Epilogue,
  plan: Plan<WasmPass>,
): Plan<WasmPass> {
  const inward = g.batch.toReversed();
  const batch = Array.from(
    { length: mostBatchAxes },
    (_, i) => inward[i] ?? { size: 1, a: 0, b: 0 },
  );
  const ints = [
    ...[g.batches, g.rows, g.columns, g.terms],
    ...[g.a.row, g.a.term, g.b.term, g.b.column],
    ...[g.c?.row ?? 0, g.c?.column ?? 0],
    epilogue.activation === 'hard-swish' ? 1 : 0,
    ...batch.map(({ size }) => size),
    ...batch.map(({ a }) => a),
    ...batch.map(({ b }) => b),
  ];
  const floats = [epilogue.alpha, epilogue.beta, ...clampBounds(epilogue)];
  return {
    ...plan,
    temporaries: {
      ...plan.temporaries,
      matrices: 4 * (ints.length + floats.length),
    },
    passes: [
      ...setInts('matrices', ints),
      ...floats.map((value, i): WasmPass => ({
        fn: 'setFloat',
        buffers: ['matrices'],
        args: [ints.length + i, value],
        once: true,
      })),
      ...plan.passes,
    ],
  };
}
