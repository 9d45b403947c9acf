/** What an element-wise op is besides its kernels: a function with options. */
import { invalid } from '../../errors';
import type { Options, Preset } from '../op';
import type { DType } from '../tensor';

/** Every option of an element-wise op is a number. */
export type ElementwiseOptions = Options & Readonly<Record<string, number>>;

export interface Parameter {
  /** WebNN's name. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly initial: number;
  /** What NaN means, where it means anything: "no bound". */
  readonly none?: number;
  /** What a form starts with, where `initial` is not finite. */
  readonly formInitial?: number;
}

export interface ElementwiseFunction {
  /** WebNN's name. */
  readonly id: string;
  readonly summary: string;
  readonly source: string;
  /** "max(0, x)": the definition as people write it. */
  readonly formula: string;
  /** Operations in that formula: + − × ÷ min max exp … count as one each. */
  readonly operations: number;
  /** Of these, multiply-adds. */
  readonly macs?: number;
  /** At most two. */
  readonly parameters?: readonly Parameter[];
  /** Throws `invalid` where the parameters do not fit each other. */
  check?(alpha: number, beta: number): void;
  /** In float64. */
  value(x: number, alpha: number, beta: number): number;
  /** The WGSL that does the same, and the export of the WASM module. */
  readonly shader: string;
  readonly wasm: string;
  readonly ulp: number;
  readonly why: string;
  /** The size of the terms, where they may cancel: see {@link Tolerance}. */
  scale?(x: number, alpha: number, beta: number): number;
  readonly presets: readonly Preset[];
}

/**
 * The values of `alpha` and `beta`. WebNN casts a parameter to the type of the
 * input; a float32 kernel gets it rounded.
 */
export function parameterValues(
  { parameters = [] }: Pick<ElementwiseFunction, 'parameters'>,
  options: ElementwiseOptions,
  dtype: DType = 'float32',
): [alpha: number, beta: number] {
  const cast = dtype === 'float32' ? Math.fround : Number;
  const at = (index: number) =>
    index < parameters.length ? cast(options[parameters[index].name]) : 0;
  return [at(0), at(1)];
}

/** WebNN's defaults filled in; throws `invalid` for what does not fit. */
export function optionsOf(
  fn: ElementwiseFunction,
  given: Options,
): ElementwiseOptions {
  const parameters = fn.parameters ?? [];
  const names = parameters.map(({ name }) => name);
  for (const name of Object.keys(given))
    if (!names.includes(name))
      throw invalid(
        `${fn.id} has no option "${name}": ` +
          (names.length > 0 ? `use ${names.join(', ')}.` : 'it has none.'),
      );
  const values = parameters.map((parameter) => {
    const { name, initial, none = NaN } = parameter;
    const value = given[name] ?? initial;
    const used = Number.isNaN(value) ? none : value;
    if (typeof used !== 'number' || Number.isNaN(used))
      throw invalid(`option ${name} ${String(given[name])}: needs a number.`);
    // A bound may be infinite; of a factor or a term nothing would be left.
    if (parameter.none === undefined && !Number.isFinite(Math.fround(used)))
      throw invalid(
        `option ${name} ${used}: needs a number that float32 holds, up to ` +
          `3.4e38.`,
      );
    return used;
  });
  fn.check?.(values[0], values[1]);
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
}
