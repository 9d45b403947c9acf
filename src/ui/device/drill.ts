/** Losing the GPU device on purpose, and what came of it. */
import type { DeviceReport, Engine } from '../../engine/api';
import { randomInputs } from '../../ops/random';
import { conv2d } from '../../ops/conv2d';

/** Small: what is timed is the recovery. */
const shapes = { input: [1, 8, 16, 16], filter: [8, 8, 3, 3] };
const kernel = 'naive';

export interface Drill {
  readonly lostAt: Date;
  /** From the loss to the first answer of the new device. */
  readonly recoveredMs: number;
  /** The same convolution against the oracle, on the new device. */
  readonly ok: boolean;
  readonly maxUlp: number;
  readonly allowedUlp: number;
  readonly losses: DeviceReport['losses'];
}

/** Throws what a run throws; `device-lost` after too many drills. */
export async function runDrill(engine: Engine): Promise<Drill> {
  const inputs = randomInputs(conv2d, shapes, 1);
  const call = { kernel, backend: 'webgpu' as const };
  const prepared = await engine.prepare('conv2d', { ...call, inputs });
  try {
    await prepared.run();
    await engine.loseDevice();
    const lostAt = new Date();
    const start = performance.now();
    // What was prepared on the device that is gone.
    await prepared.read();
    const recoveredMs = performance.now() - start;
    const { check } = await engine.bench('conv2d', {
      ...{ ...call, shapes, seed: 1, budgetMs: 1 },
    });
    const { ok, maxUlp, allowedUlp } = check!;
    const { losses } = await engine.device();
    return { lostAt, recoveredMs, ok, maxUlp, allowedUlp, losses };
  } finally {
    await prepared.dispose();
  }
}
