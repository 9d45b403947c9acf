/** One stage on one backend: a prepared conv2d, run, read, taken as planes. */
import type { Backend, BenchReport, Control, Engine } from '../../engine/api';
import { conv2dOptions, filterTensor, type Stage } from './filters';
import {
  difference,
  lumaTensor,
  magnitude,
  planesOf,
  rgbTensor,
  type Difference,
  type Planes,
  type Raster,
} from './pixels';

/** Where to run; no kernel means the engine's choice. */
export interface Target {
  readonly backend: Backend;
  readonly kernel?: string;
}

export interface Computed {
  readonly status: 'done';
  readonly backend: Backend;
  readonly kernel: string;
  readonly planes: Planes;
  /** Prepare, run and read as the page saw it. */
  readonly wallMs: number;
  readonly report: BenchReport | null;
  /** Why there is a picture but no measurement. */
  readonly timingProblem?: string;
}
export interface Failed {
  readonly status: 'failed';
  readonly message: string;
}
export type Side = Computed | Failed | { readonly status: 'waiting' };

export interface StageResult {
  readonly stage: Stage;
  readonly cpu: Side;
  readonly gpu: Side;
  readonly difference: Difference | null;
}

/** Above this the oracle would take seconds; CPU against GPU still checks. */
const checkBelowMacs = 64e6;
/** For each of the three measurements of a bench. */
const budgetMs = 120;

export async function compute(
  engine: Engine,
  stage: Stage,
  raster: Raster,
  target: Target,
  control: Control,
): Promise<Computed> {
  const started = performance.now();
  const prepared = await engine.prepare('conv2d', {
    ...callFor(stage, raster),
    ...target,
    // The picture should stand at once: what is remembered, else the guess.
    tuneMs: 0,
    ...control,
  });
  try {
    await prepared.run();
    const { output } = await prepared.read();
    const wallMs = performance.now() - started;
    const planes = planesOf(output);
    return {
      status: 'done',
      backend: prepared.backend,
      kernel: prepared.kernel,
      planes: stage.combine === 'magnitude' ? magnitude(planes) : planes,
      wallMs,
      report: null,
    };
  } finally {
    await prepared.dispose();
  }
}

/** The same call again and again, timed, on the kernel that was shown. */
export async function measure(
  engine: Engine,
  stage: Stage,
  raster: Raster,
  { backend, kernel }: Computed,
  control: Control,
): Promise<BenchReport> {
  const call = callFor(stage, raster);
  return engine.bench('conv2d', {
    ...call,
    backend,
    ...(backend === 'reference' ? {} : { kernel }),
    ...control,
    budgetMs,
    check: backend !== 'reference' && macs(call) < checkBelowMacs,
  });
}

export function compare(cpu: Side, gpu: Side): Difference | null {
  return cpu.status === 'done' && gpu.status === 'done'
    ? difference(cpu.planes, gpu.planes)
    : null;
}

function callFor(stage: Stage, raster: Raster) {
  return {
    inputs: {
      input: stage.input === 'rgb' ? rgbTensor(raster) : lumaTensor(raster),
      filter: filterTensor(stage),
    },
    options: conv2dOptions(stage),
  };
}

/** Every output pixel meets every coefficient of the filter once. */
function macs({ inputs }: ReturnType<typeof callFor>): number {
  const [, , height, width] = inputs.input.shape;
  return height * width * inputs.filter.data.length;
}
