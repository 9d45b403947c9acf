/** How time grows with the number of boxes: what is swept and what it says. */
import type { DeviceReport } from '../../engine/api';
import { opById } from '../../ops';
import type { Sweep } from '../../ops/op';
import { sweepPoint, type SweepPoint } from '../../ops/sweep';
import { baseWorkload } from '../../state/url';
import type { SweepPlan } from '../breakeven/state';
import { analyse, type SweepRow } from '../breakeven/rows';
import { formatCount, formatDuration, formatRatio } from '../units';

/** 10 … 100,000. */
const values = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000];

const boxSweep: Sweep = {
  id: 'boxes',
  label: 'Boxes',
  unit: 'boxes',
  values,
  at: (workload, n) => ({ ...workload, n }),
  describe: ({ n }) => `${formatCount(n as number)} boxes`,
};

/** `iou` as on the page; the boxes are the op's own, clustered and seeded. */
export function sweepPlan(opId: 'nms' | 'batchedNms', iou: number): SweepPlan {
  const op = opById(opId);
  const workload = { ...baseWorkload(op, null), iou };
  return {
    op,
    presetId: '',
    sweep: boxSweep,
    problems: [],
    workload,
    points: values
      .map((n) => sweepPoint(op, boxSweep, workload, n))
      .filter((point): point is SweepPoint => point !== null),
    key: `${opId} ${iou}`,
  };
}

/** Pairs that n boxes make → n, in the op's own way of counting them. */
export function boxesOfPairs({ points }: SweepPlan, pairs: number): number {
  const { value, cost } = points[points.length - 1];
  return Math.max(1, Math.round(value * Math.sqrt(pairs / cost.macs)));
}

/** Rounded to what the measurement bears: 2 400, not 2 387. */
const roughly = (n: number) => formatCount(Number(n.toPrecision(2)));

export interface SweepAnswer {
  readonly big: string;
  readonly sentence: string;
}

export function sweepAnswer(
  plan: SweepPlan,
  rows: readonly SweepRow[],
  device: DeviceReport,
): SweepAnswer | null {
  const { result, cpu, gpu } = analyse(rows).endToEnd;
  const last = rows.findLast((row) => row.cpu.report && row.gpu.report);
  if (!device.gpu)
    return cpu && { big: 'CPU only', sentence: device.reason ?? '' };
  if (result.kind === 'unknown' || !last) return null;
  const size = last.point.size;
  const spent = gpu
    ? `a call costs ${formatDuration(gpu.overheadMs)} before the first pair`
    : '';
  if (result.kind === 'crossing') {
    const big = `${roughly(boxesOfPairs(plan, result.work))} boxes`;
    return {
      big,
      sentence:
        result.below === 'cpu'
          ? `Below ${big} the CPU wins, from there on the GPU: ${spent} there.`
          : `Below ${big} the GPU wins, from there on the CPU.`,
    };
  }
  const times = formatRatio(result.ratio);
  return result.winner === 'gpu'
    ? {
        big: 'GPU at every size',
        sentence: `At ${size} it is ${times} faster, upload and readback included.`,
      }
    : {
        big: 'CPU at every size',
        sentence: device.software
          ? `On this software adapter the "GPU" is the processor itself, ${times} slower at ${size}.`
          : `On the GPU ${spent}, and at ${size} it is still ${times} slower.`,
      };
}
