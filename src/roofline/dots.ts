/** A measured run as a dot: where it stands and how far from its roof. */
import type { Backend, BenchReport } from '../engine/api';
import { ops } from '../ops';
import type { Bound, Options } from '../ops/op';
import { formatHash } from '../state/url';
import { roofFor } from './ceiling-roofs';
import { attainable, boundOf, type Roof } from './roof';

/** A report with what the reader calls it and the link that opens it. */
export interface Run {
  readonly report: BenchReport;
  /** "block 1 depthwise 3×3, 32 @112", or the shapes in words. */
  readonly title: string;
  /** The network whose layer it is; '' for a layer of one's own. */
  readonly network: string;
  /** The Bench page's link state. */
  readonly query: Readonly<Record<string, string>>;
}

/** What of a report says where its dot stands. */
export type Placed = Pick<
  BenchReport,
  | 'op'
  | 'backend'
  | 'kernel'
  | 'cost'
  | 'kernelMs'
  | 'throughputMs'
  | 'check'
  | 'shapes'
  | 'options'
  | 'adapter'
>;

export interface Dot {
  readonly id: string;
  readonly op: string;
  readonly label: string;
  readonly network: string;
  readonly backend: Backend;
  readonly kernel: string;
  /** Equal for equal op, shapes and options. */
  readonly problem: string;
  /** Place among the op's kernels, simplest first. */
  readonly rung: number;
  /** FLOP per compulsory byte: each input and output moved once. */
  readonly intensity: number;
  /** FLOP per byte if every operand were fetched anew. */
  readonly intensityNoReuse: number;
  readonly gflops: number;
  readonly ms: number;
  /** The kernel's own time was below the clock: many runs, divided. */
  readonly fromThroughput: boolean;
  readonly workingSetBytes: number;
  /** Of what the roof allows at this intensity; null without a roof. */
  readonly share: number | null;
  /** null: not compared with the oracle. */
  readonly verified: boolean | null;
  /** What the op itself would try next under this roof. */
  readonly hint: string | null;
  readonly href: string;
}

export const dotsOf = (runs: readonly Run[], roofs: readonly Roof[]): Dot[] =>
  runs.flatMap((run) => dotOf(run, roofFor(roofs, run.report.backend)) ?? []);

/** Of what the roof allows at this intensity; null without a roof. */
export function shareOf(
  { cost, kernelMs, throughputMs }: Placed,
  roof: Roof | null,
): number | null {
  if (!roof) return null;
  const gflops = cost.flops / (kernelMs ?? throughputMs).medianMs / 1e6;
  const intensity = cost.flops / (cost.bytesRead + cost.bytesWritten);
  return gflops / attainable(roof, intensity);
}

/** null for work without arithmetic or without a time: no place on a log. */
export function dotOf(
  run: Omit<Run, 'report'> & { readonly report: Placed },
  roof: Roof | null,
): Dot | null {
  const { report } = run;
  const { op, backend, kernel, cost, kernelMs, throughputMs, check } = report;
  const ms = (kernelMs ?? throughputMs).medianMs;
  const workingSetBytes = cost.bytesRead + cost.bytesWritten;
  const intensity = cost.flops / workingSetBytes;
  const gflops = cost.flops / ms / 1e6;
  if (!isPlace(intensity) || !isPlace(gflops)) return null;
  return {
    id: runId(report),
    op,
    label: run.title,
    network: run.network,
    backend,
    kernel,
    problem: problemId(report),
    rung: rungOf(report),
    intensity,
    intensityNoReuse: cost.flops / Math.max(cost.bytesNoReuse, workingSetBytes),
    gflops,
    ms,
    fromThroughput: kernelMs === null,
    workingSetBytes,
    share: shareOf(report, roof),
    verified: check && check.ok,
    hint: roof && hintOf(report, boundOf(roof, intensity)),
    href: formatHash('bench', { ...run.query, kernel: rowId(report) }),
  };
}

export const problemId = ({
  op,
  shapes,
  options,
}: Pick<Placed, 'op' | 'shapes' | 'options'>): string =>
  JSON.stringify([op, shapes, options]);

/** The Bench page's name for a kernel's row; the oracle has one of its own. */
export const rowId = ({ backend, kernel }: Placed): string =>
  backend === 'reference' ? 'reference/reference' : `${backend}/${kernel}`;

/** A kernel measured again on the same problem replaces its dot. */
export const runId = <R extends Placed>(report: R): string =>
  [rowId(report), problemId(report), report.adapter].join(' ');

const isPlace = (value: number) => Number.isFinite(value) && value > 0;

/** Kept runs may be of an op or a kernel that this version no longer has. */
const rungOf = ({ op: id, backend, kernel }: Placed): number => {
  const kernels = ops.find((op) => op.id === id)?.kernels ?? [];
  const rung = kernels.findIndex(
    (candidate) => candidate.id === kernel && candidate.backend === backend,
  );
  return rung < 0 ? kernels.length : rung;
};

function hintOf(report: Placed, bound: Bound): string | null {
  const op = ops.find(({ id }) => id === report.op);
  const options = report.options as Options;
  return op?.hint?.(report.shapes, options, bound) ?? null;
}
