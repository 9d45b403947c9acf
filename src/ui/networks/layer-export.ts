/** The layer table as a file: a row for each layer of each network. */
import type { DeviceReport } from '../../engine/api';
import { csvOf, type Cell } from '../../state/export';
import type { Figures, LayerFigures } from './figures';
import { paperOf } from './totals';

type Row = LayerFigures & { readonly of: Figures };

const columns: Readonly<Record<string, (row: Row) => Cell>> = {
  network: ({ of }) => of.promise.subject.entry.id,
  parameters: ({ of }) => JSON.stringify(of.promise.subject.parameters),
  backend: ({ of }) => of.promise.subject.backend,
  switches: ({ of }) =>
    Object.entries(of.promise.subject.switches)
      .filter(([, on]) => on)
      .map(([id]) => id)
      .join(' '),
  layer: (row) => row.name,
  op: (row) => row.op,
  kind: (row) => row.kind,
  gpu_or_wasm_kernel: (row) => row.kernel,
  window: (row) => row.window?.join('x'),
  stride: (row) => row.stride,
  dilation: (row) => row.dilation,
  groups: (row) => row.groups,
  input: (row) => row.input.join('x'),
  output: (row) => row.output.join('x'),
  receptive_field: (row) => row.receptive?.join('x'),
  macs: (row) => row.macs,
  flops: (row) => row.flops,
  params: (row) => row.params,
  bytes_read: (row) => row.bytesRead,
  bytes_written: (row) => row.bytesWritten,
  intensity_flop_per_byte: (row) => row.intensity,
  bound_by: (row) => row.bound,
  roofline_ms: (row) => row.predictedMs,
  measured_ms: (row) => row.measuredMs,
  of_roof: (row) => row.ofRoof,
  share_of_time: (row) => row.share,
  whole_run_ms: ({ of }) => of.measuredMs,
  runs: ({ of }) => of.result?.runs,
  measured_at: ({ of }) => of.result?.measuredAt,
  fused: (row) => row.fused.join('; '),
};

export const layersCsv = (all: readonly Figures[]): string =>
  csvOf(
    columns,
    all.flatMap((of) => of.layers.map((layer) => ({ ...layer, of }))),
  );

export const networksJson = (
  link: string,
  device: DeviceReport | null,
  all: readonly Figures[],
): string =>
  `${JSON.stringify(
    {
      product: 'Ridgepoint',
      link,
      device,
      networks: all.map(({ promise, layers, roof, result, ...rest }) => ({
        network: promise.subject.entry.id,
        parameters: promise.subject.parameters,
        backend: promise.subject.backend,
        switches: promise.subject.switches,
        published: promise.published,
        paper: paperOf(promise),
        ...{ roof, ...rest, layers },
        memory: result?.memory,
        times: result?.times,
        runs: result?.runs,
        measuredAt: result?.measuredAt,
      })),
    },
    null,
    2,
  )}\n`;
