/** The table's rows: what can run, what ran, and which figure says it. */
import { RidgepointError, type ErrorCode } from '../../errors';
import type { Backend, BenchReport, DeviceReport } from '../../engine/api';
import { contenderName } from '../../engine/tuner/name';
import type { DeviceTraits, Op, Problem } from '../../ops/op';

export type RowState =
  'ready' | 'waiting' | 'running' | 'done' | 'failed' | 'unsupported';

export interface KernelRow {
  /** `webgpu/naive`: two backends may share a kernel's name. */
  readonly id: string;
  readonly backend: Backend;
  readonly kernel: string;
  readonly title: string;
  readonly idea: string;
  readonly state: RowState;
  /** Why it cannot run or what went wrong. */
  readonly note: string;
  readonly code?: ErrorCode;
  readonly report: BenchReport | null;
}

export const backendNames: Readonly<Record<Backend, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WASM',
  reference: 'Oracle',
};

export const oracleId = 'reference/reference';

/** Every kernel of the op on this device, the oracle last. */
export function rowsFor(
  op: Op,
  { shapes, options }: Problem,
  device: DeviceReport,
): KernelRow[] {
  const kernels = op.kernels.map((kernel): KernelRow => {
    const reason =
      kernel.backend === 'webgpu' && !device.gpu
        ? 'No WebGPU here.'
        : notForThis(kernel.supports(shapes, options, device));
    return {
      id: `${kernel.backend}/${kernel.id}`,
      backend: kernel.backend,
      kernel: kernel.id,
      title: kernel.title,
      idea: kernel.idea,
      state: reason === true ? 'ready' : 'unsupported',
      note: reason === true ? '' : reason,
      report: null,
    };
  });
  const oracle: KernelRow = {
    id: oracleId,
    backend: 'reference',
    kernel: 'reference',
    title: 'float64 loops',
    idea: 'Plain loops with float64 sums: what every kernel is checked against.',
    state: 'ready',
    note: '',
    report: null,
  };
  return [...kernels, oracle];
}

const notForThis = (reason: true | string) =>
  reason === true || `Not for this layer: ${reason}.`;

/**
 * The order of measuring: the kernels the op prefers come first, so that the
 * answer at the top stands early; the rest of the table follows.
 */
export function runOrder(
  rows: readonly KernelRow[],
  op: Op,
  { shapes, options }: Problem,
  device: DeviceTraits,
): KernelRow[] {
  const preferred = op.prefer(shapes, options, device);
  const place = ({ kernel }: KernelRow) => {
    const index = preferred.indexOf(kernel);
    return index < 0 ? preferred.length : index;
  };
  const of = (backend: Backend) =>
    rows
      .filter((row) => row.backend === backend && row.state !== 'unsupported')
      .toSorted((a, b) => place(a) - place(b));
  const [gpu, cpu] = [of('webgpu'), of('wasm')];
  return [
    ...gpu.slice(0, 1),
    ...cpu.slice(0, 1),
    ...gpu.slice(1),
    ...cpu.slice(1),
    ...of('reference'),
  ];
}

/** The kernel with the constants it ran with: "quad 16". */
export const nameOf = ({ kernel, title, backend, report }: KernelRow) =>
  backend === 'reference'
    ? title
    : contenderName(kernel, report?.constants ?? {});

/** The time a row is compared by: the kernel's own where the clock allows. */
export const timeMs = ({ kernelMs, throughputMs }: BenchReport): number =>
  (kernelMs ?? throughputMs).medianMs;

/** 10^9 per second from a count and milliseconds. */
export const gigaPerSecond = (count: number, ms: number): number =>
  count / ms / 1e6;

/** The fastest verified kernel of a backend. */
export function fastest(
  rows: readonly KernelRow[],
  backend: Backend,
): KernelRow | null {
  return (
    measured(rows)
      .filter(
        ({ row, report }) =>
          row.backend === backend && report.check?.ok !== false,
      )
      .reduce<{ row: KernelRow; ms: number } | null>(
        (best, { row, report }) => {
          const ms = timeMs(report);
          return best && best.ms <= ms ? best : { row, ms };
        },
        null,
      )?.row ?? null
  );
}

/** Backends together; within one, the fastest on top and the rest after. */
export function sortRows(rows: readonly KernelRow[]): KernelRow[] {
  const backends: readonly Backend[] = ['webgpu', 'wasm', 'reference'];
  const place = ({ report, state }: KernelRow) =>
    report ? timeMs(report) : state === 'unsupported' ? 2e300 : 1e300;
  return rows.toSorted(
    (a, b) =>
      backends.indexOf(a.backend) - backends.indexOf(b.backend) ||
      Math.sign(place(a) - place(b)),
  );
}

export const failureOf = (
  error: unknown,
): Pick<KernelRow, 'note' | 'code'> => ({
  note: error instanceof Error ? error.message : String(error),
  ...(error instanceof RidgepointError ? { code: error.code } : {}),
});

const measured = (rows: readonly KernelRow[]) =>
  rows.flatMap((row) => (row.report ? [{ row, report: row.report }] : []));
