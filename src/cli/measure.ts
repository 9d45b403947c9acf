/** Runs the presets of ops through bench(), the CPU baseline first. */
import type { BenchReport, DeviceReport, Engine, OpInfo } from '../engine/api';
import { opById } from '../ops';
import { roofFor, roofsOf } from '../roofline/ceiling-roofs';
import { shareOf } from '../roofline/dots';
import type { Roof } from '../roofline/roof';

export interface BenchRequest {
  /** Ids; absent means all. */
  op?: string;
  preset?: string;
  kernel?: string;
  quick: boolean;
  /** Longest race for a row, in milliseconds; the engine's default if absent. */
  tuneMs?: number;
  /** Race again even where a choice is remembered. */
  retune?: boolean;
  /** What the rows are held against; none where they were not measured. */
  roofs?: readonly Roof[];
}
export interface BenchRow {
  op: string;
  preset: string;
  backend: string;
  kernel: string;
  /** The kernel was not named: this is the tuner's choice among all. */
  tuned: boolean;
  report: BenchReport | null;
  /** Times as fast as the fastest WASM kernel on this preset. */
  speedup: number | null;
  /** Of what the roof allows at the kernel's intensity. */
  ofRoof: number | null;
  /** Why there is no report. */
  unsupported: boolean;
  message: string;
}

type Preset = OpInfo['presets'][number];

const quickBudgetMs = 60;
const quickTuneMs = 200;

/** A quick look at the roofs; none where they cannot be measured. */
export async function benchRoofs(engine: Engine): Promise<Roof[]> {
  try {
    return roofsOf(await engine.ceilings({ quick: true }));
  } catch (error) {
    if ((error as { code?: string }).code === 'unsupported') return [];
    throw error;
  }
}

export async function runBench(
  engine: Engine,
  request: BenchRequest,
  onRow: (row: BenchRow) => void | Promise<void>,
): Promise<void> {
  const { op: opId, preset: presetId, roofs = [] } = request;
  const all = await engine.ops();
  const ops = all.filter(({ id }) => !opId || id === opId);
  if (ops.length === 0)
    throw new Error(`op ${opId}: choose one of ${ids(all)}.`);
  const presets = ops.flatMap((op) => op.presets);
  if (presetId && !presets.some(({ id }) => id === presetId))
    throw new Error(`preset ${presetId}: choose one of ${ids(presets)}.`);
  const device = await engine.device();
  for (const op of ops)
    for (const preset of chosen(op, device, request))
      await benchPreset(
        engine,
        withKernel(op, request),
        device.gpu,
        preset,
        request,
        (row) => onRow({ ...row, ofRoof: shareOfRoof(row, roofs) }),
      );
}

/** The op with one of its kernels only, where one is asked for. */
function withKernel(op: OpInfo, { kernel }: BenchRequest): OpInfo {
  if (!kernel) return op;
  const named = op.kernels.filter(({ id }) => id === kernel);
  if (named.length === 0)
    throw new Error(`kernel ${kernel}: choose one of ${ids(op.kernels)}.`);
  return { ...op, kernels: named };
}

const shareOfRoof = ({ report }: BenchRow, roofs: readonly Roof[]) =>
  report && shareOf(report, roofFor(roofs, report.backend));

async function benchPreset(
  engine: Engine,
  op: OpInfo,
  gpu: boolean,
  preset: Preset,
  request: BenchRequest,
  onRow: (row: BenchRow) => void | Promise<void>,
): Promise<void> {
  const wasm = op.kernels.filter(({ backend }) => backend === 'wasm');
  const rows: BenchRow[] = [];
  for (const kernel of wasm)
    rows.push(await benchKernel(engine, op, preset, kernel, request));
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
  // First, as for a visitor: nothing is compiled yet.
  if (!request.kernel)
    await tell(await benchKernel(engine, op, preset, tunersChoice, request));
  for (const kernel of op.kernels)
    if (kernel.backend === 'webgpu')
      await tell(await benchKernel(engine, op, preset, kernel, request));
}

const tunersChoice = { id: undefined, backend: 'webgpu' } as const;

async function benchKernel(
  engine: Engine,
  op: OpInfo,
  { id: preset, shapes, options }: Preset,
  { id: kernel, backend }: OpInfo['kernels'][number] | typeof tunersChoice,
  { quick, tuneMs = quick ? quickTuneMs : undefined, retune }: BenchRequest,
): Promise<BenchRow> {
  const row = {
    op: op.id,
    preset,
    backend,
    kernel: kernel ?? "tuner's choice",
    tuned: kernel === undefined,
    speedup: null,
    ofRoof: null,
  };
  try {
    const report = await engine.bench(op.id, {
      ...{ shapes, options, backend, kernel, tuneMs, retune },
      ...(quick && { budgetMs: quickBudgetMs }),
    });
    return {
      ...row,
      kernel: report.kernel,
      report,
      unsupported: false,
      message: '',
    };
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

function chosen(
  op: OpInfo,
  device: DeviceReport,
  { preset: id, quick }: BenchRequest,
): readonly Preset[] {
  if (id) return op.presets.filter((preset) => preset.id === id);
  return quick ? cheapest(op, device) : op.presets;
}

/** For each set of kernels that can run together, the preset of least work. */
function cheapest({ id, presets }: OpInfo, device: DeviceReport): Preset[] {
  const op = opById(id);
  const best = new Map<string, { preset: Preset; macs: number }>();
  for (const preset of presets) {
    const options = op.options(preset.options);
    const { macs } = op.cost(preset.shapes, options);
    const runners = op.kernels
      .filter(
        (kernel) => kernel.supports(preset.shapes, options, device) === true,
      )
      .map((kernel) => kernel.id)
      .join();
    if (macs < (best.get(runners)?.macs ?? Infinity))
      best.set(runners, { preset, macs });
  }
  return [...best.values()].map(({ preset }) => preset);
}

const ids = (items: readonly { id: string }[]) =>
  items.map(({ id }) => id).join(', ');
