/** Two convolutions, one after the other, with conv2d's fastest kernels. */
import { depthwiseKernels } from '../../conv2d/gpu/depthwise';
import { blocksKernel, quadKernel } from '../../conv2d/gpu/packed';
import type { Conv2dOptions } from '../../conv2d/geometry';
import type { DeviceTraits, Problem } from '../../op';
import { elementCount, type Shapes } from '../../tensor';
import { separableSteps, type SeparableOptions } from '../geometry';
import { inSeries } from '../in-series';
import type { SeparableGpuKernel } from './pass';

export const twoPassKernel: SeparableGpuKernel = {
  id: 'two-pass',
  backend: 'webgpu',
  title: 'Two passes',
  idea:
    'Depthwise, then pointwise, each on its own: every depthwise value is ' +
    'computed once, written to memory and read back.',
  supports: () => true,
  variants(shapes, options, device) {
    const { depthwise, pointwise } = kernels(shapes, options, device);
    const [rows = {}] = depthwise.variants();
    return pointwise.variants().map((constants) => ({ ...rows, ...constants }));
  },
  plan(shapes, options, device, constants) {
    const { depthwise, pointwise } = kernels(shapes, options, device);
    const between = elementCount(pointwise.problem.shapes.input);
    return inSeries(
      depthwise.plan(constants),
      pointwise.plan(constants),
      4 * between,
    );
  },
};

function kernels(
  shapes: Shapes,
  options: SeparableOptions,
  device: DeviceTraits,
) {
  const steps = separableSteps(shapes, options);
  return {
    // Each kernel of conv2d's ladder is faster than the one before it.
    depthwise: choose([...depthwiseKernels].reverse(), steps.depthwise, device),
    pointwise: choose([quadKernel, blocksKernel], steps.pointwise, device),
  };
}

/** The first kernel that supports the problem, bound to it. */
function choose(
  candidates: readonly (typeof quadKernel)[],
  problem: Problem<Conv2dOptions>,
  device: DeviceTraits,
) {
  const { shapes, options } = problem;
  const kernel = candidates.find(
    (candidate) => candidate.supports(shapes, options, device) === true,
  )!;
  return {
    problem,
    variants: () => kernel.variants?.(shapes, options, device) ?? [],
    plan: (constants: Readonly<Record<string, number>>) =>
      kernel.plan(shapes, options, device, constants),
  };
}
