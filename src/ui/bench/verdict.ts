/** The page's one number and the sentence under it, from the rows. */
import type { DeviceReport } from '../../engine/api';
import { formatDuration } from '../units';
import { fastest, timeMs, type KernelRow } from './rows';

export interface Verdict {
  readonly gpu: KernelRow | null;
  readonly cpu: KernelRow | null;
  /** How many times less the GPU needs than the CPU row; null without both. */
  readonly ratio: number | null;
  /** The same with upload and readback. */
  readonly endToEndRatio: number | null;
  readonly verified: boolean;
  readonly next: string;
}

export function verdictOf(
  rows: readonly KernelRow[],
  device: DeviceReport | null,
): Verdict {
  const gpu = fastest(rows, 'webgpu');
  const cpu = fastest(rows, 'wasm');
  const both = gpu?.report && cpu?.report;
  const ratio = both ? timeMs(cpu.report) / timeMs(gpu.report) : null;
  const endToEndRatio = both
    ? cpu.report.endToEndMs.medianMs / gpu.report.endToEndMs.medianMs
    : null;
  return {
    gpu,
    cpu,
    ratio,
    endToEndRatio,
    verified: [gpu, cpu].every((row) => !row || row.report?.check?.ok === true),
    next: nextStep(ratio, endToEndRatio, device, waitOf(gpu)),
  };
}

/** As long as this waits a browser that looks for answers now and then. */
const longWaitMs = 50;
/** What is read back in far less than a long wait. */
const littleBytes = 2 ** 22;

/** null where a wait is short, or there is something to wait for. */
function waitOf(row: KernelRow | null): number | null {
  if (!row?.report) return null;
  const { uploadMs, readbackMs, cost } = row.report;
  const waitMs = Math.min(uploadMs.p20Ms, readbackMs.p20Ms);
  const little = cost.bytesRead + cost.bytesWritten < littleBytes;
  return little && waitMs > longWaitMs ? waitMs : null;
}

/** Every verdict says why it may be so and what to try. */
function nextStep(
  ratio: number | null,
  endToEndRatio: number | null,
  device: DeviceReport | null,
  waitMs: number | null,
): string {
  if (device && !device.gpu)
    return device.reason ?? 'No WebGPU here: only the CPU kernels run.';
  if (ratio === null) return '';
  if (device?.software)
    return 'This "GPU" is the processor itself; the results and checks are real.';
  if (waitMs !== null && endToEndRatio !== null && endToEndRatio < 1)
    return (
      `Every wait for the GPU takes ${formatDuration(waitMs)} in this browser, ` +
      `which is most of end to end: prepare once, run many times, read once.`
    );
  if (ratio < 1)
    return 'Too little work to fill this GPU; try a larger layer or batch.';
  if (endToEndRatio !== null && endToEndRatio < 1)
    return 'Moving the data costs more than it saves; keep tensors on the GPU.';
  return '';
}

/** 17.9 and "faster", or 24 and "slower": never a ratio below one. */
export const faceOf = (ratio: number) =>
  ratio >= 1
    ? { times: ratio, word: 'faster' }
    : { times: 1 / ratio, word: 'slower' };
