/** From a network as data to one that runs: rewritten, tuned, planned. */
import { invalid } from '../../errors';
import type { Network } from '../../networks/graph';
import type { GpuKernel, GpuPass, WasmKernel, WasmPass } from '../../ops/op';
import { elementCount } from '../../ops/tensor';
import type {
  Backend,
  Control,
  DeviceReport,
  LayerInfo,
  NetworkMemory,
  NetworkOptions,
} from '../api';
import type { WasmRuntime } from '../backends/wasm';
import { CACHE_LINE, traitsOf } from '../backends/wasm-calls';
import type { GpuContext } from '../backends/webgpu';
import { scaled } from '../progress';
import type { Picked, Tuner } from '../tuner/tuner';
import type { NetworkExecutable } from './executable';
import { chooseKernels, type KernelChoice } from './kernels';
import { layOut, type AnyPass, type ChosenStep, type Layout } from './layout';
import type { NetworkParts } from './prepared';
import { ReferenceNetwork } from './reference';
import { stepsOf, type Step } from './steps';
import { switched } from './switches';
import { prepareWasmNetwork } from './wasm';
import { gpuLayoutOptions, prepareWebgpuNetwork } from './webgpu';

/** Of the progress, where there are races. */
const raceShare = 0.7;

/** What the engine lends. */
export interface NetworkHost {
  readonly backend: Backend;
  readonly device: DeviceReport;
  readonly tuner: Tuner;
  readonly wasm: WasmRuntime;
  gpu(): Promise<GpuContext>;
  /** Of the device of now. */
  report(): Promise<DeviceReport>;
  readonly race: KernelChoice['race'];
}

/** Throws what the backends throw, and `invalid` with the layer's name. */
export async function prepareNetwork(
  given: Network,
  options: NetworkOptions,
  host: NetworkHost,
): Promise<NetworkParts> {
  const { seed = 1, keep = [], tuneMs = 0, retune = false } = options;
  if (!Number.isInteger(seed))
    throw invalid(`seed ${String(seed)}: needs a whole number.`);
  const { network, reuseMemory, oneSubmit } = switched(given, options);
  const steps = stepsOf(network);
  const weight = (name: string) => weightOf(network, name, seed);
  const { backend, device, tuner, race } = host;
  const { signal, onProgress } = options;
  const parts = (
    executable: NetworkExecutable,
    picked: readonly (Picked | null)[],
    memory: NetworkMemory | null,
    again?: NetworkParts['again'],
  ): NetworkParts => ({
    ...{ network, executable, memory, seed, again },
    layers: steps.steps.map((step, i) => layerInfo(step, picked[i])),
    readable: [...new Set([...network.outputs, ...keep])],
  });
  if (backend === 'reference') {
    // Checks what is to be kept.
    layOut(steps, steps.steps.map(unplanned), { keep });
    const executable = new ReferenceNetwork(steps, weight, keep);
    return parts(
      executable,
      steps.steps.map(() => null),
      null,
    );
  }

  const raced = tuneMs > 0 ? raceShare : 0;
  const picked = await chooseKernels(
    steps.steps,
    { backend, device, tuner, tuneMs, retune, race },
    { signal, onProgress: scaled(onProgress, 0, raced) },
  );
  const rest: Control = { signal, onProgress: scaled(onProgress, raced, 1) };
  if (backend === 'webgpu') {
    const made = async (traits: DeviceReport, control: Control) => {
      const chosen = planned(steps.steps, picked, (step, one) =>
        (one.kernel as GpuKernel).plan(
          ...([step.shapes, step.options, traits, one.constants] as const),
        ),
      );
      const context = await host.gpu();
      const layout = layOut<GpuPass>(steps, chosen, {
        ...{ keep, reuse: reuseMemory },
        ...gpuLayoutOptions(context.gpu.device.limits),
      });
      const executable = await prepareWebgpuNetwork(
        { title: network.title, layout, weight, oneSubmit },
        context,
        control,
      );
      return { executable, layout };
    };
    const { executable, layout } = await made(device, rest);
    return parts(executable, picked, memoryOf(layout), async (control) => {
      const again = await made(await host.report(), control);
      return again.executable;
    });
  }
  const module = await host.wasm.module();
  const traits = traitsOf(module);
  const chosen = planned(steps.steps, picked, (step, { kernel, constants }) =>
    (kernel as WasmKernel).plan(step.shapes, step.options, traits, constants),
  );
  const layout = layOut<WasmPass>(steps, chosen, {
    ...{ keep, reuse: reuseMemory, threads: module.threads },
    alignment: CACHE_LINE,
  });
  const executable = await prepareWasmNetwork({ layout, weight }, module, rest);
  return parts(executable, picked, memoryOf(layout));
}

const unplanned = (step: Step): ChosenStep<never> => ({
  ...step,
  kernel: null,
  constants: {},
  plan: step.alias ? null : { passes: [] },
});

const planned = <Pass extends AnyPass>(
  steps: readonly Step[],
  picked: readonly (Picked | null)[],
  plan: (step: Step, one: Picked) => NonNullable<ChosenStep<Pass>['plan']>,
): ChosenStep<Pass>[] =>
  steps.map((step, i) => {
    const one = picked[i];
    return {
      ...step,
      kernel: one?.kernel.id ?? null,
      constants: one?.constants ?? {},
      plan: one && plan(step, one),
    };
  });

function weightOf(network: Network, name: string, seed: number): Float32Array {
  const found = network.weights[name];
  const { shape } = found;
  const data = found.values(seed);
  if (data.length !== elementCount(shape))
    throw invalid(
      `weight "${name}" has ${data.length} values: its shape ` +
        `[${shape.join(', ')}] needs ${elementCount(shape)}.`,
    );
  return data;
}

const layerInfo = (
  { node, op, options, shapes, made }: Step,
  picked: Picked | null,
): LayerInfo => ({
  name: node.name,
  op: op.id,
  options: { ...options },
  inputs: { ...node.inputs },
  outputs: { ...node.outputs },
  shapes: mutable(shapes),
  outputShapes: mutable(made),
  kernel: picked?.kernel.id ?? null,
  constants: { ...picked?.constants },
  chosen: picked?.source ?? null,
  cost: op.cost(shapes, options),
  fused: [...(node.fused ?? [])],
});

const mutable = (shapes: Readonly<Record<string, readonly number[]>>) =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, [...shape]]),
  );

const memoryOf = <Pass extends AnyPass>({
  memory,
  weightBytes,
}: Layout<Pass>): NetworkMemory => ({
  plannedBytes: memory.plannedBytes,
  liveBytes: memory.liveBytes,
  withoutReuseBytes: memory.withoutReuseBytes,
  weightBytes,
  arenas: memory.arenas.length,
});
