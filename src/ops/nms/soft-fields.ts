/** What a user may set of softNms. */
import type { Fields, Workload } from '../fields';
import type { Options } from '../op';
import { nmsFields } from './fields';
import { softMethods, softVariants } from './soft-options';

const shared = (...ids: string[]): Fields =>
  nmsFields.filter(({ id }) => ids.includes(id));

export const softNmsFields: Fields = [
  ...shared('n'),
  {
    kind: 'choice',
    id: 'method',
    label: 'Method',
    help: 'Scores times 1 − IoU, times a bell curve of it, or plain NMS.',
    choices: softMethods,
    initial: 'linear',
  },
  {
    kind: 'choice',
    id: 'variant',
    label: 'Bell curve',
    help: 'exp(−IoU² / σ) as in the paper, or exp(−IoU² / 2σ).',
    choices: softVariants,
    initial: 'paper',
    when: ['method', 'gaussian'],
  },
  {
    kind: 'number',
    id: 'sigma',
    label: 'σ',
    help: 'The width of the bell curve.',
    min: 1e-6,
    max: 1e6,
    initial: 0.5,
    when: ['method', 'gaussian'],
  },
  ...shared('iou').map((field) => ({ ...field, initial: 0.3 }) as typeof field),
  {
    kind: 'number',
    id: 'score',
    label: 'Score threshold',
    help: 'Boxes fall out when their score is below it.',
    min: -1e6,
    max: 1e6,
    initial: 0.001,
  },
  ...shared('max', 'at', 'format', 'pixel'),
];

export const softNmsOptionsOf = (workload: Workload): Options => ({
  method: workload.method,
  variant: workload.variant,
  sigma: workload.sigma,
  iouThreshold: workload.iou,
  scoreThreshold: workload.score,
  maxOutputSize: workload.max || null,
  suppressAt: workload.at,
  boxFormat: workload.format,
  legacyPixel: workload.pixel,
});
