/**
 * The classic filters as conv2d layers: which coefficients, which channels,
 * how the answer is shown. Pure.
 */
import type { Tensor } from '../../ops/tensor';
import type { Look } from './pixels';
import { box, flipped, gaussian, three, type Taps } from './taps';

/** One conv2d call over the picture and how to look at its output. */
export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly input: 'luma' | 'rgb';
  /** One output channel each; a single one is shared by red, green and blue. */
  readonly taps: readonly Taps[];
  readonly rate: number;
  readonly wiring: 'depthwise' | 'dense';
  /** Sobel x and y become one gradient strength on the page. */
  readonly combine: 'none' | 'magnitude';
  readonly look: Look;
}

export interface FilterSettings {
  readonly filter: FilterId;
  readonly size: number;
  readonly sigma: number;
  /** The kernel that the ladder and depthwise against dense work with. */
  readonly base: string;
  readonly flip: boolean;
}

export interface Filter {
  readonly title: string;
  readonly group: 'Edges' | 'Smooth' | 'Detail' | 'Lessons';
  readonly summary: string;
  /** Settings that matter to it. */
  readonly controls: readonly ('size' | 'sigma' | 'base')[];
  readonly bases?: readonly string[];
}

const asStored: Look = { scale: 1, offset: 0 };
const strength: Look = { scale: 0.5, offset: 0 };
const greyIsZero: Look = { scale: 0.5, offset: 0.5 };
/** A second derivative of a photograph is small; shown twice as strong. */
const faintGreyIsZero: Look = { scale: 1, offset: 0.5 };

const sobelX = three([-1, 0, 1, -2, 0, 2, -1, 0, 1]);
const sobelY = three([-1, -2, -1, 0, 0, 0, 1, 2, 1]);
const laplacian = three([0, 1, 0, 1, -4, 1, 0, 1, 0]);
const sharpen = three([0, -1, 0, -1, 5, -1, 0, -1, 0]);
const emboss = three([-2, -1, 0, -1, 1, 1, 0, 1, 2]);

export const filters = {
  sobel: {
    title: 'Sobel',
    group: 'Edges',
    summary:
      'Two filters in one layer, left to right and top to bottom; shown is ' +
      'the strength of the gradient, the root of both squares.',
    controls: [],
  },
  'sobel-x': {
    title: 'Sobel x',
    group: 'Edges',
    summary: 'Change from left to right. Mid grey is zero.',
    controls: [],
  },
  'sobel-y': {
    title: 'Sobel y',
    group: 'Edges',
    summary: 'Change from top to bottom. Mid grey is zero.',
    controls: [],
  },
  laplacian: {
    title: 'Laplacian',
    group: 'Edges',
    summary: 'Second derivative in both directions. Mid grey is zero.',
    controls: [],
  },
  gaussian: {
    title: 'Gaussian',
    group: 'Smooth',
    summary: 'A weighted mean; sigma sets how far it reaches.',
    controls: ['size', 'sigma'],
  },
  box: {
    title: 'Box',
    group: 'Smooth',
    summary: 'The plain mean of a square of pixels.',
    controls: ['size'],
  },
  sharpen: {
    title: 'Sharpen',
    group: 'Detail',
    summary: 'Each pixel minus its four neighbours, plus itself.',
    controls: [],
  },
  emboss: {
    title: 'Emboss',
    group: 'Detail',
    summary: 'Light from one corner; a flipped kernel moves the lamp.',
    controls: [],
  },
  ladder: {
    title: 'Dilated ladder',
    group: 'Lessons',
    summary:
      'The same nine weights spread apart: rates 1, 2, 4 and 8 see 3, 5, 9 ' +
      'and 17 pixels across for the same work.',
    controls: ['base'],
    bases: ['gaussian', 'laplacian'],
  },
  depthwise: {
    title: 'Depthwise or dense',
    group: 'Lessons',
    summary:
      'One filter per colour (3 groups) against a full 3 to 3 layer whose ' +
      'cross terms are zero: same picture, three times the multiply-adds.',
    controls: ['base'],
    bases: ['gaussian', 'sharpen', 'emboss'],
  },
} as const satisfies Record<string, Filter>;

export type FilterId = keyof typeof filters;
export const filterIds = Object.keys(filters) as FilterId[];
export const filterById = (id: FilterId): Filter => filters[id];
export const sizes = [3, 5, 7, 9, 11, 15] as const;
export const rates = [1, 2, 4, 8] as const;

/** The conv2d calls that a filter stands for, kernels flipped if asked. */
export function stages(settings: FilterSettings): Stage[] {
  const made = unflipped(settings);
  if (!settings.flip) return made;
  return made.map((stage) => ({ ...stage, taps: stage.taps.map(flipped) }));
}

function unflipped({ filter, size, sigma, base }: FilterSettings): Stage[] {
  const title = filters[filter].title;
  const grey = (taps: Taps[], look: Look): Stage => ({
    id: filter,
    title,
    input: 'luma',
    taps,
    rate: 1,
    wiring: 'dense',
    combine: taps.length === 2 ? 'magnitude' : 'none',
    look,
  });
  const colour = (taps: Taps): Stage => ({
    ...grey([taps], asStored),
    input: 'rgb',
    wiring: 'depthwise',
  });
  switch (filter) {
    case 'sobel':
      return [grey([sobelX, sobelY], strength)];
    case 'sobel-x':
      return [grey([sobelX], greyIsZero)];
    case 'sobel-y':
      return [grey([sobelY], greyIsZero)];
    case 'laplacian':
      return [grey([laplacian], faintGreyIsZero)];
    case 'gaussian':
      return [colour(gaussian(size, sigma))];
    case 'box':
      return [colour(box(size))];
    case 'sharpen':
      return [colour(sharpen)];
    case 'emboss':
      return [colour(emboss)];
    case 'ladder':
      return rates.map((rate) => ({
        ...(base === 'laplacian'
          ? grey([laplacian], faintGreyIsZero)
          : colour(gaussian(3, 1))),
        id: `rate-${rate}`,
        title: `Rate ${rate}`,
        rate,
      }));
    case 'depthwise': {
      const stage = colour(baseTaps(base));
      return [
        { ...stage, id: 'depthwise', title: 'Depthwise' },
        { ...stage, id: 'dense', title: 'Dense', wiring: 'dense' },
      ];
    }
  }
}

const baseTaps = (base: string): Taps =>
  base === 'sharpen' ? sharpen : base === 'emboss' ? emboss : gaussian(3, 1);

/** Pixels across that one output pixel looks at. */
export const receptiveField = ({ taps, rate }: Stage): number =>
  (taps[0].size - 1) * rate + 1;

export const channels = (stage: Stage): number =>
  stage.input === 'rgb' ? 3 : stage.combine === 'none' ? stage.taps.length : 1;

/** oihw. */
export function filterTensor(stage: Stage): Tensor {
  const { size } = stage.taps[0];
  if (stage.input === 'luma')
    return tensor(
      [stage.taps.length, 1, size, size],
      stage.taps.flatMap((taps) => taps.values),
    );
  const [{ values }] = stage.taps;
  if (stage.wiring === 'depthwise')
    return tensor([3, 1, size, size], [...values, ...values, ...values]);
  const nothing = values.map(() => 0);
  const diagonal = [0, 1, 2].flatMap((out) =>
    [0, 1, 2].flatMap((from) => (out === from ? values : nothing)),
  );
  return tensor([3, 3, size, size], diagonal);
}

/** WebNN's option names; the padding keeps the picture's size. */
export function conv2dOptions(stage: Stage): Record<string, unknown> {
  const side = (receptiveField(stage) - 1) / 2;
  return {
    padding: [side, side, side, side],
    dilations: [stage.rate, stage.rate],
    groups: stage.input === 'rgb' && stage.wiring === 'depthwise' ? 3 : 1,
    inputLayout: 'nchw',
    filterLayout: 'oihw',
  };
}

const tensor = (shape: number[], values: readonly number[]): Tensor => ({
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
});
