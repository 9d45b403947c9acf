/** The page's one size and the sentences under it, from the rows. */
import type { BenchReport, DeviceReport } from '../../engine/api';
import { sizeOfWork } from '../../ops/sweep';
import type { BreakEven, Comparison } from '../../roofline/break-even';
import type { Line } from '../../roofline/fit';
import {
  formatCompact,
  formatDuration,
  formatNumber,
  formatRatio,
} from '../units';
import { analyse, sideNames, sides, type Side, type SweepRow } from './rows';
import type { SweepPlan } from './state';

export interface Answer {
  readonly big: string;
  readonly word: string;
  readonly sentence: string;
  /** The same for the kernels alone. */
  readonly kernels: string;
  /** Which kernels ran, and on what. */
  readonly who: string;
  readonly next: string;
}

/** null before two sizes of one side are known. */
export function answerOf(
  plan: SweepPlan,
  rows: readonly SweepRow[],
  device: DeviceReport,
): Answer | null {
  const { endToEnd, kernel } = analyse(rows);
  const { result } = endToEnd;
  const who = sides.flatMap((side) => whoOf(side, rows)).join('; ');
  if (result.kind === 'unknown') {
    const [side] = sides.filter((each) => rows.some((row) => row[each].report));
    const both = sides.every((each) => rows.some((row) => row[each].report));
    const alone = endToEnd[side ?? 'cpu'];
    // The other side's second size may still come.
    if (!alone || both) return null;
    return {
      ...aloneOn(side, alone),
      who,
      kernels: '',
      next: device.gpu ? '' : (device.reason ?? ''),
    };
  }
  const largest = rows.findLast((row) => row.cpu.report && row.gpu.report)!;
  const sizeAt = (work: number) =>
    sizeOfWork(plan.op, plan.sweep, plan.workload, work)?.size ??
    `${formatCompact(work)} MACs`;
  const face =
    result.kind === 'crossing'
      ? crossed(result, endToEnd, sizeAt)
      : always(result, endToEnd, largest.point.size, device, sizeAt);
  return {
    ...face,
    who,
    kernels: kernelsAlone(kernel.result, sizeAt),
    next: nextStep(result, kernel.result, device),
  };
}

type Face = Pick<Answer, 'big' | 'word' | 'sentence'>;
type Always = Extract<BreakEven, { kind: 'always' }>;
type Crossing = Extract<BreakEven, { kind: 'crossing' }>;
type SizeAt = (work: number) => string;

function aloneOn(side: Side, { overheadMs, slope }: Line): Face {
  const name = sideNames[side];
  const [big, word] = formatDuration(overheadMs).split(' ');
  return {
    big,
    word: `${word} before the first multiply`,
    sentence:
      `The ${name} alone: a call costs ${formatDuration(overheadMs)}` +
      (slope > 0 ? `, then it does ${rate(slope)}` : ' at every size') +
      '. There is nothing to compare it with.',
  };
}

function crossed(
  { work, below }: Crossing,
  { cpu, gpu }: Comparison,
  sizeAt: SizeAt,
): Face {
  const size = sizeAt(work);
  const face = { big: size, word: 'break-even' };
  if (below === 'gpu')
    return {
      ...face,
      sentence:
        `From ${size} on the CPU wins` +
        (cpu?.slope && gpu?.slope
          ? `: it does ${rate(cpu.slope)}, this GPU ${rate(gpu.slope)}.`
          : ', below it the GPU.'),
    };
  const paid = gpu && gpu.overheadMs > (cpu?.overheadMs ?? 0);
  return {
    ...face,
    sentence: paid
      ? `Below ${size} the CPU wins: the GPU spends ` +
        `${formatDuration(gpu.overheadMs)} before its first multiply.`
      : `Below ${size} the CPU wins, from there on the GPU.`,
  };
}

function always(
  { winner, ratio, expectedAt }: Always,
  { gpu }: Comparison,
  size: string,
  { software }: DeviceReport,
  sizeAt: SizeAt,
): Face {
  const times = formatRatio(ratio);
  const face = { big: sideNames[winner], word: 'at every size measured' };
  if (winner === 'gpu')
    return {
      ...face,
      sentence:
        `The GPU wins at every size measured: at ${size} it is ${times} ` +
        `faster, upload and readback included.`,
    };
  const because = software
    ? `on this software adapter the "GPU" is the processor itself, ${times} ` +
      `slower at ${size}`
    : `the GPU spends ${formatDuration(gpu?.overheadMs ?? 0)} before its ` +
      `first multiply and is still ${times} slower at ${size}`;
  const later = expectedAt === null || software ? null : sizeAt(expectedAt);
  return {
    ...face,
    sentence:
      `The CPU wins at every size measured: ${because}.` +
      (later ? ` The lines would meet near ${later}.` : ''),
  };
}

function kernelsAlone(result: BreakEven, sizeAt: SizeAt): string {
  const start = 'On kernel time alone, with the data already in place, ';
  if (result.kind === 'unknown') return '';
  if (result.kind === 'always')
    return (
      `${start}the ${sideNames[result.winner]} wins at every size, by ` +
      `${formatRatio(result.ratio)} at the largest.`
    );
  const above = result.below === 'cpu' ? 'gpu' : 'cpu';
  return `${start}the ${sideNames[above]} wins from ${sizeAt(result.work)} on.`;
}

/** Every answer says what to try. */
function nextStep(
  result: BreakEven,
  kernel: BreakEven,
  { software }: DeviceReport,
): string {
  if (software)
    return 'Open this page on a machine with a graphics card to see where it pays.';
  if (result.kind === 'always' && result.winner === 'gpu')
    return 'Choose a layer with less work to find where the CPU takes over.';
  const kernelsWin =
    kernel.kind === 'crossing' ||
    (kernel.kind === 'always' && kernel.winner === 'gpu');
  return kernelsWin
    ? 'To move the break-even down, keep tensors on the GPU between ops and ' +
        'put more work into one call.'
    : 'Choose a layer with more channels: each byte moved then does more work.';
}

/** "2.1 GMAC/s" from milliseconds per multiply-add. */
const rate = (slope: number): string =>
  `${formatNumber(1 / slope / 1e6)} GMAC/s`;

/** "CPU: WASM packed-simd on 4 threads", "GPU: direct on Apple M2". */
function whoOf(side: Side, rows: readonly SweepRow[]): string[] {
  const reports = rows.flatMap((row) => row[side].report ?? []);
  if (reports.length === 0) return [];
  const kernels = [...new Set(reports.map((report) => report.kernel))];
  const names = kernels.join(' and ');
  return side === 'cpu'
    ? [`CPU: WASM ${names} on ${threadsOf(reports)}`]
    : [`GPU: ${names} on ${reports[0].adapter}`];
}

/** What is quickly done stays on one thread, so sizes may differ. */
function threadsOf(reports: readonly BenchReport[]): string {
  const threads = reports.map((report) => report.threads);
  const [least, most] = [Math.min(...threads), Math.max(...threads)];
  if (most === 1) return 'one thread';
  return least === most ? `${most} threads` : `up to ${most} threads`;
}
