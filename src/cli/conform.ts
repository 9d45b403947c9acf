/** Runs recorded vectors through the oracle and every kernel of their op. */
import type { Backend, Engine, OpInfo, RunResult } from '../engine/api';
import { RidgepointError } from '../errors';
import { elementCount, type Tensors } from '../ops/tensor';
import {
  compareTensors,
  elementAt,
  readOptions,
  readTensor,
  type VectorCase,
  type VectorTensor,
} from './vectors';

export interface Outcome {
  op: string;
  case: string;
  /** "reference" or a kernel, as "webgpu naive"; "" for the whole op. */
  runner: string;
  status: 'passed' | 'failed' | 'unsupported';
  message: string;
}
interface Runner {
  readonly backend: Backend;
  readonly kernel?: string;
}

/** Every case on everything that could run it; tells after each case. */
export async function runConformance(
  engine: Engine,
  cases: readonly VectorCase[],
  onProgress: (outcomes: Outcome[]) => void | Promise<void>,
): Promise<void> {
  const ops = new Map((await engine.ops()).map((op) => [op.id, op]));
  const { gpu } = await engine.device();
  for (const given of cases) {
    const op = ops.get(given.op);
    const vector = op ? scalarsAsOptions(op, given) : given;
    await onProgress(
      op ? await runCase(engine, op, gpu, vector) : [missing(vector)],
    );
  }
}

/** ONNX passes thresholds and counts as scalar tensors: here they are options. */
function scalarsAsOptions(op: OpInfo, vector: VectorCase): VectorCase {
  const options = optionNames(op);
  const isScalar = ([name, { shape }]: [string, VectorTensor]) =>
    shape.length === 0 &&
    options.has(name) &&
    !op.inputs.some((role) => role.name === name);
  const all = Object.entries(vector.inputs);
  const scalars = all
    .filter(isScalar)
    .map(([name, tensor]) => [name, elementAt(readTensor(tensor), 0)]);
  return {
    ...vector,
    inputs: Object.fromEntries(all.filter((entry) => !isScalar(entry))),
    options: { ...vector.options, ...Object.fromEntries(scalars) },
  };
}

const optionNames = (op: OpInfo) =>
  new Set(op.presets.flatMap(({ options }) => Object.keys(options)));

const missing = ({ op, name }: VectorCase): Outcome => ({
  op,
  case: name,
  runner: '',
  status: 'unsupported',
  message: 'no such op here',
});

async function runCase(
  engine: Engine,
  op: OpInfo,
  gpu: boolean,
  vector: VectorCase,
): Promise<Outcome[]> {
  const kernels = op.kernels
    .filter(({ backend }) => gpu || backend !== 'webgpu')
    .map(({ id, backend }): Runner => ({ backend, kernel: id }));
  const outcomes: Outcome[] = [];
  for (const runner of [{ backend: 'reference' } as Runner, ...kernels]) {
    const [status, message] = await attempt(engine, op, runner, vector);
    const name = [runner.backend, runner.kernel].filter(Boolean).join(' ');
    outcomes.push({
      ...{ op: op.id, case: vector.name, runner: name },
      ...{ status, message },
    });
  }
  return outcomes;
}

async function attempt(
  engine: Engine,
  op: OpInfo,
  { backend, kernel }: Runner,
  vector: VectorCase,
): Promise<[Outcome['status'], string]> {
  const reason =
    unknownPart(op, vector) ??
    (backend !== 'reference' && isNonFinite(vector)
      ? 'not finite: WGSL and relaxed SIMD promise nothing'
      : null);
  if (reason) return ['unsupported', reason];
  try {
    const inputs = readTensors(vector.inputs);
    const expected = readTensors(vector.outputs);
    const options = readOptions(vector.options);
    const result = await engine.run(op.id, {
      ...{ inputs, options, backend },
      ...(kernel && { kernel }),
    });
    const problem = difference(result, expected, vector, backend, kernel);
    return problem ? ['failed', problem] : ['passed', ''];
  } catch (error) {
    const { message } = error as Error;
    return isOutside(error, vector)
      ? ['unsupported', message]
      : ['failed', message];
  }
}

/** Not for this kernel, or past WebNN and refused. */
const isOutside = (error: unknown, { ext = [] }: VectorCase) =>
  error instanceof RidgepointError &&
  (error.code === 'unsupported' ||
    (error.code === 'invalid' && ext.length > 0));

/** An option or role that the op does not have: not ours to run. */
function unknownPart(op: OpInfo, vector: VectorCase): string | null {
  const known = optionNames(op);
  const option = Object.keys(vector.options).find((name) => !known.has(name));
  if (option !== undefined) return `no option ${option}`;
  const roles = new Set(op.inputs.map(({ name }) => name));
  const input = Object.keys(vector.inputs).find((name) => !roles.has(name));
  if (input !== undefined) return `no input ${input}`;
  const output = Object.keys(vector.outputs).find(
    (name) => !op.outputs.includes(name),
  );
  return output === undefined ? null : `no output ${output}`;
}

const isNonFinite = ({ tags = [] }: VectorCase) =>
  tags.includes('nan') || tags.includes('inf');

const readTensors = (given: Record<string, VectorTensor>): Tensors =>
  Object.fromEntries(
    Object.entries(given).map(([role, tensor]) => [role, readTensor(tensor)]),
  );

/** What is wrong with the outputs, in words, or null. */
function difference(
  result: RunResult,
  expected: Tensors,
  { tolerance }: VectorCase,
  backend: Backend,
  kernel: string | undefined,
): string | null {
  // A result that came from elsewhere would prove nothing of this runner.
  if (result.backend !== backend || (kernel && result.kernel !== kernel))
    return `${result.backend} ${result.kernel} ran instead`;
  for (const [role, want] of Object.entries(expected)) {
    const got = result.outputs[role];
    if (!got) return `output ${role} is missing`;
    if (got.shape.join() !== want.shape.join())
      return (
        `${role} has the shape [${got.shape.join(', ')}], ` +
        `expected [${want.shape.join(', ')}]`
      );
    const off = compareTensors(got, want, tolerance);
    if (off)
      return (
        `${role}[${off.index}] is ${off.actual}, expected ${off.expected}; ` +
        `${off.count} of ${elementCount(want.shape)} are outside ` +
        `${tolerance.kind} ${tolerance.value}`
      );
  }
  return null;
}
