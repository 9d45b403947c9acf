/**
 * An edited kernel: does it compile, come to an end, say the same twice, agree
 * with the oracle; and only then: is it faster than the original?
 */
import { RidgepointError, throwIfCancelled } from '../../errors';
import { toleranceOf, type Op } from '../../ops/op';
import { randomInputs } from '../../ops/random';
import type { Tensors } from '../../ops/tensor';
import type { CheckReport, DeviceReport, Progress } from '../api';
import { abortable } from '../backends/abortable';
import type { Executable, Job } from '../backends/backend';
import { resultsOf } from '../backends/results';
import { prepareWebgpu, type GpuContext } from '../backends/webgpu';
import { costWith } from '../backends/widened';
import { checkOutputs } from '../check';
import type { Device } from '../device';
import { checkSizes } from '../inputs';
import type { Oracle } from '../oracle';
import type {
  Comparison,
  Diagnostic,
  StoppedLoop,
  TrialCall,
  TrialPass,
  TrialReport,
} from './api';
import { budgetOf, checkInvocations } from './budget';
import { compare } from './compare';
import { diagnose, hasErrors } from './compile';
import {
  editedPasses,
  opWith,
  replanned,
  withAllBindings,
  workgroupSize,
  type EditedPass,
} from './edited';
import { board, guardedPasses, opWithBoard, stoppedLoop } from './guarded';
import { inspect } from './inspect';
import { compareRuns, poison, type Repeat } from './repeat';
import { planned, type Planned } from './sources';
import { checkedTimeLimit, within } from './time-limit';
import { verdictOf } from './verdict';

const defaultBudgetMs = 600;

export interface TrialHost {
  /** Of its own: what an edited shader breaks is nobody else's. */
  readonly device: Device;
  readonly oracle: Oracle;
}

export async function runTrial(
  id: string,
  call: TrialCall,
  host: TrialHost,
): Promise<TrialReport> {
  const { report, context } = await gpuOf(host.device);
  return new Trial(id, call, host, report, context).run();
}

/** Throws `no-gpu`. */
export async function gpuOf(
  device: Device,
): Promise<{ report: DeviceReport; context: GpuContext }> {
  // In this order: the context says why there is none, as a coded error.
  const context = await device.context();
  return { report: await device.report(), context };
}

class Trial {
  readonly #call: TrialCall;
  readonly #host: TrialHost;
  readonly #device: DeviceReport;
  readonly #context: GpuContext;
  readonly #plan: Planned;
  readonly #passes: readonly EditedPass[];
  readonly #limitMs: number;
  readonly #seed: number;
  readonly #inputs: Tensors;

  constructor(
    id: string,
    call: TrialCall,
    host: TrialHost,
    device: DeviceReport,
    context: GpuContext,
  ) {
    this.#call = call;
    this.#host = host;
    this.#device = device;
    this.#context = context;
    this.#limitMs = checkedTimeLimit(call.timeLimitMs);
    this.#seed = call.seed ?? 1;
    this.#plan = replanned(planned(id, call, device), call, device);
    this.#passes = editedPasses(this.#plan, call);
    const { op, kernel, shapes, options } = this.#plan;
    checkSizes({ ...shapes, ...op.shapes(shapes, options) }, 'webgpu', device);
    for (const { pass, wgsl } of this.#passes)
      checkInvocations(
        pass.shader.file,
        pass.workgroups,
        workgroupSize(wgsl, 'main', 256),
        this.#limitMs,
        device.software,
      );
    this.#inputs = randomInputs(
      op,
      shapes,
      this.#seed,
      kernel.dtype ?? 'float32',
      options,
    );
  }

  async run(): Promise<TrialReport> {
    this.#tell(0, 'compiling');
    const diagnostics = await this.#diagnostics();
    const passes = this.#passes.map(({ pass, edited }, i) => ({
      ...{ file: pass.shader.file, edited },
      workgroups: [...pass.workgroups],
      diagnostics: diagnostics[i],
    }));
    if (passes.some((one) => hasErrors(one.diagnostics)))
      return this.#report(passes, {});
    try {
      return await this.#runCompiled(passes);
    } catch (error) {
      const said = compileMessage(error);
      if (said === null) throw error;
      const at = passes.find(({ file }) => said.startsWith(file)) ?? passes[0];
      at.diagnostics.push({
        ...{ type: 'error', line: 0, column: 0, length: 0, message: said },
      });
      return this.#report(passes, {});
    }
  }

  async #runCompiled(passes: TrialPass[]): Promise<TrialReport> {
    const loop = await this.#guardedRun();
    if (loop) return this.#report(passes, { loop });
    this.#tell(0.2, 'running the edited kernel');
    const start = performance.now();
    const edited = await this.#limited('compiling the edited kernel', () =>
      this.#prepare(this.#op(this.#passes.map(withAllBindings))),
    );
    try {
      const first = await this.#answers(edited, 0);
      const firstRunMs = performance.now() - start;
      const repeat = compareRuns(first, await this.#answers(edited, 1));
      const check = await this.#check(first);
      const found = { firstRunMs, check, repeat };
      const right = check.ok && !repeat.unstable && repeat.unwritten === 0;
      if (!right) return this.#report(passes, found);
      return this.#report(passes, { ...found, ...(await this.#ab(edited)) });
    } finally {
      edited.dispose();
    }
  }

  /** What the compiler says, and what does not fit the plan. */
  #diagnostics(): Promise<Diagnostic[][]> {
    return this.#limited('compiling', () =>
      Promise.all(
        this.#passes.map(async ({ pass, wgsl, edited }) => {
          if (!edited) return [];
          const found = await diagnose(this.#context.gpu, wgsl.text);
          if (hasErrors(found)) return found;
          const bindings = [...pass.buffers, 'the parameters'].map(
            (name, i) => ({ name, uniform: i === pass.buffers.length }),
          );
          const { params } = pass;
          const expected = { entryPoint: 'main', bindings, params };
          return [...found, ...inspect(wgsl, expected)];
        }),
      ),
    );
  }

  async #guardedRun(): Promise<StoppedLoop | null> {
    this.#tell(0.1, 'running it with its loops on a meter');
    const { op, kernel, shapes, options, plan } = this.#plan;
    const { macs, flops } = op.cost(shapes, options);
    const budget = budgetOf(
      this.#limitMs,
      this.#device.software,
      Math.max(macs, flops / 2),
    );
    const { passes, loops } = await guardedPasses(
      this.#passes.map(withAllBindings),
      budget,
      this.#context.gpu,
    );
    if (loops.length === 0) return null;
    const metered = opWithBoard(opWith(op, kernel, plan, passes));
    return this.#limited('the edited kernel', async () => {
      const run = await this.#prepare(metered);
      try {
        await this.#runOnce(run);
        const { [board]: words } = await run.read();
        return stoppedLoop(Number(words.data[0]), loops, this.#limitMs);
      } finally {
        run.dispose();
      }
    });
  }

  /** Of a run on fresh inputs, into outputs full of nonsense. */
  #answers(edited: Executable, run: 0 | 1): Promise<Tensors> {
    const { op, kernel, shapes, options } = this.#plan;
    const results = resultsOf(op, shapes, options, kernel.dtype);
    return this.#limited('the edited kernel', async () => {
      await edited.upload({
        ...this.#inputs,
        ...Object.fromEntries(
          results.map(({ buffer, dtype, shape }) => [
            buffer,
            poison(dtype, [...shape], run),
          ]),
        ),
      });
      await this.#runOnce(edited);
      return edited.read();
    });
  }

  /** What the device refuses only at dispatch is an error of the text too. */
  async #runOnce(executable: Executable): Promise<void> {
    const { device } = this.#context.gpu;
    device.pushErrorScope('validation');
    // Submitted before this returns, so that the scope holds nothing else.
    const run = executable.run(1);
    const [refused] = await Promise.all([device.popErrorScope(), run]);
    if (refused) throw new Error(refused.message);
  }

  async #check(outputs: Tensors): Promise<CheckReport> {
    const { op, kernel, shapes, options } = this.#plan;
    const { signal } = this.#call;
    return checkOutputs(
      op,
      this.#inputs,
      options,
      toleranceOf(op, kernel.id, shapes, options),
      outputs,
      await this.#host.oracle.outputs(
        { op, kernel: '', inputs: this.#inputs, options, signal },
        this.#seed,
        (done) => this.#tell(0.3 + 0.3 * done, 'running the oracle'),
      ),
    );
  }

  async #ab(
    edited: Executable,
  ): Promise<{ ab: Comparison } | { abMissing: string }> {
    const { signal, budgetMs = defaultBudgetMs } = this.#call;
    this.#tell(0.6, 'compiling the original');
    const { op, kernel, constants } = this.#against();
    const original = await this.#limited('the original', () =>
      this.#prepare(op, kernel.id, constants),
    );
    try {
      const times = await compare(original, edited, {
        ...{ budgetMs, signal },
        onProgress: (share) =>
          this.#tell(0.7 + 0.3 * share, 'timing both in turns'),
      });
      return 'missing' in times
        ? { abMissing: times.missing }
        : { ab: { ...times, against: kernel.id } };
    } finally {
      original.dispose();
    }
  }

  /** The kernel as it was shipped: with its own guess where it is another. */
  #against(): Planned {
    const { against } = this.#call;
    const { op, kernel, shapes, options } = this.#plan;
    if (against === undefined || against === kernel.id)
      return planned(
        op.id,
        { ...this.#call, shapes: mutable(shapes) },
        this.#device,
      );
    return planned(
      op.id,
      { shapes: mutable(shapes), options: { ...options }, kernel: against },
      this.#device,
    );
  }

  #op(passes: readonly EditedPass['pass'][]): Op {
    const { op, kernel, plan } = this.#plan;
    return opWith(op, kernel, plan, passes);
  }

  #prepare(
    op: Op,
    kernel = this.#plan.kernel.id,
    constants = this.#plan.constants,
  ): Promise<Executable> {
    const { options } = this.#plan;
    const { signal } = this.#call;
    const inputs = this.#inputs;
    const job: Job = { op, kernel, constants, inputs, options, signal };
    return prepareWebgpu(job, this.#context, this.#device);
  }

  /** Throws `timeout`, `device-lost` and `cancelled`. */
  #limited<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { signal } = this.#call;
    throwIfCancelled(signal);
    const { gpu } = this.#context;
    const limited = within(
      this.#limitMs,
      `${what} (${this.#plan.op.id} ${this.#plan.kernel.id})`,
      () => this.#host.device.giveUp(),
      gpu.life.during(work()),
    );
    return abortable(limited, signal);
  }

  #tell(done: number, label: string): void {
    const progress: Progress = { done, label };
    this.#call.onProgress?.(progress);
  }

  #report(
    passes: TrialPass[],
    {
      loop = null,
      firstRunMs = null,
      check = null,
      repeat = { unstable: null, unwritten: 0 },
      ab = null,
      abMissing,
    }: {
      loop?: StoppedLoop | null;
      firstRunMs?: number | null;
      check?: CheckReport | null;
      repeat?: Repeat;
      ab?: Comparison | null;
      abMissing?: string;
    },
  ): TrialReport {
    const { op, kernel, constants, shapes, options } = this.#plan;
    const missing = abMissing === undefined ? {} : { abMissing };
    const found = { passes, loop, check, ...repeat, ab, ...missing };
    return {
      ...{ op: op.id, kernel: kernel.id, constants: { ...constants } },
      ...verdictOf(found),
      ...found,
      firstRunMs,
      cost: costWith(op.cost(shapes, options), op, kernel.id),
      adapter: this.#device.adapter,
      software: this.#device.software,
      seed: this.#seed,
      shapes: mutable(shapes),
      options: { ...options },
      measuredAt: new Date().toISOString(),
    };
  }
}

const mutable = (shapes: Planned['shapes']): Record<string, number[]> =>
  Object.fromEntries(
    Object.entries(shapes).map(([role, shape]) => [role, [...shape]]),
  );

/** A pipeline or a binding that the device refuses is about the text too. */
function compileMessage(error: unknown): string | null {
  if (error instanceof RidgepointError)
    return error.code === 'compile' ? error.message : null;
  return error instanceof Error && error.name === 'Error'
    ? error.message
    : null;
}
