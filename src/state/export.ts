/** Measurements as files: JSON keeps everything, CSV one row per kernel. */
import type { BenchReport, DeviceReport } from '../engine/api';

export interface Export {
  readonly link: string;
  readonly device: DeviceReport | null;
  readonly reports: readonly BenchReport[];
}

export const toJson = ({ link, device, reports }: Export): string =>
  `${JSON.stringify({ product: 'Ridgepoint', link, device, reports }, null, 2)}\n`;

export type Cell = string | number | boolean | null | undefined;
const columns: Readonly<Record<string, (report: BenchReport) => Cell>> = {
  op: (r) => r.op,
  backend: (r) => r.backend,
  kernel: (r) => r.kernel,
  kernel_ms: (r) => r.kernelMs?.medianMs,
  kernel_p20_ms: (r) => r.kernelMs?.p20Ms,
  kernel_p80_ms: (r) => r.kernelMs?.p80Ms,
  throughput_ms: (r) => r.throughputMs.medianMs,
  end_to_end_ms: (r) => r.endToEndMs.medianMs,
  first_run_ms: (r) => r.firstRunMs,
  upload_ms: (r) => r.uploadMs.medianMs,
  readback_ms: (r) => r.readbackMs.medianMs,
  batch: (r) => r.batch,
  clock: (r) => r.clock.source,
  clock_resolution_ms: (r) => r.clock.resolutionMs,
  macs: (r) => r.cost.macs,
  params: (r) => r.cost.params,
  bytes_read: (r) => r.cost.bytesRead,
  bytes_written: (r) => r.cost.bytesWritten,
  verified: (r) => r.check?.ok,
  max_ulp: (r) => r.check?.maxUlp,
  allowed_ulp: (r) => r.check?.allowedUlp,
  seed: (r) => r.seed,
  shapes: (r) => JSON.stringify(r.shapes),
  options: (r) => JSON.stringify(r.options),
  adapter: (r) => r.adapter,
  page_hidden: (r) => r.hidden ?? false,
  measured_at: (r) => r.measuredAt,
};

export const toCsv = ({ reports }: Pick<Export, 'reports'>): string =>
  csvOf(columns, reports);

/** A heading line, then a line for each item. */
export const csvOf = <T>(
  columns: Readonly<Record<string, (item: T) => Cell>>,
  items: readonly T[],
): string =>
  [
    Object.keys(columns),
    ...items.map((item) => Object.values(columns).map((read) => read(item))),
  ]
    .map((row) => `${row.map(csvCell).join(',')}\n`)
    .join('');

/** RFC 4180: quotes around what holds a comma, a quote or a line end. */
function csvCell(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
