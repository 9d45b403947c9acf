/** Where everything on the chart lies, in pixels. Pure. */
import { linePath, type Frame, type Point } from '../../roofline/geometry';
import { timeAt, type Sample } from '../../roofline/fit';
import { logScale, type Domain } from '../../roofline/scale';
import { formatCompact } from '../units';
import { sideNames, type Analysis, type Series, type SweepRow } from './rows';

export interface Mark {
  readonly at: number;
  readonly text: string;
}
export interface Curve {
  readonly series: Series;
  readonly line: string;
  readonly points: readonly Point[];
}
export interface Chart {
  readonly frame: Frame;
  readonly yTicks: readonly Mark[];
  readonly sizes: readonly Mark[];
  readonly works: readonly Mark[];
  /** One per row: the strip that answers the pointer. */
  readonly bands: readonly { readonly x: number; readonly width: number }[];
  readonly curves: readonly Curve[];
  /** Beside the right ends of the lines, pushed apart. */
  readonly names: readonly (Point & {
    readonly text: string;
    readonly series: Series;
  })[];
  readonly crossing: Point | null;
}

const narrow = 560;

export function chartOf(
  rows: readonly SweepRow[],
  { series, endToEnd }: Analysis,
  width: number,
): Chart {
  const small = width < narrow;
  const frame = {
    width,
    height: small ? (width * 11) / 16 + 34 : Math.min(460, width * 0.52),
    left: 50,
    right: small ? 68 : 84,
    top: 26,
    bottom: 58,
  };
  const works = rows.map(({ point }) => point.cost.macs);
  const xDomain: Domain = [works[0] / 1.5, works[works.length - 1] * 1.5];
  const lines = series.map((each) => fitted(each, xDomain[0]));
  const yDomain = decades([
    ...series.flatMap(({ samples }) => samples.map(({ ms }) => ms)),
    ...lines.flatMap((line) => line.map(({ ms }) => ms)),
  ]);
  const bottom = frame.height - frame.bottom;
  const x = logScale(xDomain, frame.left, width - frame.right);
  const y = logScale(yDomain, bottom, frame.top);
  const places = works.map(x);
  const curves = series.map((each, index): Curve => ({
    series: each,
    line: linePath(lines[index].map(place)),
    points: each.samples.map(place),
  }));
  return {
    frame,
    yTicks: decadesOf(yDomain).map((ms) => ({ at: y(ms), text: sayMs(ms) })),
    sizes: thin(
      rows.map(({ point }, i) => ({ at: places[i], text: `${point.value}` })),
      28,
    ),
    works: thin(
      works.map((work, i) => ({ at: places[i], text: formatCompact(work) })),
      54,
    ),
    bands: bandsOf(places, frame),
    curves,
    names: apart(
      series.flatMap((each, index) => {
        const end = lines[index].at(-1);
        return end ? [{ ...place(end), series: each, text: nameOf(each) }] : [];
      }),
      frame,
    ),
    crossing: crossingAt(),
  };

  function place({ work, ms }: Sample): Point {
    return { x: x(work), y: y(ms) };
  }

  function crossingAt(): Point | null {
    const { result, cpu, gpu } = endToEnd;
    if (result.kind !== 'crossing' || !cpu || !gpu) return null;
    const ms = Math.sqrt(timeAt(cpu, result.work) * timeAt(gpu, result.work));
    return place({ work: result.work, ms });
  }
}

const lineSteps = 48;

/**
 * The fitted line bends on logarithmic axes, so it is drawn in steps; it ends
 * a little past the last size that was measured.
 */
function fitted({ fit, samples }: Series, low: number): Sample[] {
  if (!fit) return [];
  const high = 1.5 * Math.max(...samples.map(({ work }) => work));
  return Array.from({ length: lineSteps + 1 }, (_, step) => {
    const work = low * (high / low) ** (step / lineSteps);
    return { work, ms: timeAt(fit, work) };
  }).filter(({ ms }) => ms > 0);
}

const nameOf = ({ side, measure }: Series) =>
  sideNames[side] + (measure === 'kernel' ? ' kernel' : '');

/** Whole decades around all values. */
function decades(values: readonly number[]): Domain {
  const low = Math.floor(Math.log10(Math.min(...values) / 1.2));
  const high = Math.ceil(Math.log10(Math.max(...values) * 1.2));
  return [10 ** low, 10 ** high];
}

function decadesOf([low, high]: Domain): number[] {
  const first = Math.round(Math.log10(low));
  const count = Math.round(Math.log10(high)) - first + 1;
  return Array.from({ length: count }, (_, index) => 10 ** (first + index));
}

/** 1 µs, 10 ms, 1 s: decades need no digits after the point. */
function sayMs(ms: number): string {
  if (ms < 1e-3) return `${Math.round(ms * 1e6)} ns`;
  if (ms < 1) return `${Math.round(ms * 1e3)} µs`;
  return ms < 1e3 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1e3)} s`;
}

/** The last one stays: it says where the sweep ends. */
function thin(marks: readonly Mark[], gap: number): Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks.toReversed())
    if (kept.every(({ at }) => Math.abs(at - mark.at) >= gap)) kept.push(mark);
  return kept.toReversed();
}

function bandsOf(places: readonly number[], { width, left, right }: Frame) {
  const edges = places.slice(1).map((at, index) => (at + places[index]) / 2);
  const from = [left, ...edges];
  const to = [...edges, width - right];
  return from.map((x, index) => ({ x, width: to[index] - x }));
}

const lineHeight = 14;

/** Downwards so that none overlaps, then back up from the bottom edge. */
function apart<T extends Point>(
  labels: readonly T[],
  { height, bottom }: Frame,
): T[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  let next = -Infinity;
  const down = sorted.map((label) => {
    next = Math.max(label.y, next + lineHeight);
    return { ...label, y: next };
  });
  let last = height - bottom + lineHeight;
  return down.toReversed().map((label) => {
    last = Math.min(label.y, last - lineHeight);
    return { ...label, y: last };
  });
}
