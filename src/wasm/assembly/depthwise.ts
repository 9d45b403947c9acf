import { at, Geometry } from './geometry';

/** One weight for each output channel and tap, at the steps of the kernel. */
export function packTaps(
  g: Geometry,
  filter: usize,
  taps: usize,
  channelStep: i32,
  tapStep: i32,
): void {
  const channels = g.groups * g.outPerGroup;
  for (let c = 0; c < channels; c++)
    for (let ky = 0; ky < g.kernelHeight; ky++)
      for (let kx = 0; kx < g.kernelWidth; kx++) {
        const from = c * g.filterO + ky * g.filterH + kx * g.filterW;
        const tap = ky * g.kernelWidth + kx;
        const to = c * channelStep + tap * tapStep;
        store<f32>(at(taps, to), load<f32>(at(filter, from)));
      }
}
