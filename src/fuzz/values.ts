/** What the inputs of a case hold: the usual, and what breaks kernels. */
import { fromFloat64, toFloat64 } from '../ops/numbers';
import type { Op, Options } from '../ops/op';
import { random, randomInputs } from '../ops/random';
import { elementCount, type Shapes, type Tensors } from '../ops/tensor';
import type { FuzzCase, ValueMode } from './fuzz-case';

const always: readonly ValueMode[] = ['usual', 'wide', 'ties', 'zeros'];
/** No sums, or such that an oracle and a kernel overflow alike. */
const exact =
  /^(relu|clamp|leakyRelu|hardSigmoid|hardSwish|softsign|sqrt|exp|sigmoid|silu|tanh|softplus|elu|erf|gelu|linear|add|sub|mul|div|max|min|pow|prelu|maxPool2d|reduceMax|reduceMin|argMax|argMin|softmax|concat|slice|reshape|transpose|channelShuffle|pad)$/;
/** A float32 sum overflows where the oracle's does not, but NaN comes through. */
const sums = /^(averagePool2d|l2Pool2d|reduceSum|reduceMean|reduceL2)$/;
const boxes = /^(nms|batchedNms|nonMaxSuppression|softNms)$/;

/**
 * What an op promises something about. WGSL promises neither NaN nor
 * infinities through multiply-adds, and the ops that sum products do not add
 * to that.
 */
export function modesOf(op: Pick<Op, 'id'>): readonly ValueMode[] {
  if (exact.test(op.id)) return [...always, 'subnormal', 'huge', 'nonfinite'];
  if (sums.test(op.id)) return [...always, 'subnormal', 'nonfinite'];
  if (boxes.test(op.id)) return ['usual', 'ties', 'zeros', 'nonfinite'];
  if (/BoxIou$|^boxIou$/.test(op.id)) return ['usual', 'ties'];
  return [...always, 'subnormal'];
}

/** Roles whose numbers may be any; the others stay as the op makes them. */
function freeRoles(op: Op): readonly string[] {
  if (op.id === 'deformConv2d') return ['input', 'filter', 'bias'];
  if (op.id === 'batchNormalization') return ['input', 'mean', 'bias'];
  if (op.id === 'squeezeExcitation') return ['input'];
  if (op.id.startsWith('roi')) return ['input'];
  if (boxes.test(op.id)) return ['scores'];
  if (/BoxIou$|^boxIou$/.test(op.id)) return [];
  return op.inputs.map(({ name }) => name);
}

export function inputsOf(
  op: Op,
  {
    shapes,
    values: { mode, seed, dtype },
  }: Pick<FuzzCase, 'shapes' | 'values'>,
  options: Options,
): Tensors {
  const inputs = randomInputs(op, shapes as Shapes, seed, 'float32', options);
  if (mode === 'usual') return cast(inputs, dtype);
  const next = random(seed ^ 0x5bd1e995);
  for (const role of freeRoles(op)) {
    const tensor = inputs[role];
    if (tensor?.dtype !== 'float32') continue;
    const data = tensor.data as Float32Array;
    for (let i = 0; i < data.length; i++)
      data[i] = makers[mode](data[i], next, op.id);
  }
  if (mode === 'ties') wholeBoxes(inputs, next);
  return cast(inputs, dtype);
}

const cast = (inputs: Tensors, dtype: 'float32' | 'float16'): Tensors =>
  dtype === 'float32'
    ? inputs
    : Object.fromEntries(
        Object.entries(inputs).map(([role, tensor]) => [
          role,
          tensor.dtype === 'float32'
            ? fromFloat64(toFloat64(tensor), tensor.shape, dtype)
            : tensor,
        ]),
      );

type Maker = (usual: number, next: () => number, op: string) => number;
const sign = (next: () => number) => (next() < 0.5 ? -1 : 1);
const one = <T>(of: readonly T[], next: () => number): T =>
  of[Math.floor(next() * of.length)];

const makers: Readonly<Record<ValueMode, Maker>> = {
  usual: (usual) => usual,
  wide: (_, next) => sign(next) * 2 ** (24 * next() - 12),
  ties: (_, next) => Math.floor(7 * next()) - 3,
  zeros: (usual, next) => (next() < 0.5 ? 0 : next() < 0.5 ? -0 : usual),
  subnormal: (usual, next) =>
    next() < 0.2 ? sign(next) * 2 ** (-126 - 23 * next()) : usual,
  huge: (usual, next) =>
    next() < 0.2
      ? sign(next) * one([3.4e38, 1e30, 1e20, 1e10, 65504], next)
      : usual,
  nonfinite: (usual, next) =>
    next() < 0.2 ? one([NaN, Infinity, -Infinity], next) : usual,
};

/** Boxes of small whole numbers: IoUs on a threshold, edges that touch. */
function wholeBoxes(inputs: Tensors, next: () => number): void {
  for (const role of ['boxes', 'boxes1', 'boxes2']) {
    const tensor = inputs[role];
    if (tensor?.shape.at(-1) !== 4) continue;
    const data = tensor.data as Float32Array;
    for (let i = 0; i < elementCount(tensor.shape); i += 4) {
      const [x, y] = [Math.floor(9 * next()), Math.floor(9 * next())];
      // A corner or a size: in every format a box with an area.
      data.set([x, y, x + 1 + Math.floor(6 * next())], i);
      data[i + 3] = y + 1 + Math.floor(6 * next());
    }
  }
}
