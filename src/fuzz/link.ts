/** The page that shows a case, where a link can say all of it. */
import { opById } from '../ops';
import { formatHash, workloadToQuery } from '../state/url';
import type { FuzzCase } from './fuzz-case';

/** A page's inputs are the usual ones, and its calls are right. */
export function linkOf({
  op,
  workload,
  values,
  fault,
  only,
}: FuzzCase): string | null {
  const { mode, dtype, seed } = values;
  const isUsual = mode === 'usual' && dtype === 'float32' && seed === 1;
  if (!workload || !isUsual || fault) return null;
  return formatHash('bench', {
    ...workloadToQuery(opById(op), workload, null),
    ...(only && { kernel: only.kernel }),
  });
}
