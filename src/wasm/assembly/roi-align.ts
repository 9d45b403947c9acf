import { at } from './geometry';
import { clearRow, planeOf, Rois, storeFour } from './roi';
import { multiplyAdd } from './simd';

/** Of src/ops/roi/options.ts. */
const MOST_SAMPLES: f64 = 4096;

/** Of a region of that size along one axis, in that many bins. */
export function samplesOf(g: Rois, size: f32, bins: i32): i32 {
  if (g.samplingRatio > 0) return g.samplingRatio;
  // As float64 the quotient is whole only where it really is.
  const samples = ceil(<f64>size / <f64>bins);
  return samples > 0 ? <i32>min<f64>(samples, MOST_SAMPLES) : 0;
}

/** Where a bin's first sample lies, given the size of a bin and a step. */
export function firstSample(start: f32, bin: f32, index: i32, step: f32): f32 {
  return start + <f32>index * bin + <f32>0.5 * step;
}

/**
 * Samples before the first that may lie inside along an axis, at least: a
 * region may be far larger than its image. Only those behind are looked at.
 */
export function samplesBefore(position: f32, step: f32, samples: i32): i32 {
  if (!(step > 0)) return 0;
  const before = Math.floor((<f64>-1 - <f64>position) / <f64>step) - 2;
  return <i32>min<f64>(max<f64>(before, 0), <f64>samples);
}

/** Samples up to the last that may lie inside. */
export function samplesUntil(
  position: f32,
  step: f32,
  samples: i32,
  side: i32,
): i32 {
  if (!(step > 0)) return samples;
  const until = Math.ceil((<f64>side - <f64>position) / <f64>step) + 3;
  return <i32>min<f64>(max<f64>(until, 0), <f64>samples);
}

/**
 * The pixels of a bin along one axis, each once: byte offsets and weights, 8
 * bytes each. Returns one past the last.
 */
function mergeSamples(
  list: usize,
  position: f32,
  step: f32,
  samples: i32,
  side: i32,
  stride: i32,
  share: f32,
): usize {
  let end = list;
  const until = samplesUntil(position, step, samples, side);
  for (let i = samplesBefore(position, step, samples); i < until; i++) {
    const place = position + <f32>i * step;
    if (!(place >= -1 && place <= <f32>side)) continue;
    const held = min(max(place, 0), <f32>(side - 1));
    const low = <i32>held;
    const weight = held - <f32>low;
    end = addPixel(list, end, 16 * low * stride, share * (1 - weight));
    const high = min(low + 1, side - 1);
    end = addPixel(list, end, 16 * high * stride, share * weight);
  }
  return end;
}

/** Neighbouring samples have their pixels among the last two. */
function addPixel(list: usize, end: usize, offset: i32, weight: f32): usize {
  for (let entry = end - 8; entry >= list && entry >= end - 16; entry -= 8)
    if (load<i32>(entry) == offset) {
      store<f32>(entry, load<f32>(entry, 4) + weight, 4);
      return end;
    }
  store<i32>(end, offset);
  store<f32>(end, weight, 4);
  return end + 8;
}

/** The mean of each bin's samples. A part is a row of bins of a region. */
export function alignRows(
  g: Rois,
  packed: usize,
  boxes: usize,
  output: usize,
  rows: usize,
  columns: usize,
  first: i32,
  end: i32,
): void {
  for (let part = first; part < end; part++) {
    const roi = part / g.binsY;
    const binY = part - roi * g.binsY;
    const box = at(boxes, 5 * roi);
    const to = at(output, roi * g.outN + binY * g.outH);
    const plane = planeOf(g, packed, box);
    if (!plane) {
      clearRow(g, to);
      continue;
    }
    const left = load<f32>(box, 4) * g.scale - g.shift;
    const upper = load<f32>(box, 8) * g.scale - g.shift;
    const right = load<f32>(box, 12) * g.scale - g.shift;
    const lower = load<f32>(box, 16) * g.scale - g.shift;
    const width = max(right - left, g.leastSize);
    const height = max(lower - upper, g.leastSize);
    const down = samplesOf(g, height, g.binsY);
    const across = samplesOf(g, width, g.binsX);
    const binHeight = height / <f32>g.binsY;
    const binWidth = width / <f32>g.binsX;
    const stepY = binHeight / <f32>max(down, 1);
    const stepX = binWidth / <f32>max(across, 1);
    const rowsEnd = mergeSamples(
      rows,
      firstSample(upper, binHeight, binY, stepY),
      stepY,
      down,
      g.height,
      g.packedH,
      <f32>1 / <f32>max(down, 1),
    );
    for (let binX = 0; binX < g.binsX; binX++) {
      const columnsEnd = mergeSamples(
        columns,
        firstSample(left, binWidth, binX, stepX),
        stepX,
        across,
        g.width,
        g.packedW,
        <f32>1 / <f32>max(across, 1),
      );
      const place = at(to, binX * g.outW);
      weigh(g, plane, place, rows, rowsEnd, columns, columnsEnd);
    }
  }
}

/** Rows times columns of pixels, weighted, for all channels. */
function weigh(
  g: Rois,
  plane: usize,
  to: usize,
  rows: usize,
  rowsEnd: usize,
  columns: usize,
  columnsEnd: usize,
): void {
  const fours = (g.channels + 3) >> 2;
  const step = 16 * <usize>g.packedC;
  let four = 0;
  // Two vectors share what is read of a row and a column.
  for (; four + 2 <= fours; four += 2) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (let row = rows; row < rowsEnd; row += 8) {
      const line = plane + load<i32>(row);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      for (let column = columns; column < columnsEnd; column += 8) {
        const from = line + load<i32>(column);
        const weight = v128.load_splat<f32>(column, 4);
        c = multiplyAdd(v128.load(from), weight, c);
        d = multiplyAdd(v128.load(from + step), weight, d);
      }
      const weight = v128.load_splat<f32>(row, 4);
      a = multiplyAdd(c, weight, a);
      b = multiplyAdd(d, weight, b);
    }
    storeFour(g, to, four, a);
    storeFour(g, to, four + 1, b);
    plane += 2 * step;
  }
  if (four == fours) return;
  let sum = f32x4.splat(0);
  for (let row = rows; row < rowsEnd; row += 8) {
    const line = plane + load<i32>(row);
    let part = f32x4.splat(0);
    for (let column = columns; column < columnsEnd; column += 8)
      part = multiplyAdd(
        v128.load(line + load<i32>(column)),
        v128.load_splat<f32>(column, 4),
        part,
      );
    sum = multiplyAdd(part, v128.load_splat<f32>(row, 4), sum);
  }
  storeFour(g, to, four, sum);
}
