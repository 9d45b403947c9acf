/** The numbers under the loupe. Pure. */
import type { Side, StageResult } from './compute';
import type { LoupeView } from './loupe';
import { valuesAt, type Raster } from './pixels';
import type { Point } from './plane-canvas';

export function loupeViews(
  { x, y }: Point,
  original: Raster | null,
  result: StageResult,
  shown: Record<'cpu' | 'gpu' | 'difference', Raster | null>,
): LoupeView[] {
  const cpu = result.cpu.status !== 'failed';
  const gpu = result.gpu.status !== 'failed';
  const side = (one: Side) =>
    one.status === 'done' ? valuesAt(one.planes, x, y).map(seven) : ['–'];
  const gap = result.difference;
  const views: (LoupeView & { absent?: boolean })[] = [
    { title: 'Original', raster: original, values: bytesAt(original, x, y) },
    {
      title: 'CPU',
      raster: shown.cpu,
      values: side(result.cpu),
      absent: !cpu,
    },
    {
      title: 'GPU',
      raster: shown.gpu,
      values: side(result.gpu),
      absent: !gpu,
    },
    {
      title: 'Difference',
      raster: shown.difference,
      values: gap ? valuesAt(gap.planes, x, y).map(scientific) : ['–'],
      absent: !cpu || !gpu,
    },
  ];
  return views.filter((view) => !view.absent);
}

function bytesAt(raster: Raster | null, x: number, y: number): string[] {
  if (!raster) return ['–'];
  const at = 4 * (y * raster.width + x);
  return [...raster.data.subarray(at, at + 3)].map((byte) => `${byte}/255`);
}

/** float32 has seven digits that mean something. */
const seven = (value: number) => value.toFixed(7).replace('-', '−');

/** 1.2e−7: differences live far below one. */
const scientific = (value: number) =>
  value === 0 ? '0' : value.toExponential(1).replace('e-', 'e−');
