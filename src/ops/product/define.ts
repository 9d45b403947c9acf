/** A matrix product in its three forms: a description becomes an op. */
import type { Fields, Workload } from '../fields';
import type { Op, Options, Preset, Problem, Role, Tolerance } from '../op';
import { elementCount, shapesOf, type Shapes, type Tensors } from '../tensor';
import { outputCount, type Epilogue, type ProductGeometry } from './geometry';
import { gpuKernels } from './gpu-kernels';
import { productPreference } from './preference';
import { productReference, productScale, type Operands } from './reference';
import { wasmKernels } from './wasm-kernels';

/** A kernel that wants them is of no use to an op that never has them. */
export type Neighbours = 'terms' | 'columns';

/** What its inputs are called. */
export interface OperandRoles {
  readonly a: string;
  readonly b: string;
  readonly c?: string;
}
export interface Product<O extends Options> {
  readonly id: string;
  readonly summary: string;
  readonly source: string;
  readonly inputs: readonly Role[];
  readonly roles: OperandRoles;
  /** What of the second matrix can be neighbours in memory. */
  readonly neighbours: readonly Neighbours[];
  readonly fields: Fields;
  readonly presets: readonly Preset[];
  problem(workload: Workload): Problem<O>;
  options(given: Options): O;
  /** Throws `invalid` where shapes and options do not fit each other. */
  geometry(shapes: Shapes, options: O): ProductGeometry;
  outputShape(shapes: Shapes, options: O): number[];
  epilogue(options: O): Epilogue;
}

export const product = <O extends Options>(of: Product<O>): Op<O> => ({
  id: of.id,
  title: of.id,
  family: 'Matrix product',
  summary: of.summary,
  source: of.source,
  inputs: of.inputs,
  outputs: ['output'],
  fields: of.fields,
  presets: of.presets,
  problem: of.problem,
  options: of.options,
  shapes(shapes, options) {
    of.geometry(shapes, options);
    return { output: of.outputShape(shapes, options) };
  },
  cost(shapes, options) {
    const g = of.geometry(shapes, options);
    const outputs = outputCount(g);
    const macs = g.terms * outputs;
    const present = of.inputs.filter(({ name }) => shapes[name]);
    const elements = (roles: readonly Role[]) =>
      roles.reduce((sum, { name }) => sum + elementCount(shapes[name]), 0);
    return {
      macs,
      flops: 2 * macs,
      params: elements(present.filter(({ weight }) => weight)),
      bytesRead: 4 * elements(present),
      bytesWritten: 4 * outputs,
      bytesNoReuse: 8 * macs + 4 * outputs,
    };
  },
  formulas(shapes, options) {
    const g = of.geometry(shapes, options);
    const batch = g.batches > 1 ? `${g.batches}·` : '';
    const text = `${batch}${g.rows}·${g.columns}·${g.terms}`;
    return [{ name: 'MACs', text, value: g.terms * outputCount(g) }];
  },
  tolerance(shapes, options) {
    const g = of.geometry(shapes, options);
    const epilogue = of.epilogue(options);
    return {
      ...roundings(g, epilogue),
      scale: (inputs) =>
        productScale(g, epilogue, operandsOf(of.roles, inputs)),
    };
  },
  reference(inputs, options) {
    const shapes = shapesOf(inputs);
    return productReference(
      of.geometry(shapes, options),
      of.epilogue(options),
      operandsOf(of.roles, inputs),
      of.outputShape(shapes, options),
      inputs[of.roles.a].dtype,
    );
  },
  kernels: [...gpuKernels(of), ...wasmKernels(of)],
  prefer: (shapes, options, device) =>
    productPreference(of.geometry(shapes, options), device),
});

const operandsOf = ({ a, b, c }: OperandRoles, inputs: Tensors): Operands => ({
  a: inputs[a],
  b: inputs[b],
  c: c === undefined ? undefined : inputs[c],
});

/** WebNN's conformance tests count alike: 2 for each multiply-add, 1 for c. */
function roundings(
  { terms, c }: ProductGeometry,
  { alpha, beta, activation }: Epilogue,
): Tolerance {
  const parts: [ulp: number, why: string][] = [
    [2 * terms, `2 × ${terms} multiply-adds`],
    [alpha === 1 ? 0 : 1, '1 for alpha'],
    [c ? 1 : 0, '1 for the sum with c'],
    [c && beta !== 1 ? 1 : 0, '1 for beta'],
    [activation === 'hard-swish' ? 4 : 0, '4 for hard-swish'],
  ];
  const counted = parts.filter(([ulp]) => ulp > 0);
  return {
    ulp: counted.reduce((sum, [ulp]) => sum + ulp, 0),
    why: counted.map(([, why]) => why).join(' + ') || 'nothing is computed',
  };
}
