/** What every op of the family takes: two sets of boxes in one format. */
import { invalid } from '../../errors';
import type { BoxFormat } from '../boxes/format';
import { oneOf, withoutAbsent } from '../conv2d/options';
import type { Fields, Workload } from '../fields';
import type { Options, Problem } from '../op';
import type { Shape, Shapes } from '../tensor';

/** In the order of shaders/box-iou/boxes.wgsl. */
export const boxFormats: readonly BoxFormat[] = [
  'xyxy',
  'yxyx',
  'xywh',
  'cxcywh',
];

export interface BoxIouOptions extends Options {
  /** Of both inputs. Default 'xyxy'. */
  readonly format: BoxFormat;
  /**
   * Added to every width and height. Default 0; 1 for boxes whose second
   * corner is their last pixel, as in Fast R-CNN's py_nms.
   */
  readonly offset: 0 | 1;
}

const defaultOptions: BoxIouOptions = { format: 'xyxy', offset: 0 };

/** Throws `invalid` for names and values that the ops do not have. */
export function boxIouOptions(id: string, given: Options): BoxIouOptions {
  for (const name of Object.keys(given))
    if (!(name in defaultOptions))
      throw invalid(
        `${id} has no option "${name}": use ` +
          `${Object.keys(defaultOptions).join(', ')}.`,
      );
  const merged = {
    ...defaultOptions,
    ...withoutAbsent(given),
  } as BoxIouOptions;
  oneOf('format', merged.format, boxFormats);
  if (merged.offset !== 0 && merged.offset !== 1)
    throw invalid(
      `option offset ${JSON.stringify(merged.offset)}: use 0, or 1 for boxes ` +
        `that end with their last pixel.`,
    );
  return merged;
}

/** The matrix's sides; throws `invalid` for anything but [N, 4] and [M, 4]. */
export function boxCounts(
  id: string,
  { boxes1, boxes2 }: Shapes,
): [rows: number, columns: number] {
  return [count(id, 'boxes1', boxes1), count(id, 'boxes2', boxes2)];
}

function count(id: string, role: string, shape: Shape | undefined): number {
  if (!shape)
    throw invalid(`${id} has no ${role}; pass a tensor of shape [N, 4].`);
  if (shape.length !== 2 || shape[1] !== 4)
    throw invalid(
      `${role} of shape [${shape.join(', ')}]: needs [N, 4], four numbers ` +
        `for each box.`,
    );
  return shape[0];
}

export const boxIouFields: Fields = [
  {
    kind: 'int',
    id: 'n',
    label: 'Boxes 1',
    help: 'Rows of the matrix.',
    min: 1,
    max: 65536,
    initial: 1000,
  },
  {
    kind: 'int',
    id: 'm',
    label: 'Boxes 2',
    help: 'Columns of the matrix.',
    min: 1,
    max: 65536,
    initial: 1000,
  },
  {
    kind: 'choice',
    id: 'format',
    label: 'Box format',
    help: 'What the four numbers of a box are.',
    choices: boxFormats,
    initial: 'xyxy',
  },
  {
    kind: 'flag',
    id: 'last',
    label: 'Inclusive corners',
    help: 'Adds 1 to each width and height, as Fast R-CNN did.',
    initial: false,
  },
];

/** A form's values as shapes and options. */
export const boxIouProblem = (
  id: string,
  { n, m, format, last }: Workload,
): Problem<BoxIouOptions> => ({
  shapes: { boxes1: [n as number, 4], boxes2: [m as number, 4] },
  options: boxIouOptions(id, { format, offset: last ? 1 : 0 }),
});
