/** One op per function of the tables. */
import { curves } from './curves';
import { elementwise } from './define';
import { piecewise } from './piecewise';

export const elementwiseOps = [...piecewise, ...curves].map(elementwise);
