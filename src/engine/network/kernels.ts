/** Which kernel each node runs: remembered, raced once per layer, or guessed. */
import { throwIfCancelled } from '../../errors';
import type { Options } from '../../ops/op';
import type { Control, DeviceReport } from '../api';
import { scaled } from '../progress';
import type { Picked, Tuner } from '../tuner/tuner';
import { naming } from './naming';
import type { Step } from './steps';

export interface KernelChoice {
  readonly backend: 'webgpu' | 'wasm';
  readonly device: DeviceReport;
  readonly tuner: Tuner;
  /** For all races together; 0: none. */
  readonly tuneMs: number;
  /** Races also what is remembered. */
  readonly retune: boolean;
  /** Races one layer and remembers the winner. */
  race(step: Step, tuneMs: number, control: Control): Promise<void>;
}

/** By step; null for those with nothing to run. Throws `unsupported`. */
export async function chooseKernels(
  steps: readonly Step[],
  choice: KernelChoice,
  { signal, onProgress }: Control = {},
): Promise<(Picked | null)[]> {
  /** A network repeats its layers: each kind is asked about once. */
  const kinds = new Map<string, { step: Step; picked: Picked }>();
  const pick = async (step: Step): Promise<void> => {
    const { node, op, shapes, options } = step;
    const picked = await naming(node.name, () =>
      choice.tuner.pick<Options>({
        ...{ op, shapes, options, dtype: 'float32' },
        ...{ backend: choice.backend, device: choice.device },
      }),
    );
    kinds.set(kindOf(step), { step, picked });
  };
  const firsts = new Map(
    steps.filter(({ alias }) => !alias).map((step) => [kindOf(step), step]),
  );
  await Promise.all([...firsts.values()].map(pick));

  const open = [...kinds].filter(
    ([
      ,
      {
        picked: { source },
      },
    ]) => source === 'guessed' || (choice.retune && source === 'remembered'),
  );
  const start = performance.now();
  for (const [at, [, { step }]] of open.entries()) {
    throwIfCancelled(signal);
    const leftMs = choice.tuneMs - (performance.now() - start);
    if (leftMs <= 0) break;
    const tell = scaled(onProgress, at / open.length, (at + 1) / open.length);
    await choice.race(step, leftMs / (open.length - at), {
      signal,
      onProgress: ({ done, label }) =>
        tell({ done, label: `${step.node.name}: ${label}` }),
    });
    await pick(step);
  }
  return steps.map((step) =>
    step.alias ? null : kinds.get(kindOf(step))!.picked,
  );
}

/** Layers of one kind share a kernel. */
const kindOf = ({ op, shapes, options }: Step): string =>
  JSON.stringify([op.id, shapes, options]);
