/** One picture through one network on one backend, part by part. */
import type { Control, Engine, PreparedNetwork } from '../../engine/api';
import {
  preprocessed,
  scalesOf,
  type Pixels,
} from '../../networks/trained/preprocess';
import {
  facesOf,
  inPicture,
  nmsCall,
  type Face,
  type FaceTask,
  type Task,
} from '../../networks/trained/tasks';
import type { Tensor, Tensors } from '../../ops/tensor';
import { lowestScore, type Side } from './link';

/** A network that is ready for pictures. */
export interface Session {
  readonly task: Task;
  readonly backend: Side;
  readonly prepared: PreparedNetwork;
  /** Empty for a task without boxes. */
  readonly anchors: Float32Array;
  /** Reading weights, compiling and packing. */
  readonly prepareMs: number;
}

export type Answer =
  | {
      readonly kind: 'faces';
      /** All from the slider's lowest score, the surest first. */
      readonly faces: readonly Face[];
    }
  | {
      readonly kind: 'mask';
      readonly side: number;
      /** [side · side], 0 to 1. */
      readonly mask: Float32Array;
    };

/** Milliseconds as this page sees them. `run`: there, through and back. */
export interface Parts {
  readonly preprocess: number;
  readonly run: number;
  readonly decode: number;
  /** null for a mask: nothing overlaps. */
  readonly nms: number | null;
}

export interface Seen {
  readonly answer: Answer;
  readonly parts: Parts;
  readonly input: Tensor;
  readonly outputs: Tensors;
}

export async function see(
  engine: Engine,
  session: Session,
  pixels: Pixels,
  control: Control = {},
): Promise<Seen> {
  const { task, prepared } = session;
  const start = performance.now();
  const input = preprocessed(pixels, task.preprocess);
  const entered = performance.now();
  const outputs = await prepared.run({ input }, control);
  const left = performance.now();
  const times = { preprocess: entered - start, run: left - entered };
  if (task.kind === 'mask') {
    const mask = task.mask(outputs);
    const { side } = task.preprocess;
    const parts = { ...times, decode: performance.now() - left, nms: null };
    return { answer: { kind: 'mask', side, mask }, parts, input, outputs };
  }
  const candidates = candidatesOf(task, session, outputs, pixels);
  const decoded = performance.now();
  const kept = await suppressed(engine, task, session, candidates, control);
  const answer: Answer = { kind: 'faces', faces: facesOf(candidates, kept) };
  const parts = {
    ...{ ...times, decode: decoded - left },
    nms: performance.now() - decoded,
  };
  return { answer, parts, input, outputs };
}

export const candidatesOf = (
  task: FaceTask,
  { anchors }: Session,
  outputs: Tensors,
  pixels: Pixels,
) =>
  inPicture(task.decode(outputs, anchors), scalesOf(pixels, task.preprocess));

/**
 * A box falls only to a surer one, so what is kept from the lowest score up
 * and then cut at a higher one is what nms would keep from there: the slider
 * needs no other run.
 */
export async function suppressed(
  engine: Engine,
  task: FaceTask,
  { backend }: Session,
  candidates: ReturnType<typeof candidatesOf>,
  control: Control,
): Promise<Int32Array> {
  const { signal } = control;
  const { outputs } = await engine.run('nms', {
    ...nmsCall(candidates, task, lowestScore),
    ...{ backend, signal },
  });
  return outputs.output.data as Int32Array;
}
