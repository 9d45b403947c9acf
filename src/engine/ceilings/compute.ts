/** The GPU's arithmetic peaks: f32, and f16 and packed int8 where it has them. */
import dotInt8 from '../../../shaders/probe/dot-int8.wgsl?raw';
import fma from '../../../shaders/probe/fma.wgsl?raw';
import totalScalar from '../../../shaders/probe/total-scalar.wgsl?raw';
import total from '../../../shaders/probe/total.wgsl?raw';
import { readBuffer } from '../../gpu/buffers';
import { retype, shader, specialize } from '../../ops/source';
import type { Shader } from '../../ops/op';
import type { ComputeProbe } from '../api';
import type { GpuContext } from '../backends/webgpu';
import { createGpuProbe } from './gpu-probe';
import { measureRate, type Effort } from './rate';

export type Precision = 'f32' | 'f16' | 'int8';

interface Variant {
  readonly precision: Precision;
  readonly name: string;
  readonly shader: Shader;
  readonly params: Readonly<Record<string, number>>;
  /** Operations of one invocation in one trip; a multiply-add is two. */
  readonly operations: number;
  /** Multiply-add chains in f32, where the CPU can follow the arithmetic. */
  readonly chains?: number;
}

export interface MeasuredVariant extends ComputeProbe {
  readonly precision: Precision;
  readonly trips: number;
  /** Milliseconds for so many trips: the winner is asked again. */
  time(trips: number): Promise<number>;
}

const workgroups = 512;
const invocations = 64 * workgroups;
/** Of the results: every invocation leaves a number. */
export const resultBytes = 4 * invocations;
/** Steps of each chain in one trip of the loop: `eight` in the shader. */
const stepsPerTrip = 8;
const scale = 0.75;
const offset = 0.25;

/** The winner is asked again later, with the same buffer for its results. */
export async function measureCompute(
  context: GpuContext,
  results: GPUBuffer,
  quick: boolean,
  effort: Effort,
  signal: AbortSignal | undefined,
): Promise<MeasuredVariant[]> {
  const { device } = context.gpu;
  const measured: MeasuredVariant[] = [];
  for (const variant of variants(device, quick)) {
    const probe = await createGpuProbe(
      context,
      variant.shader,
      [results],
      workgroups,
      signal,
    );
    const time = (trips: number) => probe.time({ trips, ...variant.params });
    if (variant.chains) {
      await time(checkedTrips);
      await checkChains(device, results, variant);
    }
    const { rate, amount } = await measureRate(
      time,
      (trips) => trips * variant.operations * invocations,
      effort,
      16,
    );
    measured.push({
      backend: 'webgpu',
      precision: variant.precision,
      variant: variant.name,
      gflops: rate,
      time,
      trips: amount,
    });
  }
  return measured;
}

function variants(device: GPUDevice, quick: boolean): Variant[] {
  const lanes = (
    precision: 'f32' | 'f16',
    width: 1 | 4,
    chains: number,
  ): Variant => {
    const lane = width === 1 ? precision : `vec4<${precision}>`;
    const code = retype(specialize(fma, { CHAINS: chains }), 'lane', lane);
    const enable = precision === 'f16' ? 'enable f16; ' : '';
    const name = `${width === 1 ? precision : `vec4<${precision}>`} × ${chains} chains`;
    return {
      precision,
      name,
      shader: shader(
        'probe/fma.wgsl',
        enable + code,
        width === 1 ? totalScalar : total,
      ),
      params: { scale, offset },
      operations: 2 * stepsPerTrip * chains * width,
      ...(precision === 'f32' && width === 1 ? { chains } : {}),
    };
  };
  const found = [lanes('f32', 1, 8), lanes('f32', 4, 2)];
  if (!quick) {
    found.push(lanes('f32', 1, 4), lanes('f32', 4, 4), lanes('f32', 4, 8));
    if (device.features.has('shader-f16'))
      found.push(lanes('f16', 4, 4), lanes('f16', 4, 8));
    const languages = globalThis.navigator?.gpu?.wgslLanguageFeatures;
    if (languages?.has('packed_4x8_integer_dot_product'))
      found.push({
        precision: 'int8',
        name: 'int8 packed dot × 8 chains',
        shader: shader('probe/dot-int8.wgsl', dotInt8),
        params: { seed: 0x01020304 },
        operations: 2 * 4 * 8,
      });
  }
  return found;
}

const checkedTrips = 4;

/** The chains did their work: the CPU follows the first eight invocations. */
async function checkChains(
  device: GPUDevice,
  results: GPUBuffer,
  { name, chains = 0 }: Variant,
): Promise<void> {
  const found = new Float32Array(await readBuffer(device, results, 4 * 8));
  found.forEach((value, id) => {
    const t = offset + id * 0.0625;
    let expected = 0;
    for (let chain = 0; chain < 8; chain++) {
      let x = t + chain;
      if (chain < chains)
        for (let i = 0; i < checkedTrips * stepsPerTrip; i++) x = x * scale + t;
      expected += x;
    }
    if (Math.abs(value - expected) > 1e-4 * Math.abs(expected))
      throw new Error(
        `probe ${name} computed ${value} instead of ${expected}: ` +
          `its rate would mean nothing`,
      );
  });
}
