/** What a user may set for a binary op, and the shapes that follow. */
import { inputLayouts } from '../conv2d/geometry';
import type { Fields, Workload } from '../fields';

/** How the second input repeats. */
const seconds = ['same', 'channels', 'pixels', 'number'] as const;

export const binaryFields: Fields = [
  {
    kind: 'ints',
    parts: ['height', 'width'],
    id: 'in',
    label: 'Input H × W',
    help: 'Height and width of the first input and of the output.',
    min: 1,
    max: 4096,
    initial: [56, 56],
  },
  {
    kind: 'int',
    id: 'c',
    label: 'Channels',
    help: 'Feature planes of the first input.',
    min: 1,
    max: 65536,
    initial: 64,
  },
  {
    kind: 'choice',
    id: 'second',
    label: 'Second input',
    help: 'As large as the first, or one number per channel, pixel, or for all.',
    choices: seconds,
    initial: 'same',
  },
  {
    kind: 'int',
    id: 'n',
    label: 'Batch',
    help: 'Images in one call.',
    min: 1,
    max: 64,
    initial: 1,
  },
  {
    kind: 'choice',
    id: 'layout',
    label: 'Layout',
    help: 'Order of the axes in memory: channels first or channels last.',
    choices: inputLayouts,
    initial: 'nchw',
  },
];

/** The shapes of the first input and of the second. */
export function shapesOf(workload: Workload): [a: number[], b: number[]] {
  const [h, w] = workload.in as readonly number[];
  const [n, c] = [workload.n as number, workload.c as number];
  const shape = (lengths: Record<string, number>) =>
    [...(workload.layout as string)].map((axis) => lengths[axis]);
  const second: Record<string, () => number[]> = {
    same: () => shape({ n, c, h, w }),
    channels: () => shape({ n: 1, c, h: 1, w: 1 }),
    pixels: () => shape({ n, c: 1, h, w }),
    number: () => [],
  };
  return [shape({ n, c, h, w }), second[workload.second as string]()];
}
