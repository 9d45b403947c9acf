/** Which of two curves is the lower one, and where that changes. */
import { crossing, fitLine, type Fit, type Sample } from './fit';

export type Side = 'cpu' | 'gpu';

export interface Curves {
  readonly cpu: readonly Sample[];
  readonly gpu: readonly Sample[];
}

export type BreakEven =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'always';
      readonly winner: Side;
      /** How many times less the winner needs at the largest common size. */
      readonly ratio: number;
      /** Work beyond the measured range at which the lines would meet. */
      readonly expectedAt: number | null;
    }
  | {
      readonly kind: 'crossing';
      readonly work: number;
      /** The side that wins below. */
      readonly below: Side;
    };

export interface Comparison {
  readonly cpu: Fit | null;
  readonly gpu: Fit | null;
  readonly result: BreakEven;
}

export function compareCurves(curves: Curves): Comparison {
  const cpu = fitLine(curves.cpu);
  const gpu = fitLine(curves.gpu);
  return { cpu, gpu, result: breakEven(pairs(curves), cpu, gpu) };
}

interface Pair {
  readonly work: number;
  /** CPU time over GPU time: below 1 the CPU wins. */
  readonly ratio: number;
}

/** What was measured decides who wins; the lines say where exactly. */
function breakEven(
  measured: readonly Pair[],
  cpu: Fit | null,
  gpu: Fit | null,
): BreakEven {
  const last = measured.at(-1);
  if (!last || measured.length < 2) return { kind: 'unknown' };
  const fitted = cpu && gpu ? crossing(cpu, gpu) : null;
  const flips = measured.flatMap((pair, index) => {
    const before = measured[index - 1];
    return before && winner(before) !== winner(pair) ? [index] : [];
  });
  if (flips.length === 0) {
    const beyond = fitted !== null && fitted > last.work;
    return {
      kind: 'always',
      winner: winner(last),
      ratio: Math.max(last.ratio, 1 / last.ratio),
      expectedAt: beyond ? fitted : null,
    };
  }
  // Where noise makes several, the last flip is the one that lasts.
  const index = flips[flips.length - 1];
  const [from, to] = [measured[index - 1], measured[index]];
  const near =
    fitted !== null &&
    fitted >= (measured[index - 2] ?? from).work &&
    fitted <= (measured[index + 1] ?? to).work;
  return {
    kind: 'crossing',
    work: near ? fitted : between(from, to),
    below: winner(from),
  };
}

const winner = ({ ratio }: Pair): Side => (ratio < 1 ? 'cpu' : 'gpu');

/** Straight between two measured sizes, in logarithms. */
function between(from: Pair, to: Pair): number {
  const [a, b] = [Math.log(from.ratio), Math.log(to.ratio)];
  const share = a === b ? 0.5 : a / (a - b);
  return from.work * (to.work / from.work) ** share;
}

/** The sizes that both sides were measured at, small to large. */
function pairs({ cpu, gpu }: Curves): Pair[] {
  return cpu
    .flatMap(({ work, ms }) => {
      const other = gpu.find((sample) => sample.work === work);
      return other && ms > 0 && other.ms > 0
        ? [{ work, ratio: ms / other.ms }]
        : [];
    })
    .sort((a, b) => a.work - b.work);
}
