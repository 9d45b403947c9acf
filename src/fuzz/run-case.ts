/** Runs one case through an engine and says what is not as it should be. */
import type { DeviceReport, Engine, RunResult } from '../engine/api';
import type { RidgepointError } from '../errors';
import { opById } from '../ops';
import type { Constants, Op, Options } from '../ops/op';
import { shapesOf, type Tensors } from '../ops/tensor';
import { difference, oracleOf, type Oracle } from './compare';
import { Draw } from './draw';
import { broken, type LooseCall } from './fault';
import type { Finding, FuzzCase, Runner } from './fuzz-case';
import { inputsOf } from './values';

export interface CaseOutcome {
  /** Answers that were compared with the oracle's. */
  checks: number;
  /** Coded errors by code. */
  rejections: Record<string, number>;
  /** Reasons why a kernel did not run. */
  skipped: Record<string, number>;
  findings: Finding[];
}

/** No answer for so long is a hang. */
const patienceMs = 120_000;
/** A wrong call is told from a right one without work. */
const rejectionMs = 10_000;
/** What a case may ask of a device and not get. */
const mayRefuse = new Set(['limit', 'out-of-memory', 'unsupported']);

type Answer = Pick<RunResult, 'outputs' | 'kernel'>;

export class Hang extends Error {}

export class CaseRunner {
  readonly #engine: Engine;
  readonly #device: DeviceReport;
  readonly #backend: string | undefined;
  #outcome: CaseOutcome = emptyOutcome();

  constructor(engine: Engine, device: DeviceReport, backend?: string) {
    this.#engine = engine;
    this.#device = device;
    this.#backend = backend;
  }

  async run(one: FuzzCase): Promise<CaseOutcome> {
    this.#outcome = emptyOutcome();
    const op = opById(one.op);
    const options = op.options(one.options);
    const inputs = inputsOf(op, one, options);
    if (one.fault) await this.#wrong(one, op, inputs);
    else await this.#right(one, op, inputs, options);
    return this.#outcome;
  }

  async #right(one: FuzzCase, op: Op, inputs: Tensors, options: Options) {
    const oracle = oracleOf(op, inputs, options);
    const draw = new Draw(one.values.seed, 'runners');
    const before = copied(inputs);
    for (const runner of this.#runners(one, op, options, draw)) {
      const call = { inputs, options: { ...one.options }, ...runner };
      const how = draw.chance(0.25) ? 'prepare' : 'run';
      const narrowed = { ...one, only: runner };
      await this.#answer(narrowed, named(runner), op, options, oracle, () =>
        this.#outputs(how, { op: op.id, call }),
      );
    }
    if (!isSame(before, inputs))
      this.#find(one, 'call', 'the inputs were changed');
  }

  /** Every kernel that takes the problem, with one or two of its variants. */
  #runners(one: FuzzCase, op: Op, options: Options, draw: Draw): Runner[] {
    const { shapes, values, only } = one;
    return op.kernels.flatMap((kernel) => {
      const { backend, id } = kernel;
      if ((only && only.kernel !== id) || (only && only.backend !== backend))
        return [];
      if (this.#backend && this.#backend !== backend) return [];
      if (backend === 'webgpu' && !this.#device.gpu)
        return this.#skip('no GPU');
      const dtype = kernel.dtype && values.dtype;
      if (kernel.supports(shapes, options, this.#device, dtype) !== true)
        return this.#skip('not for this kernel');
      const variants = kernel.variants?.(shapes, options, this.#device) ?? [{}];
      // A smaller problem may have no such constants.
      const chosen = only
        ? variants.filter((constants) => isEqual(constants, only.constants))
        : someOf(variants, draw);
      return chosen.map((constants) => ({ backend, kernel: id, constants }));
    });
  }

  #skip(reason: string): [] {
    count(this.#outcome.skipped, reason);
    return [];
  }

  async #wrong(one: FuzzCase, op: Op, inputs: Tensors) {
    const fault = broken(one.fault!, op, {
      inputs,
      options: { ...one.options },
    });
    const { call, mustFail, shows } = fault;
    if (this.#backend && call.backend === undefined)
      call.backend = this.#backend;
    const start = performance.now();
    try {
      const answer = await this.#outputs('run', fault);
      if (mustFail)
        this.#find(one, 'call', 'was answered, and must be refused');
      else await this.#compareLoose(one, op, fault, answer);
    } catch (error) {
      const tookMs = performance.now() - start;
      if (!this.#coded(one, 'call', error)) return;
      const { code, message } = error as RidgepointError;
      // What is too large is right, and told by the tensor that it makes.
      const told = code === 'limit' ? [...shows, ...op.outputs] : shows;
      if (told.length > 0 && !told.some((text) => message.includes(text)))
        this.#find(one, 'call', `names none of ${told.join(', ')}: ${message}`);
      if (tookMs > rejectionMs)
        this.#find(one, 'call', `was refused after ${Math.round(tookMs)} ms`);
    }
  }

  /** An odd call that the engine takes has to have a right answer. */
  async #compareLoose(
    one: FuzzCase,
    op: Op,
    { call }: LooseCall,
    answer: Answer,
  ) {
    const options = op.options((call.options ?? {}) as Options);
    const inputs = Object.fromEntries(
      Object.entries(call.inputs as Tensors).filter(([, tensor]) => tensor),
    );
    const oracle = oracleOf(op, inputs, options);
    await this.#answer(
      one,
      'call',
      op,
      options,
      oracle,
      async () => answer,
      inputs,
    );
  }

  async #answer(
    one: FuzzCase,
    runner: string,
    op: Op,
    options: Options,
    oracle: Oracle,
    answer: () => Promise<Answer>,
    inputs = inputsOf(op, one, options),
  ) {
    try {
      const { outputs, kernel } = await answer();
      this.#outcome.checks++;
      const problem = difference(
        ...([op, kernel, inputs, options, outputs, oracle] as const),
      );
      if (problem) this.#find(one, runner, problem);
    } catch (error) {
      if (!this.#coded(one, runner, error)) return;
      const { code, message } = error as RidgepointError;
      if (!mayRefuse.has(code)) this.#find(one, runner, `${code}: ${message}`);
    }
  }

  async #outputs(
    how: 'run' | 'prepare',
    { op, call }: LooseCall,
  ): Promise<Answer> {
    const [id, given] = [op as string, call as { inputs: Tensors }];
    if (how === 'run') return inTime(this.#engine.run(id, given));
    const prepared = await inTime(
      this.#engine.prepare(id, { tuneMs: 0, ...given }),
    );
    try {
      await inTime(prepared.run(2));
      const outputs = await inTime(prepared.read());
      return { outputs, kernel: prepared.kernel };
    } finally {
      await inTime(prepared.dispose());
    }
  }

  /** Counts a coded error; anything else is a finding, a hang is thrown on. */
  #coded(one: FuzzCase, runner: string, error: unknown): boolean {
    if (error instanceof Hang) {
      this.#find(one, runner, error.message);
      throw error;
    }
    const { code, message } = error as RidgepointError;
    if (code === undefined) {
      this.#find(one, runner, `an error without a code: ${message}`);
      return false;
    }
    count(this.#outcome.rejections, code);
    return true;
  }

  #find(one: FuzzCase, runner: string, message: string) {
    this.#outcome.findings.push({ case: one, runner, message });
  }
}

const emptyOutcome = (): CaseOutcome => ({
  ...{ checks: 0, rejections: {}, skipped: {}, findings: [] },
});

/** The guess, one of the others, or both. */
function someOf(
  variants: readonly Constants[],
  draw: Draw,
): readonly Constants[] {
  if (variants.length < 2) return variants;
  const other = draw.pick(variants.slice(1));
  return draw.chance(0.5) ? [variants[0], other] : [other];
}

const isEqual = (a: Constants, b: Constants): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const named = ({ backend, kernel, constants }: Runner) =>
  [backend, kernel, Object.values(constants).join('x')].join(' ').trim();

export function count(counts: Record<string, number>, name: string, by = 1) {
  counts[name] = (counts[name] ?? 0) + by;
}

const copied = (tensors: Tensors): Tensors => structuredClone(tensors);

const isSame = (before: Tensors, after: Tensors): boolean =>
  JSON.stringify(shapesOf(before)) === JSON.stringify(shapesOf(after)) &&
  Object.entries(before).every(([role, { data }]) =>
    (data as Float32Array).every((value, i) =>
      Object.is(value, after[role].data[i]),
    ),
  );

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Hang(`no answer within ${patienceMs / 1000} s`)),
      patienceMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
