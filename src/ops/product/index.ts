import type { Op } from '../op';
import { fullyConnected } from './fully-connected';
import { gemm } from './gemm';
import { matmul } from './matmul';

/** Products of matrices. */
export const productOps: readonly Op[] = [fullyConnected, gemm, matmul];
