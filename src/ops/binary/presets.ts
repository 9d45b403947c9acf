import type { Workload } from '../fields';
import type { Preset } from '../op';

/** A layer's activations, and what the second input is. */
export const layer = (
  network: string,
  id: string,
  title: string,
  c: number,
  [h, w]: readonly [height: number, width: number],
  second: string,
  more: Workload = {},
): Preset => ({
  id,
  title,
  group: network,
  workload: { c, in: [h, w], second, ...more },
});
