/** The WebGPU ladder of the reductions, simplest first. */
import gridLib from '../../../shaders/lib/grid.wgsl?raw';
import columns from '../../../shaders/reduce/columns.wgsl?raw';
import naive from '../../../shaders/reduce/naive.wgsl?raw';
import paramsLib from '../../../shaders/reduce/params.wgsl?raw';
import rows from '../../../shaders/reduce/rows.wgsl?raw';
import type { Constants, DeviceTraits, GpuKernel } from '../op';
import type { GpuPass, Plan } from '../op';
import { grid, shader } from '../source';
import type { Shapes } from '../tensor';
import {
  reduceGeometry,
  type ReduceGeometry,
  type ReduceOptions,
  type Run,
} from './geometry';

/** Runs of axes that `Params` has room for, of each kind. */
const mostRuns = 4;

/** Invocations per output (or four of them) worth racing, the best guess first. */
const partsOf = (taps: number, { software }: DeviceTraits): Constants[] => {
  // A barrier costs an emulated GPU more than it shares out.
  const usual = taps >= 4096 ? [256, 64, 16, 1] : [16, 64, 4, 1];
  const parts = software ? [1, 16] : usual;
  return parts.filter((n) => n === 1 || n <= taps).map((PARTS) => ({ PARTS }));
};

/** `reduction` is the WGSL of start, lift, merge and finish. */
export function gpuKernels(
  reduction: string,
): readonly GpuKernel<ReduceOptions>[] {
  const shaders = Object.fromEntries(
    Object.entries({ naive, rows, columns }).map(([name, code]) => [
      name,
      shader(`reduce/${name}.wgsl`, code, reduction, paramsLib, gridLib),
    ]),
  );
  const onePass = (
    name: string,
    g: ReduceGeometry,
    invocations: number,
    constants: Constants,
  ): Plan<GpuPass> => {
    const WORKGROUP_SIZE = Math.max(64, constants.PARTS ?? 1);
    return {
      passes: [
        {
          shader: shaders[name],
          constants: {
            WORKGROUP_SIZE,
            KEPT: g.kept.length,
            REDUCED: g.reduced.length,
            ...constants,
          },
          params: paramsOf(g),
          buffers: ['input', 'output'],
          workgroups: grid(invocations, WORKGROUP_SIZE),
        },
      ],
    };
  };
  const supports =
    (own: (geometry: ReduceGeometry) => true | string) =>
    (shapes: Shapes, options: ReduceOptions): true | string => {
      const geometry = reduceGeometry(shapes, options);
      const runs = Math.max(geometry.kept.length, geometry.reduced.length);
      return runs > mostRuns
        ? `${runs} reduced axes apart from each other: at most ${mostRuns}`
        : own(geometry);
    };
  return [
    {
      id: 'naive',
      backend: 'webgpu',
      title: 'Naive',
      idea: 'One invocation per output, straight from the definition.',
      supports: supports(() => true),
      plan(shapes, options) {
        const g = reduceGeometry(shapes, options);
        return onePass('naive', g, g.outputs, {});
      },
    },
    {
      id: 'rows',
      backend: 'webgpu',
      title: 'Rows, vectors of 4',
      idea:
        'What becomes one number lies in a row: it is loaded by vectors, ' +
        'which several invocations share.',
      supports: supports(
        ({ reduced }) =>
          (reduced.length === 1 && reduced[0].step === 1) ||
          'what becomes one number does not lie in a row',
      ),
      variants: (shapes, options, device) =>
        partsOf(reduceGeometry(shapes, options).taps / 4, device),
      plan(shapes, options, _, { PARTS = 1 }) {
        const g = reduceGeometry(shapes, options);
        return onePass('rows', g, g.outputs * PARTS, { PARTS });
      },
    },
    {
      id: 'columns',
      backend: 'webgpu',
      title: 'Four columns at once',
      idea:
        'Neighbours in memory become neighbouring outputs: four of them are ' +
        'one load, and several invocations share a column.',
      supports: supports(({ kept: [{ size, step }] }) =>
        step !== 1
          ? 'the last axis is reduced'
          : size % 4 === 0 || `rows of ${size}: no multiple of 4`,
      ),
      variants: (shapes, options, device) =>
        partsOf(reduceGeometry(shapes, options).taps, device).filter(
          ({ PARTS }) => PARTS <= 64,
        ),
      plan(shapes, options, _, { PARTS = 1 }) {
        const g = reduceGeometry(shapes, options);
        return onePass('columns', g, (g.outputs / 4) * PARTS, { PARTS });
      },
    },
  ];
}

/** Values for `struct Params` of shaders/reduce/params.wgsl. */
const paramsOf = (g: ReduceGeometry): Record<string, number> => ({
  outputs: g.outputs,
  taps: g.taps,
  ...runParams('kept', g.kept),
  ...runParams('reduced', g.reduced),
});

function runParams(name: string, runs: readonly Run[]): Record<string, number> {
  const inner = Array.from({ length: mostRuns - 1 }, (_, i) => [
    [`${name}_size_${i}`, runs[i]?.size ?? 1],
    [`${name}_step_${i}`, runs[i]?.step ?? 0],
  ]);
  return {
    ...(Object.fromEntries(inner.flat()) as Record<string, number>),
    [`${name}_step_last`]: runs[runs.length - 1].step,
  };
}
