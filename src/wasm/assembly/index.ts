/** Everything a plan can call. */
export { packTaps } from './depthwise';
export { convChannels } from './depthwise-channels';
export { convPlanes, tapOffsets } from './depthwise-planes';
export { setFloat, setInt } from './geometry';
export { convPacked, packFilter } from './packed';
export { convScalar } from './scalar';
export { separableChannels } from './separable-channels';
export { separablePlanes } from './separable-planes';

/** The first byte that no static data uses. */
export function heapBase(): usize {
  return __heap_base;
}
