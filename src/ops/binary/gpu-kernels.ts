/** The WebGPU ladder of every binary op: the same three kernels. */
import functionsLib from '../../../shaders/binary/functions.wgsl?raw';
import gather from '../../../shaders/binary/gather.wgsl?raw';
import naive from '../../../shaders/binary/naive.wgsl?raw';
import paramsLib from '../../../shaders/binary/params.wgsl?raw';
import powerLib from '../../../shaders/binary/power.wgsl?raw';
import vec4 from '../../../shaders/binary/vec4.wgsl?raw';
import exponentialLib from '../../../shaders/elementwise/exponential.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import type { Constants, GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import { collapsedAxes, type BroadcastAxis } from './broadcast';
import { rolesOf, type BinaryFunction } from './function';

const WORKGROUP_SIZE = 64;
/** Axes that `Params` has room for. */
export const mostAxes = 8;

/** Vectors per invocation worth racing, the best guess first. */
const vectors = [2, 1, 4, 8];

export function gpuKernels(fn: BinaryFunction): readonly GpuKernel[] {
  const [a, b] = rolesOf(fn);
  const axesOf = (shapes: Shapes) => collapsedAxes(shapes[a], shapes[b]);
  const supports =
    (own: (axes: readonly BroadcastAxis[]) => true | string) =>
    (shapes: Shapes): true | string => {
      const axes = axesOf(shapes);
      return axes.length > mostAxes ? tooMany(axes) : own(axes);
    };
  const plan = (
    name: string,
    code: string,
    shapes: Shapes,
    perInvocation: number,
    constants: Constants = {},
  ): Plan<GpuPass> => {
    const axes = axesOf(shapes);
    const count = axes.reduce((product, { size }) => product * size, 1);
    return {
      passes: [
        {
          shader: shader(
            `binary/${name}.wgsl`,
            code,
            paramsLib,
            gridLib,
            functionsLib,
            powerLib,
            exponentialLib,
            `fn f(a: vec4f, b: vec4f) -> vec4f {\n  return ${fn.shader}(a, b);\n}\n`,
          ),
          constants: { WORKGROUP_SIZE, RANK: axes.length, ...constants },
          params: axisParams(count, axes),
          buffers: [a, b, 'output'],
          workgroups: grid(Math.ceil(count / perInvocation), WORKGROUP_SIZE),
        },
      ],
    };
  };
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per element, straight from the definition.',
      supports: supports(() => true),
      plan: (shapes) => plan('naive', naive, shapes, 1),
    },
    {
      id: 'gather',
      backend: 'webgpu',
      title: 'Vectors of 4, one side gathered',
      idea:
        'The input that is not repeated is loaded by vectors, which may ' +
        'reach over the end of a row; the other one element by element.',
      supports: supports((axes) =>
        axes.length === 1
          ? 'nothing is gathered: both inputs are one row'
          : isWhole('a', axes) ||
            isWhole('b', axes) ||
            'both inputs are repeated',
      ),
      plan(shapes) {
        const axes = axesOf(shapes);
        const A_WHOLE = Number(isWhole('a', axes));
        const B_WHOLE = Number(isWhole('b', axes));
        return plan('gather', gather, shapes, 4, { A_WHOLE, B_WHOLE });
      },
    },
    {
      id: 'vec4',
      backend: 'webgpu',
      title: 'Vectors of 4',
      idea:
        'Each load and store moves four elements of a row; what a row ' +
        'repeats is loaded once.',
      supports: supports(
        ([{ size }, ...outer]) =>
          outer.length === 0 ||
          size % 4 === 0 ||
          `rows of ${size}: no multiple of 4`,
      ),
      variants: () => vectors.map((VECTORS) => ({ VECTORS })),
      plan(shapes, _options, _device, { VECTORS = vectors[0] }) {
        const [inner] = axesOf(shapes);
        const constants = { VECTORS, A_STEP: inner.a, B_STEP: inner.b };
        return plan('vec4', vec4, shapes, 4 * VECTORS, constants);
      },
    },
  ];
}

const tooMany = (axes: readonly BroadcastAxis[]) =>
  `${axes.length} axes that broadcast differently: at most ${mostAxes}`;

/** Whether an input has an element of its own for each of the output. */
function isWhole(side: 'a' | 'b', axes: readonly BroadcastAxis[]): boolean {
  let step = 1;
  for (const axis of axes) {
    if (axis[side] !== step) return false;
    step *= axis.size;
  }
  return true;
}

/** Values for `struct Params` of shaders/binary/params.wgsl. */
function axisParams(
  count: number,
  axes: readonly BroadcastAxis[],
): Record<string, number> {
  const inner = Array.from({ length: mostAxes - 1 }, (_, i) => [
    [`size_${i}`, axes[i]?.size ?? 1],
    [`a_${i}`, axes[i]?.a ?? 0],
    [`b_${i}`, axes[i]?.b ?? 0],
  ]);
  const last = axes[axes.length - 1];
  return {
    count,
    ...(Object.fromEntries(inner.flat()) as Record<string, number>),
    a_last: last.a,
    b_last: last.b,
  };
}
