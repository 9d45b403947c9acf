import type { BenchReport } from '../../engine/api';
import type { Run } from '../../roofline/dots';
import { workloadToQuery } from '../../state/url';
import { isAsPreset, type Posed } from './posed';

/** A report with the names and the link it is known by on the roofline. */
export function landed(posed: Posed, report: BenchReport): Run {
  const { op, workload, preset, description } = posed;
  const asPreset = isAsPreset(posed) ? preset : null;
  return {
    report,
    title: asPreset?.title ?? description,
    network: asPreset?.group ?? '',
    query: workloadToQuery(op, workload, preset?.id ?? null),
  };
}
