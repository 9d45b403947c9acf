/** Everything a plan can call. */
export { argColumns, argRows } from './arg-extreme';
export * from './batch-normalization';
export * from './binary';
export {
  boxIouRows,
  completeBoxIouRows,
  distanceBoxIouRows,
  generalizedBoxIouRows,
  measureBoxes,
} from './box-iou';
export { convTransposeScalar } from './conv-transpose-scalar';
export { convTransposeSimd } from './conv-transpose-simd';
export { deformPacked } from './deform';
export { packTaps } from './depthwise';
export { convChannels } from './depthwise-channels';
export { convPlanes, tapOffsets } from './depthwise-planes';
export * from './elementwise';
export { convThree } from './depthwise-three';
export { setFloat, setInt } from './geometry';
export { convInPlace, panelOffsets } from './in-place';
export { copyElements, copyPieces, copyRuns, copyTurned } from './movement';
export { nmsCollect, nmsSuppress } from './nms';
export { nmsSoft } from './nms-soft';
export { nmsGroup, nmsSort } from './nms-sort';
export { convPacked, packFilter } from './packed';
export { padElements, padRows } from './pad';
export { packPhases, phaseOffsets } from './phases';
export { padPlanes, termOffsets } from './planes';
export * from './pool';
export * from './reduce';
export { productScalar } from './product';
export { resampleColumns, resampleLinear } from './resample-linear';
export { resampleNearest, resamplePicks } from './resample-nearest';
export { packColumns, packRows, productPacked } from './product-packed';
export { productColumns, productDots } from './product-rows';
export { packFours } from './roi';
export { alignRows } from './roi-align';
export { alignMaximumRows } from './roi-align-maximum';
export { poolRows } from './roi-pool';
export { convScalar } from './scalar';
export {
  exciteChannels,
  excitePlanes,
  squeezeChannels,
  squeezePlanes,
  squeezeProduct,
} from './squeeze';
export { convWinograd, winogradFilter } from './winograd';
export { separableChannels } from './separable-channels';
export { separablePlanes } from './separable-planes';
export { softmaxColumns, softmaxRows } from './softmax';

/** The first byte that no static data uses. */
export function heapBase(): usize {
  return __heap_base;
}
