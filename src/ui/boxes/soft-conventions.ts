/** Soft NMS as each library has it, and where their scores part. Pure. */
import type { Convention } from './conventions';
import type { Outcome, Rules, Softness } from './outcome';

const softly = (page: Rules, change: Partial<Softness>): Rules =>
  page.soft ? { ...page, soft: { ...page.soft, ...change } } : page;

export const softConventions: readonly Convention[] = [
  {
    id: 'page',
    title: 'Soft NMS as on this page',
    note: 'Decays where IoU > threshold, sides as lengths; a box is out when its score falls below the threshold.',
    rules: (page) => page,
  },
  {
    id: 'authors',
    title: 'Soft-NMS, its authors’ code',
    note: 'Corners are pixels of the box: every side is one longer. The bell curve is exp(−IoU²/σ).',
    rules: (page) => ({
      ...softly(page, { variant: 'paper' }),
      legacyPixel: true,
    }),
  },
  {
    id: 'mmcv',
    title: 'mmcv soft_nms',
    note: 'Decays where IoU ≥ threshold: a tie loses score too.',
    rules: (page) => ({
      ...softly(page, { variant: 'paper' }),
      suppressAt: 'greater-equal',
    }),
  },
  {
    id: 'mmcv-defaults',
    title: 'mmcv, nothing set',
    note: 'Linear, IoU 0.3, and boxes stay down to a score of 0.001.',
    rules: (page) => ({
      ...softly(page, { method: 'linear' }),
      ...{ suppressAt: 'greater-equal', iou: 0.3 },
    }),
    score: 0.001,
  },
  {
    id: 'tensorflow',
    title: 'TensorFlow NonMaxSuppressionV5',
    note: 'Gaussian only, and exp(−IoU²/2σ): the same σ takes less. tfjs, beside that, drops what is above the IoU threshold.',
    rules: (page) =>
      softly(page, { method: 'gaussian', variant: 'tensorflow' }),
  },
  {
    id: 'none',
    title: 'torchvision nms, ONNX',
    note: 'Know no soft NMS: what overlaps by more than the threshold is out.',
    rules: (page) => ({ ...page, soft: null }),
  },
];

/** "Box 4: 0.340 on this page, out here." */
export const whySoft = (base: Outcome, other: Outcome, index: number) =>
  `Box ${index}: ${leftOf(base, index)} on this page, ` +
  `${leftOf(other, index)} here.`;

const leftOf = ({ scene, decayed, isKept }: Outcome, index: number) =>
  isKept[index] ? (decayed ?? scene.scores)[index].toFixed(3) : 'out';
