/** boxIou, generalizedBoxIou, distanceBoxIou, completeBoxIou. */
import { overlapOp } from './define';
import { overlaps } from './overlaps';

export const boxIouOps = overlaps.map(overlapOp);
