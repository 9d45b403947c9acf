/** What is timed: a variant on a backend, ready to run. */
import type {
  Control,
  DeviceReport,
  Engine,
  LayerInfo,
  Prepared,
  PreparedNetwork,
} from '../../engine/api';
import { RidgepointError } from '../../errors';
import { opById } from '../../ops';
import { randomInputs } from '../../ops/random';
import { isFused } from './layers';
import type { Variant } from './plan';

export type Backend = 'webgpu' | 'wasm';

export interface Sample {
  /** Of a run with its submit and wait. */
  readonly wholeMs: number;
  /** By layer, each timed by itself; null where no clock can do that. */
  readonly layerMs: readonly number[] | null;
}

export interface Subject {
  readonly layers: readonly {
    readonly name: string;
    readonly kernel: string;
  }[];
  readonly threads: number;
  /** Means over these runs. */
  measure(runs: number, signal: AbortSignal): Promise<Sample>;
  dispose(): Promise<void>;
}

/** For all layers together whose kernel is not remembered. */
const tuneMs = { block: 1500, network: 4000 };

export async function prepareSubject(
  engine: Engine,
  device: DeviceReport,
  { id, networkId, parameters }: Variant,
  backend: Backend,
  control: Control,
): Promise<Subject> {
  const network = await engine.prepareNetwork(networkId, {
    ...{ backend, parameters, ...control },
    switches: { fuseSeparable: id === 'fused' },
    tuneMs: tuneMs[networkId.startsWith('block:') ? 'block' : 'network'],
  });
  const [layer] = network.layers;
  const isAlone = network.layers.length === 1;
  if (id !== 'fused' || !isAlone || isFused(layer.kernel))
    return networkSubject(network);
  // The race was for the fastest; here the fused one is asked for.
  const fused = await fusedSubject(engine, device, layer, backend, control);
  if (!fused) return networkSubject(network);
  await network.dispose();
  return fused;
}

function networkSubject(network: PreparedNetwork): Subject {
  let canTimeLayers = true;
  let threads = 1;
  const whole = async (runs: number, signal: AbortSignal): Promise<Sample> => {
    const times = await network.time({ runs, signal });
    threads = times.threads;
    return { wholeMs: times.medianMs, layerMs: null };
  };
  return {
    layers: network.layers.map(({ name, kernel }) => ({
      name,
      kernel: kernel ?? 'none',
    })),
    get threads() {
      return threads;
    },
    async measure(runs, signal) {
      if (!canTimeLayers) return whole(runs, signal);
      try {
        const times = await network.timeLayers({ runs, signal });
        threads = times.threads;
        return {
          wholeMs: times.medianMs,
          layerMs: times.layers.map(({ ms }) => ms),
        };
      } catch (error) {
        if (!(error instanceof RidgepointError) || error.code !== 'unsupported')
          throw error;
        canTimeLayers = false;
        return whole(runs, signal);
      }
    },
    dispose: () => network.dispose(),
  };
}

/** The fastest of the fused kernels by one run each; null: none fits. */
async function fusedSubject(
  engine: Engine,
  device: DeviceReport,
  layer: LayerInfo,
  backend: Backend,
  { signal, onProgress }: Control,
): Promise<Subject | null> {
  const op = opById(layer.op);
  const options = op.options(layer.options);
  const inputs = randomInputs(op, layer.shapes, 1, 'float32', options);
  let best: { prepared: Prepared; ms: number } | null = null;
  for (const kernel of op.kernels) {
    const fits =
      kernel.backend === backend &&
      isFused(kernel.id) &&
      kernel.supports(layer.shapes, options, device) === true;
    if (!fits) continue;
    onProgress?.({ done: 0.9, label: `trying ${kernel.id}` });
    const prepared = await engine.prepare(op.id, {
      ...{ inputs, options: { ...options }, backend, kernel: kernel.id },
      signal,
    });
    await prepared.run(1);
    const ms = await timed(() => prepared.run(1));
    if (best && best.ms <= ms) await prepared.dispose();
    else {
      await best?.prepared.dispose();
      best = { prepared, ms };
    }
  }
  const threads = backend === 'wasm' ? device.threads : 1;
  return best && opSubject(best.prepared, layer.name, threads);
}

function opSubject(prepared: Prepared, name: string, threads: number): Subject {
  return {
    layers: [{ name, kernel: prepared.kernel }],
    threads,
    async measure(runs) {
      if (prepared.backend !== 'webgpu') {
        const ms = (await timed(() => prepared.run(runs))) / runs;
        return { wholeMs: ms, layerMs: [ms] };
      }
      let [wholeMs, passMs] = [0, 0];
      let canTimePasses = true;
      for (let run = 0; run < runs; run++) {
        wholeMs += await timed(() => prepared.run(1));
        for (const { ms } of await prepared.passTimes())
          if (ms === null) canTimePasses = false;
          else passMs += ms;
      }
      return {
        wholeMs: wholeMs / runs,
        layerMs: canTimePasses ? [passMs / runs] : null,
      };
    },
    dispose: () => prepared.dispose(),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
