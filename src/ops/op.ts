/**
 * What an op is: one value that knows its shapes, its cost, its oracle and its
 * kernels. Pure data and functions; the page, the worker, Node and the tests
 * import the same registry, so an op crosses the worker boundary as its id.
 */
import type { Fields, Workload } from './fields';
import type { DType, Shapes, Tensor, Tensors } from './tensor';

export type Options = Readonly<Record<string, unknown>>;

/** Values of a kernel's tunable numbers: the sides of a tile, a block's size. */
export type Constants = Readonly<Record<string, number>>;

/** What a kernel may ask about the device it would run on. */
export interface DeviceTraits {
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  readonly software: boolean;
  readonly threads: number;
}

/** Multiply-adds counted as the papers do: padded taps in, bias out. */
export interface Cost {
  readonly macs: number;
  /**
   * 2 × macs: a fused multiply-add is two operations on a roofline. Where
   * there is more than multiply-adds, the operations of the formula.
   */
  readonly flops: number;
  readonly params: number;
  /** Compulsory traffic: every input once, every output once. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
  /** Traffic if nothing were reused: both operands of every multiply-add. */
  readonly bytesNoReuse: number;
}

/** "output height = (28 + 1 + 1 − 3) / 1 + 1 = 28", in parts. */
export interface Formula {
  readonly name: string;
  readonly text: string;
  readonly value: number;
  readonly unit?: string;
}

export interface Tolerance {
  readonly ulp: number;
  /** Why this many, in words for the page. */
  readonly why: string;
  /**
   * Yields, by flat index, the size at which one ULP is taken. An output that
   * cancels to nearly zero carries the rounding of its large terms, so an ULP
   * of the result itself would say nothing.
   */
  scale?(inputs: Tensors): (index: number) => number;
}

export interface Shader {
  /** Path below shaders/, for error messages and the source view. */
  readonly file: string;
  /** The kernel, then the shared functions: kernel line numbers stay true. */
  readonly code: string;
}

/**
 * One dispatch. Bindings are `buffers` in order, then the Params uniform. An
 * output that is named as an input is called "output.NAME" there.
 */
export interface GpuPass {
  readonly shader: Shader;
  /** Values for the shader's module-scope `const`s. */
  readonly constants?: Constants;
  readonly params: Readonly<Record<string, number>>;
  readonly buffers: readonly string[];
  readonly workgroups: readonly [number, number, number];
  /** Touches weights only: runs once at prepare, not in every run. */
  readonly once?: boolean;
}

/** One call of an exported WASM function: pointers to `buffers`, then `args`. */
export interface WasmPass {
  readonly fn: string;
  readonly buffers: readonly string[];
  readonly args: readonly number[];
  readonly once?: boolean;
  /**
   * Independent parts, 0 … units − 1, which threads may share: the function
   * takes two more arguments, the first part and one past the last. Without,
   * one thread makes the whole call.
   */
  readonly units?: number;
}

export interface Plan<Pass> {
  /** Scratch buffers by name, in bytes. */
  readonly temporaries?: Readonly<Record<string, number>>;
  /** The same, but every thread has one of its own (WASM only). */
  readonly scratch?: Readonly<Record<string, number>>;
  readonly passes: readonly Pass[];
}

interface KernelBase<O extends Options> {
  readonly id: string;
  readonly title: string;
  /** The one idea this rung adds, in a sentence. */
  readonly idea: string;
  /**
   * Takes tensors of this type as they are. Kernels without it compute on
   * float32: float16 tensors are widened when they are uploaded, and rounded
   * once when they are read back.
   */
  readonly dtype?: 'float16';
  /** true, or the reason why not, in words. Without a dtype: float32. */
  supports(
    shapes: Shapes,
    options: O,
    device: DeviceTraits,
    dtype?: DType,
  ): true | string;
  /**
   * Constants worth racing on this problem, the best guess first; a kernel
   * without this has one form.
   */
  variants?(
    shapes: Shapes,
    options: O,
    device: DeviceTraits,
  ): readonly Constants[];
  /** Where its algorithm adds up other terms than the definition does. */
  tolerance?(shapes: Shapes, options: O): Tolerance;
}
export interface GpuKernel<O extends Options = Options> extends KernelBase<O> {
  readonly backend: 'webgpu';
  plan(
    shapes: Shapes,
    options: O,
    device: DeviceTraits,
    constants: Constants,
  ): Plan<GpuPass>;
}
export interface WasmKernel<O extends Options = Options> extends KernelBase<O> {
  readonly backend: 'wasm';
  plan(
    shapes: Shapes,
    options: O,
    device: DeviceTraits,
    constants: Constants,
  ): Plan<WasmPass>;
}
export type Kernel<O extends Options = Options> = GpuKernel<O> | WasmKernel<O>;

/** What a kernel runs with when nobody has raced it. */
export const guessedConstants = <O extends Options>(
  kernel: Kernel<O>,
  shapes: Shapes,
  options: O,
  device: DeviceTraits,
): Constants => kernel.variants?.(shapes, options, device)[0] ?? {};

/** How far from the oracle this kernel may be. */
export function toleranceOf<O extends Options>(
  op: Op<O>,
  kernelId: string,
  shapes: Shapes,
  options: O,
): Tolerance {
  const kernel = op.kernels.find(({ id }) => id === kernelId);
  return kernel?.tolerance?.(shapes, options) ?? op.tolerance(shapes, options);
}

export interface Role {
  readonly name: string;
  readonly optional?: boolean;
  /** Learned, constant between runs: may be transformed once at prepare. */
  readonly weight?: boolean;
  /** Of indices and counts; other integers are converted. Absent: a float. */
  readonly dtype?: 'int32';
}

/** A problem to solve: shapes by role and complete options. */
export interface Problem<O extends Options = Options> {
  readonly shapes: Shapes;
  readonly options: O;
}

/** A real layer of a real network, as values of the op's fields. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly workload: Workload;
}

/** One size of a workload that can be swept from small to large. */
export interface Sweep {
  readonly id: string;
  /** "Height = width". */
  readonly label: string;
  /** What the values count: "pixels". */
  readonly unit: string;
  /** Candidates, small to large; a sweep takes those that are feasible. */
  readonly values: readonly number[];
  /** The same workload at that size; any whole number, not the values only. */
  at(workload: Workload, value: number): Workload;
  /** The size in one word: "23×23×64". */
  describe(workload: Workload): string;
}

/** Which of a roofline's two limits is the nearer one. */
export type Bound = 'memory' | 'compute';

export interface Op<O extends Options = Options> {
  /** WebNN's or torchvision's name. */
  readonly id: string;
  readonly title: string;
  /** The group it stands in where ops are listed. */
  readonly family?: string;
  readonly summary: string;
  /** Specification or paper. */
  readonly source: string;
  readonly inputs: readonly Role[];
  readonly outputs: readonly string[];
  /** Those of indices and counts; the others are floats like the inputs. */
  readonly outputTypes?: Readonly<Record<string, 'int32'>>;
  /**
   * Outputs with as many rows as the data says: `shapes` gives the most there
   * can be, a kernel writes their number to the first u32 of the temporary that
   * is named here, and a reader gets no more.
   */
  readonly counted?: Readonly<Record<string, string>>;
  /** Form, link and validation of a workload. */
  readonly fields: Fields;
  readonly presets: readonly Preset[];
  /** The sizes by which to look for the break-even of CPU and GPU. */
  readonly sweeps?: readonly Sweep[];
  /** The form's flat values → shapes and options. */
  problem(workload: Workload): Problem<O>;
  /** Fills defaults; rejects unknown names and wrong types with `invalid`. */
  options(given: Options): O;
  /** Output shapes, or an `invalid` error with the numbers in it. */
  shapes(inputs: Shapes, options: O): Record<string, number[]>;
  cost(inputs: Shapes, options: O): Cost;
  /** Sensible inputs for a bench; absent: uniform [-1, 1) for each role. */
  generate?(shapes: Shapes, seed: number, options?: O): Tensors;
  formulas(inputs: Shapes, options: O): readonly Formula[];
  tolerance(inputs: Shapes, options: O): Tolerance;
  /** Which output axes are an image's height and width, if any are. */
  planeAxes?(options: O): readonly [height: number, width: number];
  /**
   * The oracle: plain loops, float64 sums. Yields the share done (0..1) so
   * that a long run can be watched and stopped between steps.
   */
  reference(inputs: Tensors, options: O): Generator<number, Tensors>;
  /** Simplest first; each changes one idea. */
  readonly kernels: readonly Kernel<O>[];
  /**
   * What to try next under the roof that holds this problem down, without
   * the full stop; null where the op knows nothing special.
   */
  hint?(shapes: Shapes, options: O, bound: Bound): string | null;
  /** Kernel ids, best guess first, for a device not yet measured. */
  prefer(inputs: Shapes, options: O, device: DeviceTraits): readonly string[];
}

/** Runs an oracle to its end at once. */
export function runReference<O extends Options>(
  op: Op<O>,
  inputs: Record<string, Tensor>,
  options: O,
): Tensors {
  const steps = op.reference(inputs, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
