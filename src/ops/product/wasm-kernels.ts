/** The WASM ladder of the matrix products: src/wasm/assembly/product*.ts. */
import { clampBounds } from '../conv2d/geometry';
import { setInts } from '../conv2d/wasm-geometry';
import type { Options, Plan, WasmKernel, WasmPass } from '../op';
import type { Neighbours, Product } from './define';
import type { Epilogue, ProductGeometry } from './geometry';
import { canHave, fewBatchAxes } from './gpu-kernels';
import { mostBatchAxes } from './gpu/kernel';

/** Columns of a part that threads share. */
const PART = 64;
/** With more, packing pays. */
const MOST_ROWS = 16;

/** What a kernel does; the matrices' numbers are the first argument of all. */
interface ProductWasmKernel {
  readonly id: string;
  readonly title: string;
  readonly idea: string;
  /** What of the second matrix has to be neighbours. */
  readonly neighbours?: Neighbours;
  supports(g: ProductGeometry): true | string;
  plan(g: ProductGeometry, names: Names): Plan<WasmPass>;
}
/** Of the buffers. An absent one is a null pointer. */
interface Names {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  /** Whether the second matrix is the same one in every run. */
  readonly isWeight: boolean;
}

const scalar: ProductWasmKernel = {
  id: 'scalar',
  title: 'Scalar',
  idea: 'One output after the other, straight from the definition.',
  supports: () => true,
  plan: (g, { a, b, c }) => ({
    passes: [
      {
        fn: 'productScalar',
        buffers: ['matrices', a, b, c, 'output'],
        args: [PART],
        units: g.batches * g.rows * Math.ceil(g.columns / PART),
      },
    ],
  }),
};

const dots: ProductWasmKernel = {
  id: 'dots',
  neighbours: 'terms',
  title: 'SIMD, dot products',
  idea: 'Four terms at once of four columns, which share the row they load.',
  supports({ rows, a, b }) {
    if (a.term !== 1) return 'the terms of the first matrix are no neighbours';
    if (b.term !== 1) return 'the terms of the second matrix are no neighbours';
    return fewRows(rows);
  },
  plan: (g, { a, b, c }) => ({
    passes: [
      {
        fn: 'productDots',
        buffers: ['matrices', a, b, c, 'output'],
        args: [],
        units: g.batches * Math.ceil(g.columns / 4),
      },
    ],
  }),
};

const columns: ProductWasmKernel = {
  id: 'columns',
  neighbours: 'columns',
  title: 'SIMD, 32 columns',
  idea: 'Each term of a row is multiplied with 32 neighbouring columns.',
  supports: ({ rows, b }) =>
    b.column === 1
      ? fewRows(rows)
      : 'the columns of the second matrix are no neighbours',
  plan: (g, { a, b, c }) => ({
    passes: [
      {
        fn: 'productColumns',
        buffers: ['matrices', a, b, c, 'output'],
        args: [],
        units: g.batches * Math.ceil(g.columns / 32),
      },
    ],
  }),
};

const packed: ProductWasmKernel = {
  id: 'packed',
  title: 'SIMD, packed panels',
  idea:
    'Both matrices are laid out in the order of their use, and multiplied in ' +
    'tiles of 4 × 8 that stay in registers.',
  supports: () => true,
  plan(g, { a, b, c, isWeight }) {
    const rowPanels = g.batches * Math.ceil(g.rows / 4);
    const columnPanels = g.batches * Math.ceil(g.columns / 8);
    return {
      temporaries: {
        rowPanels: 16 * g.terms * rowPanels,
        columnPanels: 32 * g.terms * columnPanels,
      },
      passes: [
        {
          fn: 'packRows',
          buffers: ['matrices', a, 'rowPanels'],
          args: [],
          units: rowPanels,
        },
        {
          fn: 'packColumns',
          buffers: ['matrices', b, 'columnPanels'],
          args: [],
          units: columnPanels,
          once: isWeight,
        },
        {
          fn: 'productPacked',
          buffers: ['matrices', 'rowPanels', 'columnPanels', c, 'output'],
          args: [],
          units: columnPanels,
        },
      ],
    };
  },
};

const fewRows = (rows: number): true | string =>
  rows <= MOST_ROWS || `${rows} rows: packing pays for more than a few`;

export const wasmKernels = <O extends Options>(
  of: Product<O>,
): readonly WasmKernel<O>[] =>
  [scalar, dots, columns, packed]
    .filter((kernel) => canHave(of, kernel.neighbours))
    .map((kernel) => kernelOf(of, kernel));

function kernelOf<O extends Options>(
  of: Product<O>,
  { id, title, idea, supports, plan }: ProductWasmKernel,
): WasmKernel<O> {
  const { a, b, c = 'nothing' } = of.roles;
  const isWeight = of.inputs.some(({ name, weight }) => name === b && weight);
  return {
    id,
    backend: 'wasm',
    title,
    idea,
    supports(shapes, options) {
      const g = of.geometry(shapes, options);
      const fewEnough = fewBatchAxes(g);
      return fewEnough === true ? supports(g) : fewEnough;
    },
    plan(shapes, options) {
      const g = of.geometry(shapes, options);
      const names = { a, b, c, isWeight };
      return withMatrices(g, of.epilogue(options), plan(g, names));
    },
  };
}

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
