/** A task from picture to answer, as the page does it. */
import type { Backend, Engine } from '../../src/engine/api';
import {
  preprocessed,
  scalesOf,
  type Pixels,
} from '../../src/networks/trained/preprocess';
import {
  facesOf,
  inPicture,
  nmsCall,
  taskOf,
  type Face,
  type FaceTask,
  type MaskTask,
} from '../../src/networks/trained/tasks';

type Runs = Pick<Engine, 'run' | 'prepareNetwork'>;

async function outputsOf(
  engine: Runs,
  id: string,
  pixels: Pixels,
  backend: Backend,
) {
  const prepared = await engine.prepareNetwork(id, { backend });
  try {
    return await prepared.run({
      input: preprocessed(pixels, taskOf(id).preprocess),
    });
  } finally {
    await prepared.dispose();
  }
}

export async function facesIn(
  engine: Runs,
  id: string,
  pixels: Pixels,
  backend: Backend,
): Promise<Face[]> {
  const task = taskOf(id) as FaceTask;
  const outputs = await outputsOf(engine, id, pixels, backend);
  const candidates = inPicture(
    task.decode(outputs, await task.anchors()),
    scalesOf(pixels, task.preprocess),
  );
  const { outputs: kept } = await engine.run('nms', {
    ...nmsCall(candidates, task, task.scoreThreshold),
    backend,
  });
  return facesOf(candidates, kept.output.data as Int32Array);
}

export async function maskOf(
  engine: Runs,
  id: string,
  pixels: Pixels,
  backend: Backend,
): Promise<Float32Array> {
  const task = taskOf(id) as MaskTask;
  return task.mask(await outputsOf(engine, id, pixels, backend));
}

export function iou(a: readonly number[], b: readonly number[]): number {
  const side = (axis: number) =>
    Math.max(
      0,
      Math.min(a[axis + 2], b[axis + 2]) - Math.max(a[axis], b[axis]),
    );
  const area = (box: readonly number[]) =>
    (box[2] - box[0]) * (box[3] - box[1]);
  const overlap = side(0) * side(1);
  return overlap / (area(a) + area(b) - overlap);
}
