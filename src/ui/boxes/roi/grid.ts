/** Where ROI pool and ROI align cut a box, in pixels of the picture. Pure. */
import { alignExtent, poolWindows } from '../../../ops/roi/geometry';
import { roiAlignOptions, roiPoolOptions } from '../../../ops/roi/options';

export interface Region {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Setup {
  /** Pixels of the picture in one of the feature map, on each side. */
  readonly stride: number;
  /** Bins on each side of the region. */
  readonly bins: number;
  /** Of the feature map. */
  readonly height: number;
  readonly width: number;
}

/** Edges of the bins along one axis, in picture pixels. */
export interface Cuts {
  readonly exact: readonly number[];
  /** From … to of each bin; neighbours may share a row of features. */
  readonly rounded: readonly (readonly [number, number])[];
}

export interface Grid {
  readonly x: Cuts;
  readonly y: Cuts;
  /** What ROI pool takes for the box. */
  readonly rounded: Region;
  /** Farthest that an edge of the box was moved, in picture pixels. */
  readonly shift: number;
  /** Shares: of the box that is left out, of the region that is not the box. */
  readonly lost: number;
  readonly foreign: number;
}

export function gridOf(box: Region, setup: Setup): Grid {
  const { height, width } = setup;
  const x = cuts(box.x1, box.x2, width, setup);
  const y = cuts(box.y1, box.y2, height, setup);
  const rounded = {
    x1: x.rounded[0][0],
    x2: x.rounded[x.rounded.length - 1][1],
    y1: y.rounded[0][0],
    y2: y.rounded[y.rounded.length - 1][1],
  };
  const shared =
    overlap(box.x1, box.x2, rounded.x1, rounded.x2) *
    overlap(box.y1, box.y2, rounded.y1, rounded.y2);
  const edges = ['x1', 'y1', 'x2', 'y2'] as const;
  return {
    x,
    y,
    rounded,
    shift: Math.max(
      ...edges.map((edge) => Math.abs(box[edge] - rounded[edge])),
    ),
    lost: 1 - shared / area(box),
    foreign: area(rounded) > 0 ? 1 - shared / area(rounded) : 0,
  };
}

function cuts(
  low: number,
  high: number,
  side: number,
  { stride, bins }: Setup,
): Cuts {
  const scale = 1 / stride;
  const options = roiAlignOptions({ spatialScale: scale, aligned: true });
  const { start, size } = alignExtent(low, high, bins, options);
  const pool = roiPoolOptions({ spatialScale: scale });
  return {
    // Aligned, a pixel's centre is at a half: its edges are whole again.
    exact: Array.from(
      { length: bins + 1 },
      (_, bin) => (start + 0.5 + (size / bins) * bin) * stride,
    ),
    rounded: poolWindows(low, high, bins, side, pool).map(
      ([from, to]) => [from * stride, to * stride] as const,
    ),
  };
}

const area = ({ x1, y1, x2, y2 }: Region) => (x2 - x1) * (y2 - y1);

const overlap = (a1: number, a2: number, b1: number, b2: number) =>
  Math.max(0, Math.min(a2, b2) - Math.max(a1, b1));

/** Moved, or grown at its lower right corner, within the picture. */
export function nudgedRegion(
  box: Region,
  dx: number,
  dy: number,
  resize: boolean,
  { stride, height, width }: Setup,
): Region {
  const [right, bottom] = [width * stride, height * stride];
  const least = 8;
  if (resize)
    return {
      ...box,
      x2: Math.min(right, Math.max(box.x1 + least, box.x2 + dx)),
      y2: Math.min(bottom, Math.max(box.y1 + least, box.y2 + dy)),
    };
  const x = Math.min(right - box.x2, Math.max(-box.x1, dx));
  const y = Math.min(bottom - box.y2, Math.max(-box.y1, dy));
  return {
    x1: box.x1 + x,
    x2: box.x2 + x,
    y1: box.y1 + y,
    y2: box.y2 + y,
  };
}
