/** gemm: alpha · a × b + beta · c, where a and b may lie transposed. */
import { invalid } from '../../errors';
import { knownOptions } from '../movement/options';
import type { Options } from '../op';
import type { Shape, Shapes } from '../tensor';
import { product } from './define';
import { matrixFields } from './fields';
import { plainEpilogue, withBatch, type ProductGeometry } from './geometry';
import { finite, flag, matrixShape, sameTerms } from './options';
import { gemmPresets } from './presets';

interface GemmOptions extends Options {
  readonly alpha: number;
  readonly beta: number;
  readonly aTranspose: boolean;
  readonly bTranspose: boolean;
}

const additions = ['none', 'number', 'row', 'column', 'matrix'];
const factor = { kind: 'number', min: -1000, max: 1000, initial: 1 } as const;

export const gemm = product<GemmOptions>({
  id: 'gemm',
  summary: 'The general product of two matrices, plus a third.',
  source: 'https://www.w3.org/TR/webnn/#api-mlgraphbuilder-gemm',
  inputs: [{ name: 'a' }, { name: 'b' }, { name: 'c', optional: true }],
  neighbours: ['terms', 'columns'],
  roles: { a: 'a', b: 'b', c: 'c' },
  fields: [
    ...matrixFields,
    {
      kind: 'flag',
      id: 'at',
      label: 'a transposed',
      help: 'The first matrix lies in memory column by column.',
      initial: false,
    },
    {
      kind: 'flag',
      id: 'bt',
      label: 'b transposed',
      help: 'The second matrix lies in memory column by column.',
      initial: false,
    },
    { ...factor, id: 'alpha', label: 'Alpha', help: 'Multiplies the product.' },
    {
      kind: 'choice',
      id: 'c',
      label: 'Addition',
      help: 'What is added: nothing, one number, a row, a column, a matrix.',
      choices: additions,
      initial: 'none',
    },
    { ...factor, id: 'beta', label: 'Beta', help: 'Multiplies the addition.' },
  ],
  presets: gemmPresets,
  problem(workload) {
    const [m, k, n] = ['m', 'k', 'n'].map((id) => workload[id] as number);
    const options = gemmOptions({
      alpha: workload.alpha,
      beta: workload.beta,
      aTranspose: workload.at,
      bTranspose: workload.bt,
    });
    const c = { number: [], row: [n], column: [m, 1], matrix: [m, n] }[
      workload.c as string
    ];
    return {
      shapes: {
        a: options.aTranspose ? [k, m] : [m, k],
        b: options.bTranspose ? [n, k] : [k, n],
        ...(c ? { c } : {}),
      },
      options,
    };
  },
  options: gemmOptions,
  geometry,
  outputShape(shapes, options) {
    const { rows, columns } = geometry(shapes, options);
    return [rows, columns];
  },
  epilogue: ({ alpha, beta }) => ({ ...plainEpilogue, alpha, beta }),
});

function gemmOptions(given: Options): GemmOptions {
  const names = ['alpha', 'beta', 'aTranspose', 'bTranspose'];
  knownOptions('gemm', given, names);
  return {
    alpha: finite('alpha', given.alpha ?? 1),
    beta: finite('beta', given.beta ?? 1),
    aTranspose: flag('aTranspose', given.aTranspose ?? false),
    bTranspose: flag('bTranspose', given.bTranspose ?? false),
  };
}

function geometry(
  shapes: Shapes,
  { aTranspose, bTranspose }: GemmOptions,
): ProductGeometry {
  const a = matrixOf(shapes, 'a');
  const b = matrixOf(shapes, 'b');
  const [rows, terms] = aTranspose ? [a[1], a[0]] : a;
  const [inB, columns] = bTranspose ? [b[1], b[0]] : b;
  const taken = ` with aTranspose ${aTranspose}, bTranspose ${bTranspose}`;
  sameTerms(a, terms, b, inB, taken);
  return withBatch([], {
    rows,
    columns,
    terms,
    a: aTranspose ? { row: 1, term: rows } : { row: terms, term: 1 },
    b: bTranspose ? { term: 1, column: terms } : { term: columns, column: 1 },
    c: shapes.c ? additionSteps(shapes.c, rows, columns) : null,
  });
}

function matrixOf(shapes: Shapes, role: string): Shape {
  const shape = matrixShape(shapes, role, 2);
  if (shape.length > 2)
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: gemm multiplies matrices of 2 ` +
        `sides; use matmul for more.`,
    );
  return shape;
}

/** numpy's rules: missing sides and sides of 1 are repeated. */
function additionSteps(c: Shape, rows: number, columns: number) {
  const [height, width] = [c.at(-2) ?? 1, c.at(-1) ?? 1];
  const fits = (side: number, wanted: number) => side === 1 || side === wanted;
  if (c.length > 2 || !fits(height, rows) || !fits(width, columns))
    throw invalid(
      `c of shape [${c.join(', ')}]: cannot be repeated to ` +
        `[${rows}, ${columns}].`,
    );
  return { row: height === 1 ? 0 : width, column: width === 1 ? 0 : 1 };
}
