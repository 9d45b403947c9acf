/** Two kept trials side by side: what is the same, what differs. */
import type { Ceilings, Stats, TrialReport } from '../../../engine/api';
import type { Draft } from '../../../state/draft';
import type { KeptItem } from '../../../state/kept-item';
import { jsonText } from '../../../state/plain-json';
import {
  formatDuration,
  formatNumber,
  formatRatio,
  formatSpread,
  formatUlp,
} from '../../units';
import { browserOf, formatWhen } from './facts';

export type RunItem = Extract<KeptItem, { kind: 'run' }>;

/** A file, or the shelf: its trials and the roofs that belong to them. */
export interface Side {
  readonly label: string;
  readonly runs: readonly RunItem[];
  readonly ceilings: readonly Ceilings[];
}

export interface Row {
  readonly title: string;
  readonly cells: readonly [string, string];
}
export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

export const sideOf = (label: string, items: readonly KeptItem[]): Side => ({
  label,
  runs: items.filter((item): item is RunItem => item.kind === 'run'),
  ceilings: items.flatMap((item) =>
    item.kind === 'ceilings' ? [item.ceilings] : [],
  ),
});

/** The parts of the problem that differ, in words; empty where none does. */
export function problemDifferences(a: TrialReport, b: TrialReport): string[] {
  const parts = {
    op: [a.op, b.op],
    shapes: [a.shapes, b.shapes],
    options: [a.options, b.options],
    seed: [a.seed, b.seed],
  };
  return Object.entries(parts)
    .filter(([, [left, right]]) => ordered(left) !== ordered(right))
    .map(([name]) => name);
}

/** The first two of the same problem; the first of each where there are none. */
export function firstPair(left: Side, right: Side): [number, number] {
  for (const [i, { report }] of left.runs.entries())
    for (const [j, other] of right.runs.entries())
      if (problemDifferences(report, other.report).length === 0) return [i, j];
  return [0, 0];
}

export function groupsOf(
  runs: readonly [RunItem, RunItem],
  roofs: readonly [Ceilings | null, Ceilings | null],
): Group[] {
  const row = (title: string, read: (run: RunItem) => string): Row => ({
    title,
    cells: [read(runs[0]), read(runs[1])],
  });
  const roofRow = (title: string, read: (roofs: Ceilings) => string): Row => ({
    title,
    cells: [
      roofs[0] ? read(roofs[0]) : 'not kept',
      roofs[1] ? read(roofs[1]) : 'not kept',
    ],
  });
  return [
    {
      title: 'Device',
      rows: [
        row('Adapter', ({ report }) => report.adapter),
        row('Kind', ({ report }) =>
          report.software ? 'software: not a GPU’s speed' : 'hardware',
        ),
        row('Browser', ({ device }) =>
          device ? browserOf(device.userAgent) : 'not known',
        ),
        row('Measured', ({ report }) => formatWhen(report.measuredAt)),
        row('Clock', ({ report }) => report.ab?.clock.source ?? 'not timed'),
      ],
    },
    {
      title: 'Problem',
      rows: [
        row('Op', ({ report }) => report.op),
        row('Kernel', ({ report }) => report.kernel),
        row('Shapes', ({ report }) => listed(report.shapes)),
        row('Options', ({ report }) => listed(report.options)),
        row('Seed', ({ report }) => String(report.seed)),
        row('Constants', ({ report }) => listed(report.constants)),
      ],
    },
    { title: 'Text', rows: textRows(runs[0].draft, runs[1].draft) },
    {
      title: 'Result',
      rows: [
        row('Outcome', ({ report }) => report.outcome),
        row('Check', ({ report: { check } }) =>
          check
            ? `${formatUlp(check.maxUlp)} of ${formatUlp(check.allowedUlp)} ULP`
            : 'none',
        ),
        row('Original', ({ report }) => timeText(report.ab?.original)),
        row('Edited', ({ report }) => timeText(report.ab?.edited)),
        row('Ratio', ({ report: { ab } }) =>
          ab
            ? `${formatRatio(ab.ratio.median)} (${formatSpread(ab.ratio.p20, ab.ratio.p80)})`
            : 'not timed',
        ),
        row('Pairs', ({ report }) => String(report.ab?.n ?? 0)),
      ],
    },
    {
      title: 'Roofs',
      rows: [
        roofRow('f32, GFLOP/s', ({ gpu }) =>
          gpu ? formatNumber(gpu.gflops.f32) : 'no GPU',
        ),
        roofRow('Memory, GB/s', ({ gpu }) =>
          gpu ? formatNumber(gpu.gbps.memory) : 'no GPU',
        ),
      ],
    },
  ];
}

const timeText = (stats: Stats | undefined) =>
  stats
    ? `${formatDuration(stats.medianMs)} (${formatSpread(stats.p20Ms, stats.p80Ms)})`
    : 'not timed';

const listed = (table: Readonly<Record<string, unknown>>): string =>
  Object.entries(table)
    .map(([name, value]) =>
      Array.isArray(value)
        ? `${name} ${value.join('×')}`
        : `${name} ${jsonText(value).replaceAll('"', '')}`,
    )
    .join(', ') || 'none';

/** Tables are the same whatever the order of their keys. */
const ordered = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? jsonText(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : jsonText(value);

/** One row for each text that is edited on a side. */
function textRows(left: Draft, right: Draft): Row[] {
  const [a, b] = [textsOf(left), textsOf(right)];
  const files = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  if (files.length === 0)
    return [{ title: 'Edited', cells: ['nothing', 'nothing'] }];
  return files.map((file) => ({
    title: file,
    cells: [textCell(a[file], b[file]), textCell(b[file], a[file])],
  }));
}

const textsOf = (draft: Draft): Readonly<Record<string, string | undefined>> =>
  draft.kind === 'free' ? { program: draft.code } : draft.sources;

function textCell(own: string | undefined, other: string | undefined): string {
  if (own === undefined) return 'the original';
  if (other === undefined) return 'edited';
  if (own === other) return 'the same text';
  const left = new Map<string, number>();
  for (const line of other.split('\n'))
    left.set(line, (left.get(line) ?? 0) + 1);
  let alone = 0;
  for (const line of own.split('\n')) {
    const more = left.get(line) ?? 0;
    if (more === 0) alone++;
    else left.set(line, more - 1);
  }
  return `${alone} ${alone === 1 ? 'line' : 'lines'} of its own`;
}
