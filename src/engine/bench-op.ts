/** bench(): inputs, a race where one is due, the check, then the times. */
import { opById } from '../ops';
import { toleranceOf } from '../ops/op';
import { shapesOf } from '../ops/tensor';
import type { Backend, BenchCall, BenchReport, Call } from './api';
import type { Executable } from './backends/backend';
import { costWith } from './backends/widened';
import { measure } from './bench';
import { checkOutputs } from './check';
import { backendFor } from './choose';
import type { Device } from './device';
import { benchInputs, checkSizes } from './inputs';
import type { Oracle } from './oracle';
import { scaled } from './progress';
import type { Choice } from './tuner/tuner';

const defaultBudgetMs = 300;
/** Of the progress, where there is a race. */
const raceShare = 0.3;

/** What the engine lends. */
export interface BenchHost {
  readonly device: Device;
  readonly backend: 'auto' | Backend;
  readonly oracle: Oracle;
  prepare(op: string, call: Call): Promise<Choice>;
}

export async function benchOp(
  id: string,
  call: BenchCall,
  host: BenchHost,
): Promise<BenchReport> {
  const op = opById(id);
  const { signal, onProgress } = call;
  const device = await host.device.report();
  if (call.shapes && !call.inputs) {
    const made = op.shapes(call.shapes, op.options(call.options ?? {}));
    const backend = backendFor(op, call, host.backend, device);
    checkSizes({ ...call.shapes, ...made }, backend, device);
  }
  const { inputs, seed } = benchInputs(op, call);

  const { executable, tuning, prepareMs } = await host.prepare(id, {
    ...call,
    inputs,
    onProgress: scaled(onProgress, 0, raceShare),
  });
  const raced = tuning?.source === 'raced' ? raceShare : 0;
  const tell = scaled(onProgress, raced, 1);
  try {
    tell({ done: 0.05, label: `compiling ${executable.kernel}` });
    const start = performance.now();
    await executable.run(1, signal);
    const firstRunMs = prepareMs + performance.now() - start;
    const check =
      call.check === false || executable.backend === 'reference'
        ? null
        : await checked(executable);
    const timings = await measure({
      executable,
      inputs,
      budgetMs: call.budgetMs ?? defaultBudgetMs,
      firstRunMs,
      signal,
      onProgress: (share, what) =>
        tell({
          done: 0.4 + 0.6 * share,
          label: `${executable.kernel}: ${what}`,
        }),
    });
    const options = op.options(call.options ?? {});
    const shapes = shapesOf(inputs);
    return {
      op: id,
      backend: executable.backend,
      kernel: executable.kernel,
      constants: { ...executable.constants },
      tuning,
      threads: executable.threads ?? 1,
      firstRunMs,
      ...timings,
      cost: costWith(op.cost(shapes, options), op, executable.kernel),
      check,
      clock: executable.clock,
      adapter: device.adapter,
      seed,
      options: { ...options },
      shapes,
      measuredAt: new Date().toISOString(),
    };
  } finally {
    executable.dispose();
  }

  async function checked(made: Executable) {
    const options = op.options(call.options ?? {});
    const outputs = await made.read();
    return checkOutputs(
      op,
      inputs,
      options,
      toleranceOf(op, made.kernel, shapesOf(inputs), options),
      outputs,
      await host.oracle.outputs(
        { op, kernel: '', inputs, options, signal },
        seed,
        (done) =>
          tell({ done: 0.05 + 0.35 * done, label: 'running the oracle' }),
      ),
    );
  }
}
