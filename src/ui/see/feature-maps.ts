/** A layer's output as pictures, one for each channel. Pure. */
import type { LayerInfo } from '../../engine/api';
import type { Tensor } from '../../ops/tensor';
import type { Raster } from '../picture/pixels';

export interface Layer {
  /** As the network names it. */
  readonly name: string;
  readonly op: string;
  /** The value that it makes. */
  readonly value: string;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** The layers that make maps: [1, channels, height, width]. */
export const mapLayers = (layers: readonly LayerInfo[]): Layer[] =>
  layers.flatMap(({ name, op, kernel, outputs, outputShapes }) =>
    Object.entries(outputs).flatMap(([output, value]) => {
      const shape = outputShapes[output];
      const [, channels, height, width] = shape;
      // Without a kernel it is the layer before under another shape.
      return kernel !== null && shape.length === 4 && height * width > 1
        ? [{ name, op, value, channels, height, width }]
        : [];
    }),
  );

export interface Summary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Share of exact zeros: what an activation has cut off. */
  readonly zeros: number;
}

export function summaryOf(values: Float32Array): Summary {
  let [min, max, sum, zeros] = [Infinity, -Infinity, 0, 0];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    if (value === 0) zeros++;
    sum += value;
  }
  const { length } = values;
  return { min, max, mean: sum / length, zeros: zeros / length };
}

export const channelOf = (
  { data, shape: [, , height, width] }: Tensor,
  channel: number,
): Float32Array =>
  (data as Float32Array).subarray(
    channel * height * width,
    (channel + 1) * height * width,
  );

export const palettes = ['heat', 'grey'] as const;
export type Palette = (typeof palettes)[number];

/** Dark to light in even steps; read well by the colour-blind, too. */
const stops: Readonly<Record<Palette, readonly (readonly number[])[]>> = {
  grey: [
    [0, 0, 0],
    [255, 255, 255],
  ],
  heat: [
    [4, 3, 20],
    [66, 15, 106],
    [147, 38, 103],
    [221, 81, 58],
    [252, 165, 10],
    [252, 255, 164],
  ],
};

/** `low` and what is below it in the first colour, `high` in the last. */
export function paint(
  values: Float32Array,
  [width, height]: readonly [number, number],
  { min: low, max: high }: Pick<Summary, 'min' | 'max'>,
  palette: Palette,
): Raster {
  const colours = stops[palette];
  const last = colours.length - 1;
  const scale = high > low ? last / (high - low) : 0;
  const data = new Uint8ClampedArray(4 * values.length);
  for (let i = 0; i < values.length; i++) {
    const at = Math.min(Math.max((values[i] - low) * scale, 0), last);
    const first = Math.min(Math.floor(at), last - 1);
    const share = at - first;
    for (let c = 0; c < 3; c++)
      data[4 * i + c] =
        colours[first][c] + share * (colours[first + 1][c] - colours[first][c]);
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}
