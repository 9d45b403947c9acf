/** The WASM ladder of data movement: src/wasm/assembly/movement.ts. */
import { setInts } from '../conv2d/wasm-geometry';
import type { Options, Plan, WasmKernel, WasmPass } from '../op';
import type { Shapes } from '../tensor';
import {
  boxCount,
  crossed,
  fewAxes,
  inwardAxes,
  merged,
  type Box,
} from './box';
import type { Boxes } from './gpu-kernels';

/** Elements of a part that threads share: 16 KiB in, 16 KiB out. */
const PART = 4096;
/** Rows of a part of a transposition come in as many as a cache line holds. */
const LINE = 16;

export function wasmKernels<O extends Options>(
  move: Boxes<O>,
): readonly WasmKernel<O>[] {
  const supports = (shapes: Shapes, options: O) =>
    fewAxes(move.boxes(shapes, options));
  const boxes = (shapes: Shapes, options: O) =>
    move.boxes(shapes, options).map(merged);
  return [
    {
      id: 'scalar',
      backend: 'wasm',
      title: 'Scalar',
      idea: 'One element after the other, straight from the definition.',
      supports,
      plan: (shapes, options) => inTurn(boxes(shapes, options), elements),
    },
    {
      id: 'runs',
      backend: 'wasm',
      title: 'SIMD, runs',
      idea:
        'Whole runs of neighbours at once; where they are others before and ' +
        'after, blocks of 4 × 4 are turned in registers.',
      supports,
      plan: (shapes, options) =>
        inTurn(
          boxes(shapes, options).map((box) => crossed(box) ?? box),
          (box) => (crossed(box) ? turns(box) : runs(box)),
        ),
    },
  ];
}

/** What is called for a box, besides its own buffers. */
type Call = Pick<WasmPass, 'fn' | 'args' | 'units'>;

const elements = (box: Box): Call => ({
  fn: 'copyElements',
  args: [PART],
  units: Math.ceil(boxCount(box) / PART),
});

/** A part is a number of runs, each along the innermost axis. */
function runs(box: Box): Call {
  const { size } = inwardAxes(box)[0];
  // One long run is cut, so that there is something to share.
  if (size > PART && box.axes.length === 1 && box.axes[0].from === 1)
    return {
      fn: 'copyPieces',
      args: [PART],
      units: Math.ceil(size / PART),
    };
  const lines = size === 0 ? 0 : boxCount(box) / size;
  const perPart = Math.max(1, Math.floor(PART / size));
  return { fn: 'copyRuns', args: [perPart], units: Math.ceil(lines / perPart) };
}

/** A part is a strip of rows, of all that lie side by side in the input. */
function turns(box: Box): Call {
  const [across, down, ...outer] = inwardAxes(box).map(({ size }) => size);
  const rows = LINE * Math.max(1, Math.floor(PART / (LINE * across)));
  const planes = outer.reduce((product, size) => product * size, 1);
  return {
    fn: 'copyTurned',
    args: [rows],
    units: planes * Math.ceil(down / rows),
  };
}

/** One call for each box, with its numbers in a buffer of its own. */
function inTurn(
  boxes: readonly Box[],
  callOf: (box: Box) => Call,
): Plan<WasmPass> {
  const calls = boxes
    .filter((box) => boxCount(box) > 0)
    .map((box, i) => ({
      table: `box${i}`,
      numbers: boxNumbers(box),
      role: box.role,
      call: callOf(box),
    }));
  return {
    temporaries: Object.fromEntries(
      calls.map(({ table, numbers }) => [table, 4 * numbers.length]),
    ),
    passes: [
      ...calls.flatMap(({ table, numbers }) => setInts(table, numbers)),
      ...calls.map(({ call, table, role }): WasmPass => ({
        ...call,
        buffers: [table, role, 'output'],
      })),
    ],
  };
}

/** In the order of the fields of `Box` in the assembly. */
function boxNumbers(box: Box): number[] {
  const axes = inwardAxes(box);
  return [
    ...[boxCount(box), box.from, box.to],
    ...axes.map(({ size }) => size),
    ...axes.map(({ from }) => from),
    ...axes.map(({ to }) => to),
  ];
}
