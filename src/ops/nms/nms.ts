/** nms and batchedNms: boxes [N, 4], scores [N] → kept indices [n]. */
import { invalid } from '../../errors';
import type { Preset } from '../op';
import type { Shapes } from '../tensor';
import { nmsOp } from './define';
import { boxesSweep, nmsFields, nmsOptionsOf } from './fields';
import { clusteredBoxes, float32, shuffledScores } from './generate';
import { nmsOptions, type NmsOptions } from './options';
import type { Work } from './work';

/** Of COCO: the classes that generated boxes take in turn. */
const generatedClasses = 80;

const preset = (n: number, title: string): Preset => ({
  id: `peers-${title.split(' ')[0]}`,
  title,
  group: 'Peer workloads',
  workload: { n },
});

export const nms = nmsOp<NmsOptions>({
  id: 'nms',
  summary:
    'Keeps the best box of each cluster: by falling score, a box falls out ' +
    'when it overlaps one that was kept.',
  source:
    'https://pytorch.org/vision/stable/generated/torchvision.ops.nms.html',
  inputs: [{ name: 'boxes' }, { name: 'scores' }],
  fields: nmsFields,
  presets: [
    preset(1000, '18a · 1,000 boxes'),
    preset(5000, '18b · 5,000 boxes'),
    preset(20_000, '18c · 20,000 boxes'),
    {
      id: 'large-100k',
      title: '100,000 boxes, before any filter',
      group: 'Detectors',
      workload: { n: 100_000 },
    },
  ],
  sweeps: [boxesSweep],
  problem: (workload) => ({
    shapes: {
      boxes: [workload.n as number, 4],
      scores: [workload.n as number],
    },
    options: nmsOptions('nms', nmsOptionsOf(workload)),
  }),
  options: (given) => nmsOptions('nms', given),
  work: (shapes, options) => work('nms', shapes, options, false),
  generate: ({ boxes, scores }, seed) => ({
    boxes: float32(boxes, clusteredBoxes(boxes[0], seed)),
    scores: float32(scores, shuffledScores(boxes[0])),
  }),
  evenClasses: 1,
});

export const batchedNms = nmsOp<NmsOptions>({
  id: 'batchedNms',
  summary:
    'nms in which only boxes of one class meet, all classes at once; the ' +
    'result is by falling score over all.',
  source:
    'https://pytorch.org/vision/stable/generated/torchvision.ops.batched_nms.html',
  inputs: [
    { name: 'boxes' },
    { name: 'scores' },
    { name: 'idxs', dtype: 'int32' },
  ],
  fields: nmsFields,
  presets: [
    {
      id: 'coco-80x1000',
      title: '80 classes × 1,000 boxes',
      group: 'Detectors',
      workload: { n: 80_000 },
    },
    {
      id: 'coco-8400',
      title: '8,400 boxes of 80 classes, YOLO at 640×640',
      group: 'Detectors',
      workload: { n: 8400, iou: 0.45 },
    },
  ],
  sweeps: [boxesSweep],
  problem: (workload) => ({
    shapes: {
      boxes: [workload.n as number, 4],
      scores: [workload.n as number],
      idxs: [workload.n as number],
    },
    options: nmsOptions('batchedNms', nmsOptionsOf(workload)),
  }),
  options: (given) => nmsOptions('batchedNms', given),
  work: (shapes, options) => work('batchedNms', shapes, options, true),
  generate: ({ boxes, scores, idxs }, seed) => ({
    boxes: float32(boxes, clusteredBoxes(boxes[0], seed)),
    scores: float32(scores, shuffledScores(boxes[0])),
    idxs: {
      shape: [...idxs],
      dtype: 'int32',
      data: Int32Array.from(
        { length: idxs[0] },
        (_, i) => i % generatedClasses,
      ),
    },
  }),
  evenClasses: generatedClasses,
});

function work(
  op: string,
  { boxes, scores, idxs }: Shapes,
  options: NmsOptions,
  classed: boolean,
): Work {
  if (boxes?.length !== 2 || boxes[1] !== 4)
    throw invalid(`${op} takes boxes [N, 4], not [${String(boxes)}].`);
  const [count] = boxes;
  for (const [name, shape] of Object.entries({
    scores,
    ...(classed && { idxs }),
  }))
    if (shape?.length !== 1 || shape[0] !== count)
      throw invalid(
        `${op} takes ${name} [${count}], one for each box, not ` +
          `[${String(shape)}].`,
      );
  const cap = options.maxOutputSize ?? count;
  return {
    ...options,
    segments: 1,
    boxes: count,
    classes: 1,
    classed,
    cap,
    columns: 1,
    rows: options.padded ? cap : Math.min(cap, count),
  };
}
