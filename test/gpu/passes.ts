/** The passes of all kernels on all problems there are. */
import { checkWorkload } from '../../src/ops/fields';
import type { DeviceTraits, GpuKernel, GpuPass, Op } from '../../src/ops/op';
import { passSource } from '../../src/ops/source';
import { casesOf } from '../../src/fuzz/problems/cases';

export const traits: DeviceTraits = {
  features: ['subgroups', 'shader-f16'],
  limits: {},
  software: false,
  threads: 1,
};

/** Distinct WGSL texts of an op's kernels, with a pass that uses each. */
export function passesOf(op: Op): Map<string, GpuPass> {
  const problems = [
    ...op.presets.map(({ workload }) =>
      op.problem(checkWorkload(op.fields, workload)),
    ),
    ...casesOf[op.id].awkward.map(({ problem }) => problem),
  ];
  const kernels = op.kernels.filter(
    (kernel): kernel is GpuKernel => kernel.backend === 'webgpu',
  );
  const passes = problems.flatMap(({ shapes, options }) =>
    kernels
      .filter(
        ({ supports, dtype }) =>
          supports(shapes, options, traits, dtype) === true,
      )
      .flatMap((kernel) =>
        (kernel.variants?.(shapes, options, traits) ?? [{}]).flatMap(
          (constants) => kernel.plan(shapes, options, traits, constants).passes,
        ),
      ),
  );
  return new Map(passes.map((pass) => [passSource(pass), pass]));
}
