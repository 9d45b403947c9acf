/** One op per function of the table. */
import { binary } from './define';
import { functions } from './functions';

export const binaryOps = functions.map(binary);
