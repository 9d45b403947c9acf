/** A comparison as a file: one row per form and layer. */
import type { DeviceReport } from '../../engine/api';
import { csvOf } from '../../state/export';
import { outcomeOf, type SavingsRun } from './outcome';
import { partsOf } from './parts';
import { variantIds, type Plan } from './plan';
import { sumOf } from './layers';

interface Row {
  readonly form: string;
  readonly layer: string;
  readonly kernels: string;
  readonly macs: number;
  readonly bytes: number;
  readonly ms: number | null;
  readonly p20Ms: number | null;
  readonly p80Ms: number | null;
  readonly wholeMs: number | null;
  readonly rounds: number | null;
}

const layerRow = { p20Ms: null, p80Ms: null, wholeMs: null, rounds: null };

export function rowsOf(plan: Plan, run: SavingsRun): Row[] {
  return variantIds.flatMap((id) => {
    const figure = outcomeOf(plan, run, id)?.[id];
    if (!figure) return [];
    const { variant, kernels, ms, wholeMs, layerMs } = figure;
    const { macs, bytes } = sumOf(variant.layers);
    const names = (kind?: string) =>
      [
        ...new Set(
          kernels.filter(
            (_, i) => kind === undefined || variant.layers[i].kind === kind,
          ),
        ),
      ].join(' ');
    return [
      {
        ...{ form: variant.title, layer: '', kernels: names(), macs, bytes },
        ...{ ms: ms.medianMs, p20Ms: ms.p20Ms, p80Ms: ms.p80Ms },
        ...{ wholeMs: wholeMs.medianMs, rounds: ms.n },
      },
      ...partsOf(variant.layers, layerMs, null).map((part) => ({
        ...{ form: variant.title, layer: part.kind, kernels: names(part.kind) },
        ...{ macs: part.macs, bytes: part.bytes, ms: part.ms, ...layerRow },
      })),
    ];
  });
}

export const savingsCsv = (plan: Plan, run: SavingsRun): string =>
  csvOf<Row>(
    {
      comparison: () => plan.title,
      form: (r) => r.form,
      layer: (r) => r.layer,
      kernels: (r) => r.kernels,
      macs: (r) => r.macs,
      bytes: (r) => r.bytes,
      ms: (r) => r.ms,
      p20_ms: (r) => r.p20Ms,
      p80_ms: (r) => r.p80Ms,
      whole_run_ms: (r) => r.wholeMs,
      rounds: (r) => r.rounds,
      promised: () => plan.promise.ratio,
      backend: () => run.backend,
      adapter: () => run.adapter,
      measured_at: () => run.measuredAt,
    },
    rowsOf(plan, run),
  );

export const savingsJson = (
  plan: Plan,
  run: SavingsRun,
  link: string,
  device: DeviceReport | null,
): string => {
  const { title, promise, settings } = plan;
  return `${JSON.stringify(
    { product: 'Ridgepoint', link, device, title, promise, settings, run },
    null,
    2,
  )}\n`;
};
