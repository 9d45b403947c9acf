/** A picture's feature map and one region of it, by the engine's own ops. */
import type { Engine, RunResult } from '../../../engine/api';
import type { Tensor } from '../../../ops/tensor';
import {
  lumaTensor,
  planesOf,
  type Planes,
  type Raster,
} from '../../picture/pixels';
import type { Answer } from '../live-runner';
import type { Target } from '../link';
import type { Region } from './grid';

export interface Pooled {
  readonly pool: Planes;
  readonly align: Planes;
}

/** Samples along each side of a bin, as detectors set it. */
const samplingRatio = 2;

const on = (target: Target) => (target === 'auto' ? undefined : target);

/** Each feature is the mean brightness of stride × stride pixels. */
export async function featureMap(
  engine: Engine,
  raster: Raster,
  stride: number,
  target: Target,
): Promise<Tensor> {
  const { outputs } = await engine.run('averagePool2d', {
    inputs: { input: lumaTensor(raster) },
    options: {
      windowDimensions: [stride, stride],
      strides: [stride, stride],
    },
    backend: on(target),
  });
  return outputs.output;
}

export async function poolBoth(
  engine: Engine,
  input: Tensor,
  { x1, y1, x2, y2 }: Region,
  { stride, bins }: { readonly stride: number; readonly bins: number },
  target: Target,
  signal: AbortSignal,
): Promise<Answer<Pooled>> {
  const boxes: Tensor = {
    shape: [1, 5],
    dtype: 'float32',
    data: Float32Array.of(0, x1, y1, x2, y2),
  };
  const run = (op: string, more: Record<string, unknown>): Promise<RunResult> =>
    engine.run(op, {
      inputs: { input, boxes },
      options: { outputSize: [bins, bins], spatialScale: 1 / stride, ...more },
      backend: on(target),
      signal,
    });
  const pool = await run('roiPool', {});
  const align = await run('roiAlign', { aligned: true, samplingRatio });
  return {
    backend: align.backend,
    kernel: align.kernel,
    value: {
      pool: planesOf(pool.outputs.output),
      align: planesOf(align.outputs.output),
    },
  };
}
