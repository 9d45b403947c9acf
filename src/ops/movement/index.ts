import type { Op } from '../op';
import { channelShuffle } from './channel-shuffle';
import { concat } from './concat';
import { reshape } from './reshape';
import { slice } from './slice';
import { transpose } from './transpose';

/** Ops that move data and compute nothing. */
export const movementOps: readonly Op[] = [
  concat,
  slice,
  reshape,
  transpose,
  channelShuffle,
];
