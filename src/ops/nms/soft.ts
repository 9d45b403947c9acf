/**
 * softNms: boxes [N, 4], scores [N] → indices [n] of the boxes kept, in the
 * order in which they were, and their decayed scores [n].
 */
import { invalid } from '../../errors';
import type { Op } from '../op';
import type { Shapes } from '../tensor';
import { softGpuKernel } from './gpu/soft';
import { clusteredBoxes, float32, shuffledScores } from './generate';
import { softNmsFields, softNmsOptionsOf } from './soft-fields';
import { softNmsOptions, type SoftNmsOptions } from './soft-options';
import { softReference } from './soft-reference';
import { softWasmKernel } from './soft-wasm';

/** A pair's 13 of nms, but no comparison, then a weight and a product. */
const operations = 15;

/** Throws `invalid` for shapes that do not fit each other. */
function sizes(
  { boxes, scores }: Shapes,
  { maxOutputSize }: SoftNmsOptions,
): { count: number; cap: number; pairs: number } {
  if (boxes?.length !== 2 || boxes[1] !== 4)
    throw invalid(`softNms takes boxes [N, 4], not [${String(boxes)}].`);
  const [count] = boxes;
  if (scores?.length !== 1 || scores[0] !== count)
    throw invalid(
      `softNms takes scores [${count}], one for each box, not ` +
        `[${String(scores)}].`,
    );
  const cap = Math.min(maxOutputSize ?? count, count);
  return { count, cap, pairs: cap * count - (cap * (cap + 1)) / 2 };
}

export const softNms: Op<SoftNmsOptions> = {
  id: 'softNms',
  title: 'softNms',
  family: 'Detection',
  summary:
    'Boxes that overlap a better one lose score instead of falling out: the ' +
    'best is kept, the others decay, and the next best is looked for.',
  source: 'https://arxiv.org/abs/1704.04503',
  inputs: [{ name: 'boxes' }, { name: 'scores' }],
  outputs: ['indices', 'scores'],
  outputTypes: { indices: 'int32' },
  counted: { indices: 'rows', scores: 'rows' },
  fields: softNmsFields,
  presets: [
    {
      id: 'detections-1000',
      title: '1,000 boxes, linear',
      group: 'Detectors',
      workload: { n: 1000 },
    },
    {
      id: 'gaussian-1000-100',
      title: '1,000 boxes, gaussian, the best 100',
      group: 'Detectors',
      workload: { n: 1000, method: 'gaussian', max: 100 },
    },
  ],
  problem: (workload) => ({
    shapes: {
      boxes: [workload.n as number, 4],
      scores: [workload.n as number],
    },
    options: softNmsOptions(softNmsOptionsOf(workload)),
  }),
  options: softNmsOptions,
  shapes(shapes, options) {
    const { cap } = sizes(shapes, options);
    return { indices: [cap], scores: [cap] };
  },
  /** At most: no box falls below the score threshold. */
  cost(shapes, options) {
    const { count, cap, pairs } = sizes(shapes, options);
    return {
      macs: pairs,
      flops: operations * pairs,
      params: 0,
      bytesRead: 20 * count,
      bytesWritten: 8 * cap,
      bytesNoReuse: 2 * 16 * pairs,
    };
  },
  generate: ({ boxes, scores }, seed) => ({
    boxes: float32(boxes, clusteredBoxes(boxes[0], seed)),
    scores: float32(scores, shuffledScores(boxes[0])),
  }),
  formulas(shapes, options) {
    const { count, cap, pairs } = sizes(shapes, options);
    return [
      { name: 'boxes', text: `${count}`, value: count },
      { name: 'output rows', text: `at most ${cap}`, value: cap },
      {
        name: 'pairs',
        text: `at most ${cap}·${count} − ${cap}·(${cap}+1)/2`,
        value: pairs,
      },
      {
        name: 'FLOPs',
        text: `${operations} of a pair`,
        value: operations * pairs,
      },
    ];
  },
  tolerance: () => ({
    ulp: 0,
    why:
      'indices and scores are exact: overlap and decay are taken in the same ' +
      'rounded steps, as an ULP could change which box is next',
  }),
  reference: (inputs, options) =>
    softReference(
      inputs,
      options,
      options.maxOutputSize ?? inputs.scores.data.length,
    ),
  kernels: [softGpuKernel, softWasmKernel],
  prefer: ({ boxes: [count] }, _options, { software }) =>
    software || count < 512 ? ['fours', 'rounds'] : ['rounds', 'fours'],
};
