/** The WebGPU ladder of every element-wise op: the same two kernels. */
import exponentialLib from '../../../shaders/elementwise/exponential.wgsl?raw';
import functionsLib from '../../../shaders/elementwise/functions.wgsl?raw';
import naive from '../../../shaders/elementwise/naive.wgsl?raw';
import paramsLib from '../../../shaders/elementwise/params.wgsl?raw';
import vec4 from '../../../shaders/elementwise/vec4.wgsl?raw';
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import type { GpuKernel, GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import { elementCount, type Shapes } from '../tensor';
import {
  parameterValues,
  type ElementwiseFunction,
  type ElementwiseOptions,
} from './function';

const WORKGROUP_SIZE = 64;

/** Vectors per invocation worth racing, the best guess first. */
const vectors = [2, 1, 4, 8];

export function gpuKernels(
  fn: ElementwiseFunction,
): readonly GpuKernel<ElementwiseOptions>[] {
  const plan = (
    name: string,
    code: string,
    shapes: Shapes,
    options: ElementwiseOptions,
    perInvocation: number,
    constants: GpuPass['constants'],
  ): Plan<GpuPass> => {
    const count = elementCount(shapes.input);
    const [alpha, beta] = parameterValues(fn, options);
    return {
      passes: [
        {
          shader: shader(
            `elementwise/${name}.wgsl`,
            code,
            paramsLib,
            gridLib,
            functionsLib,
            exponentialLib,
            `fn f(x: vec4f) -> vec4f {\n  return ${fn.shader}(x);\n}\n`,
          ),
          constants: { WORKGROUP_SIZE, ...constants },
          params: { count, alpha, beta },
          buffers: ['input', 'output'],
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
      supports: () => true,
      plan: (shapes, options) => plan('naive', naive, shapes, options, 1, {}),
    },
    {
      id: 'vec4',
      backend: 'webgpu',
      title: 'Vectors of 4',
      idea:
        'Each load and store moves four elements, and an invocation handles ' +
        'several vectors.',
      supports: () => true,
      variants: () => vectors.map((VECTORS) => ({ VECTORS })),
      plan: (shapes, options, _, { VECTORS = vectors[0] }) =>
        plan('vec4', vec4, shapes, options, 4 * VECTORS, { VECTORS }),
    },
  ];
}
