/** What a sweep has measured: one row per size, one cell per side. */
import type { BenchReport } from '../../engine/api';
import type { SweepPoint } from '../../ops/sweep';
import {
  compareCurves,
  type Comparison,
  type Side,
} from '../../roofline/break-even';
import type { Fit, Sample } from '../../roofline/fit';
import { timeMs } from '../bench/rows';

export type { Side };
export const sides: readonly Side[] = ['cpu', 'gpu'];
export const backendOf = { cpu: 'wasm', gpu: 'webgpu' } as const;
export const sideNames = { cpu: 'CPU', gpu: 'GPU' } as const;
export type Measure = 'endToEnd' | 'kernel';

export interface Cell {
  readonly state:
    'waiting' | 'running' | 'done' | 'failed' | 'too-long' | 'left-out';
  readonly report: BenchReport | null;
  /** Why it failed or was left out. */
  readonly note: string;
}

export interface SweepRow {
  readonly point: SweepPoint;
  readonly cpu: Cell;
  readonly gpu: Cell;
}

export interface SweepRun {
  readonly state: 'running' | 'done' | 'cancelled';
  readonly rows: readonly SweepRow[];
}

export interface Series {
  readonly side: Side;
  readonly measure: Measure;
  readonly samples: readonly Sample[];
  readonly fit: Fit | null;
}

export interface Analysis {
  readonly endToEnd: Comparison;
  readonly kernel: Comparison;
  readonly series: readonly Series[];
}

export const msOf = (report: BenchReport, measure: Measure): number =>
  measure === 'kernel' ? timeMs(report) : report.endToEndMs.medianMs;

export function analyse(rows: readonly SweepRow[]): Analysis {
  const samples = (side: Side, measure: Measure): Sample[] =>
    rows.flatMap((row) => {
      const { report } = row[side];
      return report
        ? [{ work: row.point.cost.macs, ms: msOf(report, measure) }]
        : [];
    });
  const compare = (measure: Measure) =>
    compareCurves({
      cpu: samples('cpu', measure),
      gpu: samples('gpu', measure),
    });
  const [endToEnd, kernel] = [compare('endToEnd'), compare('kernel')];
  const series = (['endToEnd', 'kernel'] as const).flatMap((measure) =>
    sides.map((side) => ({
      side,
      measure,
      samples: samples(side, measure),
      fit: { endToEnd, kernel }[measure][side],
    })),
  );
  return { endToEnd, kernel, series };
}

export const reportsOf = (rows: readonly SweepRow[]): BenchReport[] =>
  rows.flatMap((row) => sides.flatMap((side) => row[side].report ?? []));

/** Each reason once, with the first size it was met at. */
export function notesOf(rows: readonly SweepRow[], state: Cell['state']) {
  return sides.flatMap((side) => {
    const row = rows.find((each) => each[side].state === state);
    return row ? [{ side, size: row.point.size, note: row[side].note }] : [];
  });
}
