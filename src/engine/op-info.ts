import { checkWorkload } from '../ops/fields';
import type { Op } from '../ops/op';
import type { OpInfo } from './api';

/** What a caller may know of an op: everything but its functions. */
export const opInfo = (op: Op): OpInfo => ({
  id: op.id,
  title: op.title,
  fields: op.fields,
  inputs: op.inputs.map(({ name, optional = false }) => ({ name, optional })),
  outputs: [...op.outputs],
  kernels: op.kernels.map(({ id, backend, title, idea }) => ({
    id,
    backend,
    title,
    idea,
  })),
  presets: op.presets.map(({ id, title, group, workload }) => {
    const problem = op.problem(checkWorkload(op.fields, workload));
    const shapes = Object.fromEntries(
      Object.entries(problem.shapes).map(([role, shape]) => [role, [...shape]]),
    );
    return {
      id,
      title,
      group,
      workload,
      shapes,
      options: { ...problem.options },
    };
  }),
});
