/** The WASM ladder of data movement: src/wasm/assembly/movement.ts. */
import type { Options, Plan, WasmKernel, WasmPass } from '../op';
import { boxCount, merged, type Box } from './box';
import { fewAxes, mostAxes, type Boxes } from './gpu-kernels';

/** Elements of a part that threads share: 16 KiB in, 16 KiB out. */
const PART = 4096;

export const wasmKernels = <O extends Options>(
  move: Boxes<O>,
): readonly WasmKernel<O>[] => [
  {
    id: 'scalar',
    backend: 'wasm',
    title: 'Scalar',
    idea: 'One element after the other, straight from the definition.',
    supports: (shapes, options) => fewAxes(move.boxes(shapes, options)),
    plan: (shapes, options) =>
      inTurn('copyElements', move.boxes(shapes, options)),
  },
];

/** One call for each box, with its numbers in a buffer of its own. */
function inTurn(fn: string, boxes: readonly Box[]): Plan<WasmPass> {
  const calls = boxes.map((box, i) => {
    const flat = merged(box);
    const table = `box${i}`;
    const numbers = boxNumbers(flat);
    return { fn, box: flat, table, numbers };
  });
  return {
    temporaries: Object.fromEntries(
      calls.map(({ table, numbers }) => [table, 4 * numbers.length]),
    ),
    passes: [
      ...calls.flatMap(({ table, numbers }) =>
        numbers.map((value, i): WasmPass => ({
          fn: 'setInt',
          buffers: [table],
          args: [i, value],
          once: true,
        })),
      ),
      ...calls.map(({ box, table }): WasmPass => ({
        fn,
        buffers: [table, box.role, 'output'],
        args: [PART],
        units: Math.ceil(boxCount(box) / PART),
      })),
    ],
  };
}

/** In the order of the fields of `Box` in the assembly. */
function boxNumbers(box: Box): number[] {
  const inward = box.axes.toReversed();
  const filled = Array.from(
    { length: mostAxes },
    (_, i) => inward[i] ?? { size: 1, from: 0, to: 0 },
  );
  return [
    ...[boxCount(box), box.from, box.to],
    ...filled.map(({ size }) => size),
    ...filled.map(({ from }) => from),
    ...filled.map(({ to }) => to),
  ];
}
