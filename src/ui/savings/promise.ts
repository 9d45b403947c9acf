/** What a block saves on paper: the formula, and it with the numbers in. */
import { formatCompact, formatRatio, formatRough } from '../units';
import type { Settings } from './settings';

export interface Promised {
  /** How many times fewer multiply-adds than the dense form. */
  readonly ratio: number;
  /** "1/N + 1/k²"; '' where nothing shorter than the counts says it. */
  readonly symbols: string;
  /** "1/64 + 1/9 = 0.127". */
  readonly numbers: string;
  /** "7.88× fewer multiply-adds". */
  readonly meaning: string;
}

/** `macs` and `denseMacs` are those of the layers that will run. */
export function promiseOf(
  settings: Settings,
  macs: number,
  denseMacs: number,
): Promised {
  const share = macs / denseMacs;
  const ratio = 1 / share;
  const [symbols, filled] = formulaOf(settings) ?? [
    'MACs / dense MACs',
    `${formatCompact(macs)} / ${formatCompact(denseMacs)}`,
  ];
  return {
    ratio,
    symbols,
    numbers: `${filled} = ${formatRough(share)}`,
    meaning:
      ratio >= 1
        ? `${formatRatio(ratio)} fewer multiply-adds`
        : `${formatRatio(share)} as many multiply-adds`,
  };
}

function formulaOf(settings: Settings): [string, string] | null {
  const { kind, kernel, inChannels: m, outChannels: n, side } = settings;
  const taps = kernel ** 2;
  const after = Math.ceil(side / settings.stride);
  const isStrided = settings.stride > 1;
  // The 1×1 before a stride works on the larger image.
  const [wide, wideNumber] = isStrided
    ? ['(F/F′)²·', `(${side}/${after})²·`]
    : ['', ''];
  switch (kind) {
    case 'separable':
      return ['1/N + 1/k²', `1/${n} + 1/${taps}`];
    case 'grouped-shuffle':
      return ['1/groups', `1/${settings.groups}`];
    case 'inverted-residual': {
      const t = settings.expansion;
      return [
        `t·(${wide}M + k² + N) / (k²·N)`,
        `${t}·(${wideNumber}${m} + ${taps} + ${n}) / (${taps}·${n})`,
      ];
    }
    case 'bottleneck': {
      const inside = n / 4;
      return [
        `b·(${wide}M + k²·b + N) / (k²·M·N), b = N/4`,
        `${inside}·(${wideNumber}${m} + ${taps}·${inside} + ${n}) / ` +
          `(${taps}·${m}·${n})`,
      ];
    }
    case 'network':
      return null;
  }
}
