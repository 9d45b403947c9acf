/** What a dot's place under its roof says, and what to try next. */
import { roughly } from '../words';
import type { Dot } from './dots';
import type { Ladder } from './ladder';
import { attainable, boundOf, type Roof } from './roof';

export type Regime = 'memory' | 'compute' | 'neither' | 'above' | 'unknown';

export interface Verdict {
  readonly regime: Regime;
  /** "Memory-bound: 71 % of the bandwidth roof." */
  readonly finding: string;
  /** One sentence: the next thing to try. */
  readonly next: string;
}

/** Beyond measuring noise, nothing exceeds a roof that was measured right. */
const aboveShare = 1.05;
/** Below this the roof is too far away to be the reason. */
const explainedShare = 0.1;
/** From here on the kernel uses well what it is bound by. */
const goodShare = 0.6;
/** A run this near to its launch is mostly launch. */
const launchMultiple = 4;

export const percent = (share: number): string =>
  `${share < 0.0995 ? roughly(100 * share) : Math.round(100 * share)} %`;

export function verdictOf(dot: Dot, roof: Roof | null): Verdict {
  if (!roof || dot.share === null)
    return {
      regime: 'unknown',
      finding: 'No roof measured yet.',
      next:
        'Measure the roofs to see how far this is from what the device can ' +
        'do.',
    };
  if (dot.share > aboveShare) return above(dot, roof, dot.share);
  if (dot.share < explainedShare) return neither(dot, roof, dot.share);
  return boundOf(roof, dot.intensity) === 'memory'
    ? memoryBound(dot, dot.share)
    : computeBound(dot, dot.share);
}

export const sentences = ({ finding, next }: Verdict): string =>
  `${finding} ${next}`;

/** "The ladder naive → direct gained 13×."; '' for a single kernel. */
export function ladderSentence({ rungs, ...ladder }: Ladder): string {
  const { simplest, fastest, gain } = ladder;
  if (rungs.length < 2) return '';
  return simplest === fastest
    ? `${simplest.kernel} is the fastest of ${rungs.length} kernels here.`
    : `The ladder ${simplest.kernel} → ${fastest.kernel} gained ` +
        `${roughly(gain)}×.`;
}

function memoryBound({ backend, hint }: Dot, share: number): Verdict {
  return {
    regime: 'memory',
    finding: `Memory-bound: ${percent(share)} of the bandwidth roof.`,
    next: hint
      ? asSentence(hint)
      : share >= goodShare
        ? 'Only fewer bytes help from here: fuse the next layer into this one.'
        : backend === 'webgpu'
          ? 'Let neighbouring threads read neighbouring addresses, 16 bytes ' +
            'at a time.'
          : 'Walk memory in order and keep the tile in the cache.',
  };
}

function computeBound({ backend, hint }: Dot, share: number): Verdict {
  return {
    regime: 'compute',
    finding: `Compute-bound: ${percent(share)} of the FMA roof.`,
    next:
      share < goodShare
        ? backend === 'webgpu'
          ? 'More outputs per thread, held in registers, bring it nearer.'
          : 'More independent SIMD sums bring it nearer.'
        : hint
          ? asSentence(hint)
          : 'Little is left in this form; only fewer or narrower ' +
            'multiplications go further.',
  };
}

function neither(dot: Dot, roof: Roof, share: number): Verdict {
  const finding = `Neither roof explains it: ${percent(share)} of the `;
  const regime = 'neither' as const;
  const allowed = `${finding}${roof.label} roof`;
  const { launchUs } = roof;
  if (launchUs && dot.ms * 1000 < launchMultiple * launchUs)
    return {
      regime,
      finding:
        `${allowed}, but a launch alone costs ${roughly(launchUs)} µs of ` +
        `${roughly(dot.ms * 1000)} µs.`,
      next: 'Give one launch more work: a larger batch, or fused layers.',
    };
  if (fetchesAnew(dot, roof))
    return {
      regime,
      finding: `${allowed}; it is as slow as if every operand were fetched anew.`,
      next: 'Reuse what was read: compute several outputs per thread.',
    };
  return {
    regime,
    finding: `${allowed}.`,
    next:
      dot.backend === 'webgpu'
        ? 'Look for launch cost, latency (too few threads) or uncoalesced ' +
          'access.'
        : dot.backend === 'wasm'
          ? 'Look for scalar code, latency of dependent sums or cache misses.'
          : 'It is the oracle: plain loops in float64, made to be right.',
  };
}

/** At the left end of its whisker the bandwidth roof does explain it. */
const fetchesAnew = (dot: Dot, roof: Roof): boolean => {
  const rate = dot.gflops / (roof.gbps * dot.intensityNoReuse);
  return dot.intensityNoReuse < dot.intensity && rate > 0.5 && rate < 1.5;
};

function above(dot: Dot, roof: Roof, share: number): Verdict {
  const finding = `Above the roof: ${percent(share)};`;
  const regime = 'above' as const;
  const again = 'Measure the roofs again while nothing else runs.';
  // No cache makes multiply-adds faster.
  if (boundOf(roof, dot.intensity) === 'compute')
    return { regime, finding: `${finding} it was measured low.`, next: again };
  const { cacheGbps: gbps = 0 } = roof;
  const ofCache = dot.gflops / attainable({ ...roof, gbps }, dot.intensity);
  return {
    regime,
    finding:
      `${finding} the working set fits in cache, or the roof was measured ` +
      `low.`,
    next:
      ofCache <= aboveShare
        ? `It is ${percent(ofCache)} of the cache's own roof; a larger image ` +
          `shows what memory allows.`
        : again,
  };
}

const asSentence = (text: string) =>
  `${text[0].toUpperCase()}${text.slice(1)}.`;
