/** How time grows with the number of boxes: what is swept and what it says. */
import type { DeviceReport, Engine } from '../../engine/api';
import { opById } from '../../ops';
import type { Sweep } from '../../ops/op';
import type { SweepPoint } from '../../ops/sweep';
import type { SweepPlan } from '../breakeven/state';
import { analyse, type SweepRow } from '../breakeven/rows';
import { formatCount, formatDuration, formatRatio } from '../units';
import { generate } from './generate';
import { writeLink, type Settings } from './link';
import { callOf, opOf, rulesOf } from './outcome';

/** 10 … 100,000. */
const values = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000];

const describe = (n: number) => `${formatCount(n)} boxes`;

const boxSweep: Sweep = {
  id: 'boxes',
  label: 'Boxes',
  unit: 'boxes',
  values,
  at: (workload, n) => ({ ...workload, n }),
  describe: ({ n }) => describe(n as number),
};

/** The page's own call, with n boxes of its own recipe. */
const callAt = (settings: Settings, n: number) =>
  callOf(generate({ ...settings, n }), rulesOf(settings), settings.score).call;

export function sweepPlan(settings: Settings): SweepPlan {
  const rules = rulesOf(settings);
  const op = opById(opOf(rules));
  const options = op.options(callAt(settings, 0).options ?? {});
  const points = values.map((value): SweepPoint => {
    const shapes = Object.fromEntries(
      op.inputs.map(({ name }) => [
        name,
        name === 'boxes' ? [value, 4] : [value],
      ]),
    );
    const cost = op.cost(shapes, options);
    return { value, size: describe(value), problem: { shapes, options }, cost };
  });
  const { n: _, on: __, boxes: ___, ...counted } = writeLink(settings);
  return {
    ...{ op, presetId: '', sweep: boxSweep, problems: [], workload: {} },
    points,
    key: JSON.stringify(counted),
  };
}

/** Measures each size with the page's boxes in place of the op's own. */
export function withScenes(engine: Engine, settings: Settings): Engine {
  const bench: Engine['bench'] = (op, call) => {
    const n = call?.shapes?.boxes[0] ?? 0;
    return engine.bench(op, { ...call, inputs: callAt(settings, n).inputs });
  };
  return Object.assign(Object.create(engine) as Engine, { bench });
}

/** What is swept, in words. */
export const sweepText = ({
  layout,
  classes,
  seed,
  iou,
  score,
}: Settings): string =>
  `boxes made as on this page: ${layout}, of ${classes} ` +
  `${classes === 1 ? 'class' : 'classes'}, seed ${seed}, ` +
  `IoU ${iou.toFixed(2)}, score ${score.toFixed(2)}`;

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
