/** The stages of an answer, each timed by itself, several times. */
import type { Control, Engine, Stats } from '../../engine/api';
import { stats } from '../../engine/stats';
import { preprocessed, type Pixels } from '../../networks/trained/preprocess';
import {
  candidatesOf,
  see,
  suppressed,
  type Seen,
  type Session,
} from './pipeline';

export const stageIds = [
  'preprocess',
  'upload',
  'network',
  'readback',
  'decode',
  'nms',
] as const;
export type StageId = (typeof stageIds)[number];

/** This page's own code, whichever backend runs the network. */
export const sharedStages = ['preprocess', 'decode'] as const;

export interface Measured {
  /** null: this task has no such stage. */
  readonly stages: Readonly<Record<StageId, Stats | null>>;
  /** Picture to answer, nothing timed in between. */
  readonly whole: Stats;
  /** That shared the network's work: more than 1 on WASM only. */
  readonly threads: number;
}

const budgetMs = 500;
const most = 20;
/** A network that takes seconds is not made to run often. */
const fewest = (ms: number) => (ms > 1500 ? 2 : 3);
/** Of what takes no network. */
const sharedRuns = 7;

/**
 * `seen`: an answer to the same picture, which says how long one takes.
 * `other`: of the other side, whose shared stages are not timed again.
 */
export async function measure(
  engine: Engine,
  session: Session,
  pixels: Pixels,
  seen: Seen,
  other: Measured | null,
  { signal, onProgress }: Control,
): Promise<Measured> {
  const { task, prepared } = session;
  const { preprocess, run, decode, nms } = seen.parts;
  const each = preprocess + run + decode + (nms ?? 0);
  const runs = Math.min(
    most,
    Math.max(fewest(each), Math.round(budgetMs / each)),
  );
  const tell = (done: number, label: string) => onProgress?.({ done, label });

  const whole = await repeat(runs, async (i) => {
    tell((0.5 * i) / runs, 'timing whole answers');
    await see(engine, session, pixels, { signal });
  });
  const { uploadMs, networkMs, readbackMs, threads } =
    await prepared.timeStages(
      { input: seen.input },
      {
        ...{ runs, signal },
        onProgress: ({ done }) => tell(0.5 + 0.35 * done, 'timing the network'),
      },
    );
  tell(0.85, 'timing the stages around it');
  const before =
    other?.stages.preprocess ??
    (await repeat(sharedRuns, () => preprocessed(pixels, task.preprocess)));
  const stages = { upload: uploadMs, network: networkMs, readback: readbackMs };
  if (task.kind === 'mask')
    return {
      stages: { ...stages, preprocess: before, decode: null, nms: null },
      ...{ whole, threads },
    };
  const decoding =
    other?.stages.decode ??
    (await repeat(sharedRuns, () =>
      candidatesOf(task, session, seen.outputs, pixels),
    ));
  const candidates = candidatesOf(task, session, seen.outputs, pixels);
  const suppression = await repeat(runs, () =>
    suppressed(engine, task, session, candidates, { signal }),
  );
  return {
    stages: {
      ...{ ...stages, preprocess: before, decode: decoding },
      nms: suppression,
    },
    ...{ whole, threads },
  };
}

async function repeat(
  runs: number,
  work: (run: number) => unknown,
): Promise<Stats> {
  const samples: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work(i);
    samples.push(performance.now() - start);
  }
  return stats(samples);
}
