/**
 * matmul: […, rows, terms] × […, terms, columns], the leading sides broadcast
 * as numpy does. A single side is a row on the left, a column on the right.
 */
import { invalid } from '../../errors';
import { denseStrides } from '../movement/box';
import { knownOptions } from '../movement/options';
import type { Options } from '../op';
import type { Shape, Shapes } from '../tensor';
import { product } from './define';
import { matrixFields, sideField } from './fields';
import {
  plainEpilogue,
  withBatch,
  type BatchAxis,
  type ProductGeometry,
} from './geometry';
import { matrixShape, sameTerms } from './options';
import { matmulPresets } from './presets';

export const matmul = product<Options>({
  id: 'matmul',
  summary: 'Products of many pairs of matrices: the heads of attention.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-matmul',
  inputs: [{ name: 'a' }, { name: 'b' }],
  neighbours: ['columns'],
  roles: { a: 'a', b: 'b' },
  fields: [
    sideField('b', 'Batch', 'Pairs of matrices in one call.', 8),
    ...matrixFields,
    {
      kind: 'choice',
      id: 'shared',
      label: 'Shared',
      help: 'Which matrix is the same one in all pairs.',
      choices: ['none', 'first', 'second'],
      initial: 'none',
    },
  ],
  presets: matmulPresets,
  problem(workload) {
    const [batch, m, k, n] = ['b', 'm', 'k', 'n'].map(
      (id) => workload[id] as number,
    );
    const { shared } = workload;
    return {
      shapes: {
        a: shared === 'first' ? [m, k] : [batch, m, k],
        b: shared === 'second' ? [k, n] : [batch, k, n],
      },
      options: {},
    };
  },
  options(given) {
    knownOptions('matmul', given, []);
    return {};
  },
  geometry,
  outputShape,
  epilogue: () => plainEpilogue,
});

/** Both as at least matrices. */
function matrices(shapes: Shapes): { a: Shape; b: Shape } {
  const a = matrixShape(shapes, 'a', 1);
  const b = matrixShape(shapes, 'b', 1);
  return {
    a: a.length === 1 ? [1, a[0]] : a,
    b: b.length === 1 ? [b[0], 1] : b,
  };
}

function geometry(shapes: Shapes): ProductGeometry {
  const { a, b } = matrices(shapes);
  const [rows, terms] = a.slice(-2);
  const [inB, columns] = b.slice(-2);
  sameTerms(shapes.a, terms, shapes.b, inB);
  return withBatch(batchAxes(a, b), {
    rows,
    columns,
    terms,
    a: { row: terms, term: 1 },
    b: { term: columns, column: 1 },
    c: null,
  });
}

function outputShape(shapes: Shapes): number[] {
  const { a, b } = matrices(shapes);
  const batch = batchAxes(a, b).map(({ size }) => size);
  return [
    ...batch,
    ...(shapes.a.length > 1 ? a.slice(-2, -1) : []),
    ...(shapes.b.length > 1 ? b.slice(-1) : []),
  ];
}

/** Missing sides and sides of 1 are repeated. */
function batchAxes(a: Shape, b: Shape): BatchAxis[] {
  const length = Math.max(a.length, b.length) - 2;
  const filled = (shape: Shape) => [
    ...new Array<number>(length + 2 - shape.length).fill(1),
    ...shape,
  ];
  const [sidesA, sidesB] = [filled(a), filled(b)];
  const [stepsA, stepsB] = [denseStrides(sidesA), denseStrides(sidesB)];
  return Array.from({ length }, (_, i) => {
    const [inA, inB] = [sidesA[i], sidesB[i]];
    if (inA !== inB && inA !== 1 && inB !== 1)
      throw invalid(
        `[${a.join(', ')}] × [${b.join(', ')}]: ${inA} matrices do not fit ` +
          `${inB}; both must be the same, or one of them 1.`,
      );
    return {
      size: inA === 1 ? inB : inA,
      a: inA === 1 ? 0 : stepsA[i],
      b: inB === 1 ? 0 : stepsB[i],
    };
  });
}
