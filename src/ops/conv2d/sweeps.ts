/** Which sizes of a conv2d grow, and what grows with them. */
import type { Workload } from '../fields';
import type { Sweep } from '../op';

const pixels: Sweep = {
  id: 'pixels',
  label: 'Height = width',
  unit: 'pixels',
  values: [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512],
  at: (workload, value) => ({ ...workload, in: [value, value] }),
  describe: size,
};

const channels: Sweep = {
  id: 'channels',
  label: 'Channels in = out',
  unit: 'channels',
  values: [1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 384, 512, 768, 1024, 1536],
  at(workload, value) {
    const groups = groupsAt(workload, value);
    const count = groups * Math.ceil(value / groups);
    return { ...workload, cin: count, cout: count, g: groups };
  },
  describe: size,
};

export const conv2dSweeps: readonly Sweep[] = [pixels, channels];

/** A depthwise layer stays depthwise; other groups keep their number. */
function groupsAt({ cin, g }: Workload, value: number): number {
  return g !== 1 && g === cin ? value : (g as number);
}

/** Height, width and channels out: the output's channels are the work's. */
function size(workload: Workload): string {
  const [height, width] = workload.in as readonly number[];
  return `${height}×${width}×${String(workload.cout)}`;
}
