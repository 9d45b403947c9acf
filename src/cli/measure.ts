/** Runs the presets of ops through bench(), the CPU baseline first. */
import type { BenchReport, Engine, OpInfo } from '../engine/api';
import { elementCount } from '../ops/tensor';

export interface BenchRequest {
  /** Ids; absent means all. */
  op?: string;
  preset?: string;
  quick: boolean;
}
export interface BenchRow {
  op: string;
  preset: string;
  backend: string;
  kernel: string;
  report: BenchReport | null;
  /** Times as fast as the fastest WASM kernel on this preset. */
  speedup: number | null;
  /** Why there is no report. */
  unsupported: boolean;
  message: string;
}

type Preset = OpInfo['presets'][number];

const quickPresets = 3;
const quickBudgetMs = 60;

export async function runBench(
  engine: Engine,
  { op: opId, preset: presetId, quick }: BenchRequest,
  onRow: (row: BenchRow) => void | Promise<void>,
): Promise<void> {
  const all = await engine.ops();
  const ops = all.filter(({ id }) => !opId || id === opId);
  if (ops.length === 0)
    throw new Error(`op ${opId}: choose one of ${ids(all)}.`);
  const presets = ops.flatMap((op) => op.presets);
  if (presetId && !presets.some(({ id }) => id === presetId))
    throw new Error(`preset ${presetId}: choose one of ${ids(presets)}.`);
  const { gpu } = await engine.device();
  for (const op of ops)
    for (const preset of chosen(op.presets, presetId, quick))
      await benchPreset(engine, op, gpu, preset, quick, onRow);
}

async function benchPreset(
  engine: Engine,
  op: OpInfo,
  gpu: boolean,
  preset: Preset,
  quick: boolean,
  onRow: (row: BenchRow) => void | Promise<void>,
): Promise<void> {
  const wasm = op.kernels.filter(({ backend }) => backend === 'wasm');
  const rows: BenchRow[] = [];
  for (const kernel of wasm)
    rows.push(await benchKernel(engine, op, preset, kernel, quick));
  const times = rows.flatMap(({ report }) => (report ? [runMs(report)] : []));
  const baselineMs = times.length > 0 ? Math.min(...times) : null;
  const tell = (row: BenchRow) =>
    onRow({
      ...row,
      speedup:
        row.report && baselineMs !== null
          ? baselineMs / runMs(row.report)
          : null,
    });
  for (const row of rows) await tell(row);
  if (!gpu) return;
  for (const kernel of op.kernels)
    if (kernel.backend === 'webgpu')
      await tell(await benchKernel(engine, op, preset, kernel, quick));
}

async function benchKernel(
  engine: Engine,
  op: OpInfo,
  { id: preset, shapes, options }: Preset,
  { id: kernel, backend }: OpInfo['kernels'][number],
  quick: boolean,
): Promise<BenchRow> {
  const row = { op: op.id, preset, backend, kernel, speedup: null };
  try {
    const report = await engine.bench(op.id, {
      ...{ shapes, options, backend, kernel },
      ...(quick && { budgetMs: quickBudgetMs }),
    });
    return { ...row, report, unsupported: false, message: '' };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return {
      ...row,
      report: null,
      unsupported: code === 'unsupported',
      message,
    };
  }
}

/** The kernel's own time where there is a clock for it. */
export const runMs = ({ kernelMs, throughputMs }: BenchReport): number =>
  (kernelMs ?? throughputMs).medianMs;

/** Quick means the cheapest few, in their own order. */
function chosen(
  presets: readonly Preset[],
  id: string | undefined,
  quick: boolean,
): readonly Preset[] {
  if (id) return presets.filter((preset) => preset.id === id);
  if (!quick) return presets;
  const cheapest = [...presets].sort((a, b) => size(a) - size(b));
  const kept = new Set(cheapest.slice(0, quickPresets));
  return presets.filter((preset) => kept.has(preset));
}

/** Grows with the work: elements of one input per element of another. */
const size = ({ shapes }: Preset): number =>
  Object.values(shapes).reduce((work, shape) => work * elementCount(shape), 1);

const ids = (items: readonly { id: string }[]) =>
  items.map(({ id }) => id).join(', ');
