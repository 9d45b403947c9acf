/** The fields that several data movement ops have: an image, and its layout. */
import { inputLayouts } from '../conv2d/geometry';
import type { Field, Workload } from '../fields';

export const sideField: Field = {
  kind: 'ints',
  parts: ['height', 'width'],
  id: 'in',
  label: 'Input H × W',
  help: 'Height and width of the input, in pixels.',
  min: 1,
  max: 4096,
  initial: [28, 28],
};
export const channelField: Field = {
  kind: 'int',
  id: 'c',
  label: 'Channels',
  help: 'Feature planes of the input.',
  min: 1,
  max: 65536,
  initial: 64,
};
export const batchField: Field = {
  kind: 'int',
  id: 'n',
  label: 'Batch',
  help: 'Images in one call.',
  min: 1,
  max: 64,
  initial: 1,
};
export const layoutField: Field = {
  kind: 'choice',
  id: 'layout',
  label: 'Layout',
  help: 'Order of the axes in memory: channels first or channels last.',
  choices: inputLayouts,
  initial: 'nchw',
};
export const imageFields = [sideField, channelField, batchField];

/** [batch, channels, height, width] of a form's values. */
export function imageShape(workload: Workload): number[] {
  const [h, w] = workload.in as readonly number[];
  return [workload.n as number, workload.c as number, h, w];
}

/** From the order nchw into the layout of the form, or as it is. */
export const inLayout = <T>(workload: Workload, nchw: readonly T[]): T[] =>
  [...((workload.layout as string | undefined) ?? 'nchw')].map(
    (axis) => nchw['nchw'.indexOf(axis)],
  );
