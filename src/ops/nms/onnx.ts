/**
 * nonMaxSuppression, ONNX's form: boxes [B, N, 4] as y1, x1, y2, x2 in any
 * corner order (or centre x, y, width, height), scores [B, C, N] → rows of
 * image, class and box [n, 3]: image by image, class by class, by falling score.
 */
import { invalid } from '../../errors';
import { elementCount } from '../tensor';
import { nmsOp } from './define';
import { onnxNmsFields, onnxNmsOptionsOf } from './fields';
import { clusteredBoxes, float32, shuffledScores } from './generate';
import { onnxNmsOptions, type OnnxNmsOptions } from './options';

export const nonMaxSuppression = nmsOp<OnnxNmsOptions>({
  id: 'nonMaxSuppression',
  summary:
    'nms of every class of every image in one call; each class scores the ' +
    'same boxes.',
  source: 'https://onnx.ai/onnx/operators/onnx__NonMaxSuppression.html',
  inputs: [{ name: 'boxes' }, { name: 'scores' }],
  fields: onnxNmsFields,
  presets: [
    {
      id: 'voc-4x20',
      title: '4 images × 20 classes × 1,000 boxes',
      group: 'Detectors',
      workload: { n: 1000, c: 20, b: 4 },
    },
    {
      id: 'coco-80x1000-onnx',
      title: '80 classes × 1,000 boxes',
      group: 'Detectors',
      workload: { n: 1000, c: 80, max: 1000 },
    },
  ],
  problem(workload) {
    const [n, c, b] = ['n', 'c', 'b'].map((id) => workload[id] as number);
    return {
      shapes: { boxes: [b, n, 4], scores: [b, c, n] },
      options: onnxNmsOptions(onnxNmsOptionsOf(workload)),
    };
  },
  options: onnxNmsOptions,
  work({ boxes, scores }, options) {
    if (boxes?.length !== 3 || boxes[2] !== 4)
      throw invalid(
        `nonMaxSuppression takes boxes [B, N, 4], not [${String(boxes)}].`,
      );
    const [batch, count] = boxes;
    if (scores?.length !== 3 || scores[0] !== batch || scores[2] !== count)
      throw invalid(
        `nonMaxSuppression takes scores [${batch}, C, ${count}], not ` +
          `[${String(scores)}].`,
      );
    const [, classes] = scores;
    const cap = options.maxOutputBoxesPerClass;
    return {
      iouThreshold: options.iouThreshold,
      scoreThreshold: options.scoreThreshold,
      suppressAt: options.suppressAt,
      boxFormat: options.centerPointBox ? 'cxcywh' : 'yxyx',
      legacyPixel: false,
      segments: batch * classes,
      boxes: count,
      classes,
      classed: false,
      cap,
      columns: 3,
      rows: batch * classes * Math.min(cap, count),
      padded: false,
    };
  },
  generate: ({ boxes, scores }, seed) => ({
    boxes: float32(boxes, clusteredBoxes(elementCount(boxes) / 4, seed)),
    scores: float32(scores, shuffledScores(elementCount(scores))),
  }),
  evenClasses: 1,
});
