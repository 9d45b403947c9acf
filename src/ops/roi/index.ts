/** Regions of interest: roiPool and roiAlign. */
export { roiAlign } from './roi-align';
export { roiPool } from './roi-pool';
