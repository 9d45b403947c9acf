/** The papers' arithmetic of blocks, as text and as numbers. */
import type { Formula } from '../../ops/op';

/** Filters of kernel²·in·out / groups, at every pixel of a side² plane. */
export interface Step {
  readonly kernel: number;
  readonly channels: readonly [into: number, out: number];
  readonly groups?: number;
  /** Of its output. */
  readonly side: number;
}

/** "3·3·512+512·512" and its value. */
export const paramsOf = (steps: readonly Step[]): Formula =>
  summed('params', steps, ({ kernel, channels: [into, out], groups = 1 }) => [
    ...(kernel > 1 ? [kernel, kernel] : []),
    into / groups,
    out,
  ]);

export const macsOf = (steps: readonly Step[]): Formula =>
  summed(
    'MACs',
    steps,
    ({ kernel, channels: [into, out], groups = 1, side }) => [
      ...(kernel > 1 ? [kernel, kernel] : []),
      into / groups,
      out,
      side,
      side,
    ],
  );

function summed(
  name: string,
  steps: readonly Step[],
  factors: (step: Step) => readonly number[],
): Formula {
  const products = steps.map(factors);
  const product = (numbers: readonly number[]) =>
    numbers.reduce((so, factor) => so * factor, 1);
  return {
    name,
    // A depthwise filter reads one channel: no "·1" for it.
    text: products
      .map((numbers) => numbers.filter((n) => n !== 1).join('·') || '1')
      .join('+'),
    value: products.reduce((total, numbers) => total + product(numbers), 0),
  };
}

export const ratioOf = (
  what: string,
  own: Formula,
  dense: Formula,
  ratio?: Pick<Formula, 'text' | 'value'>,
): Formula => ({
  name: `${what}, of dense`,
  ...(ratio ?? {
    text: `(${own.text})/(${dense.text})`,
    value: own.value / dense.value,
  }),
});
