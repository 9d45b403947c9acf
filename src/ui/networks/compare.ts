/** Two networks against each other: what was saved, and what came of it. */
import {
  formatBinaryBytes,
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatNumber,
} from '../units';
import type { Figures } from './figures';

/** How many times less the lighter one needs; null: not known yet. */
export interface Ratios {
  readonly light: Figures;
  readonly heavy: Figures;
  /** By multiply-adds. */
  readonly promised: number;
  readonly bytes: number;
  /** By the roofline. */
  readonly predicted: number | null;
  readonly measured: number | null;
}

/** Of two that are equally heavy the first counts as the lighter one. */
export function ratiosOf(a: Figures, b: Figures): Ratios {
  const isLight = a.promise.macs <= b.promise.macs * 1.001;
  const [light, heavy] = isLight ? [a, b] : [b, a];
  return {
    ...{ light, heavy },
    promised: heavy.promise.macs / light.promise.macs,
    bytes: heavy.promise.bytes / light.promise.bytes,
    predicted: over(heavy.predictedMs, light.predictedMs),
    measured: over(heavy.measuredMs, light.measuredMs),
  };
}

const over = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b;

export interface CompareRow {
  readonly title: string;
  readonly help: string;
  readonly texts: readonly [a: string, b: string];
  /** b / a; null: not known. */
  readonly ratio: number | null;
  /** What the reader came for. */
  readonly isMain: boolean;
}

export function compareRows(a: Figures, b: Figures): CompareRow[] {
  const row = (
    title: string,
    help: string,
    of: (figures: Figures) => number | null | undefined,
    text: (value: number) => string,
    isMain = false,
  ): CompareRow => {
    const [first, second] = [of(a) ?? null, of(b) ?? null];
    const told = (value: number | null) => (value === null ? '–' : text(value));
    return {
      ...{ title, help, isMain },
      texts: [told(first), told(second)],
      ratio: over(second, first),
    };
  };
  const running = ({ promise }: Figures) =>
    promise.layers.filter(({ bytes }) => bytes > 0).length;
  return [
    row(
      'Multiply-adds',
      'What the papers count: the promise.',
      (f) => f.promise.macs,
      formatCompact,
      true,
    ),
    row(
      'Predicted',
      'By the roofline: the slower of arithmetic and traffic, layer by layer.',
      (f) => f.predictedMs,
      formatDuration,
      true,
    ),
    row(
      'Measured',
      'Median of whole runs on this device.',
      (f) => f.measuredMs,
      formatDuration,
      true,
    ),
    row(
      'Parameters',
      'As published.',
      (f) => f.promise.published.params,
      formatCompact,
    ),
    row(
      'Bytes moved',
      'Each input, output and filter of each layer once.',
      (f) => f.promise.bytes,
      formatBytes,
    ),
    row(
      'FLOP per byte',
      'Of the whole network.',
      (f) => f.promise.flops / f.promise.bytes,
      formatNumber,
    ),
    row('Layers that run', 'After the optimisations.', running, formatCount),
    row(
      'Memory of a run',
      'Values and scratch, as planned.',
      (f) => f.result?.memory?.plannedBytes,
      formatBinaryBytes,
    ),
  ];
}
