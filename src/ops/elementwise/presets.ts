import type { Preset } from '../op';

/** A layer's activations: channels × height × width, and what else is set. */
export const layer = (
  network: string,
  id: string,
  title: string,
  c: number,
  [h, w]: readonly [height: number, width: number],
  more: Preset['workload'] = {},
): Preset => ({
  id,
  title,
  group: network,
  workload: { c, in: [h, w], ...more },
});
