/** The loop: cases from a seed until the time is up, failures made small. */
import type { Engine } from '../engine/api';
import { ops as allOps, opById } from '../ops';
import type { Op } from '../ops/op';
import { Draw } from './draw';
import { drawProblem } from './draw-problem';
import { drawFault } from './fault';
import {
  decodeCase,
  encodeCase,
  type Finding,
  type FuzzCase,
} from './fuzz-case';
import { linkOf } from './link';
import { CaseRunner, Hang, type CaseOutcome } from './run-case';
import { shrunk } from './shrink';
import { modesOf } from './values';

export interface FuzzRequest {
  seed: number;
  /** Of the first case. */
  from: number;
  /** One case only, or so many. */
  cases?: number;
  minutes?: number;
  op?: string;
  backend?: string;
  /** A case as encodeCase writes it, instead of drawn ones. */
  given?: string;
}

/** What is told after each case. */
export interface FuzzNews extends Omit<CaseOutcome, 'findings'> {
  index: number;
  op: string;
  findings: {
    runner: string;
    message: string;
    /** The smallest case that still fails, encoded. */
    case: string;
    link: string | null;
  }[];
}

/** One in so many is a wrong call. */
const wrongShare = 0.3;

export async function runFuzz(
  open: () => Promise<Engine>,
  request: FuzzRequest,
  tell: (news: FuzzNews) => void | Promise<void>,
): Promise<void> {
  const {
    seed,
    from,
    cases = Infinity,
    minutes = Infinity,
    op,
    backend,
  } = request;
  const ops = op === undefined ? allOps : [opById(op)];
  const end = performance.now() + minutes * 60_000;
  let engine = await open();
  try {
    for (let i = from; i < from + cases && performance.now() < end; i++) {
      const one = request.given
        ? decodeCase(request.given)
        : drawCase(ops[i % ops.length], seed, i);
      try {
        await tell({ index: i, ...(await tryCase(engine, one, backend)) });
      } catch (error) {
        if (!(error instanceof HangFound)) throw error;
        await tell({ index: i, ...error.news });
        void engine.dispose();
        engine = await open();
      }
    }
  } finally {
    await engine.dispose();
  }
}

class HangFound extends Error {
  readonly news: Omit<FuzzNews, 'index'>;
  constructor(news: Omit<FuzzNews, 'index'>) {
    super('hang');
    this.news = news;
  }
}

/** Follows from the seed, the index and the op alone. */
export function drawCase(op: Op, seed: number, index: number): FuzzCase {
  const draw = new Draw(seed, index, op.id);
  const { problem, workload } = drawProblem(op, draw);
  const right: FuzzCase = {
    op: op.id,
    shapes: problem.shapes,
    options: { ...problem.options },
    workload,
    values: {
      mode: draw.chance(0.4) ? 'usual' : draw.pick(modesOf(op)),
      seed: draw.seed(),
      dtype: draw.chance(0.12) ? 'float16' : 'float32',
    },
    fault: null,
  };
  return draw.chance(wrongShare)
    ? { ...right, fault: drawFault(right, draw) }
    : right;
}

async function tryCase(
  engine: Engine,
  one: FuzzCase,
  backend: string | undefined,
): Promise<Omit<FuzzNews, 'index'>> {
  const runner = new CaseRunner(engine, await engine.device(), backend);
  const news = (outcome: CaseOutcome, findings: readonly Finding[]) => ({
    ...outcome,
    op: one.op,
    findings: findings.map((finding) => ({
      runner: finding.runner,
      message: finding.message,
      case: encodeCase(finding.case),
      link: linkOf(finding.case),
    })),
  });
  let outcome: CaseOutcome;
  try {
    outcome = await runner.run(one);
    if (one.fault) await checkUnharmed(engine, one, outcome);
  } catch (error) {
    if (!(error instanceof Hang)) throw error;
    const finding = { case: one, runner: 'call', message: error.message };
    throw new HangFound({
      ...news({ checks: 0, rejections: {}, skipped: {}, findings: [] }, [
        finding,
      ]),
    });
  }
  if (outcome.findings.length === 0) return news(outcome, []);
  const fails = async (smaller: FuzzCase) =>
    (await runner.run(smaller)).findings.length > 0;
  const [first] = outcome.findings;
  const least = await shrunk(first.case, fails);
  const [again] = (await runner.run(least)).findings;
  return news(outcome, [again ?? first]);
}

const small = {
  shape: [2, 3],
  dtype: 'float32' as const,
  data: Float32Array.of(-1, 2, -3, 4, -5, 6),
};
const rectified = '0,2,0,4,0,6';

/** A wrong call must not spoil the next one. */
async function checkUnharmed(
  engine: Engine,
  one: FuzzCase,
  { findings }: CaseOutcome,
) {
  const { gpu } = await engine.device();
  for (const backend of [
    'wasm',
    ...(gpu ? ['webgpu' as const] : []),
  ] as const) {
    const { outputs } = await engine.run('relu', {
      inputs: { input: small },
      backend,
    });
    const got = Array.from(outputs.output.data as Float32Array).join();
    if (got !== rectified)
      findings.push({
        ...{ case: one, runner: `${backend} relu afterwards` },
        message: `${got} instead of ${rectified}`,
      });
  }
}
