/** Which sizes of a separable convolution grow. */
import { conv2dSweeps } from '../conv2d/sweeps';
import type { Sweep } from '../op';

const [pixels, channels] = conv2dSweeps;

export const separableSweeps: readonly Sweep[] = [
  pixels,
  {
    ...channels,
    at: (workload, value) => ({ ...workload, cin: value, cout: value }),
  },
];
