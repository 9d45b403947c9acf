/** Under what a race is remembered: where it ran, and on what. Pure. */
import type { DeviceTraits, Op, Options } from '../../ops/op';
import type { DType, Shapes } from '../../ops/tensor';
import type { Backend, DeviceReport } from '../api';
import type { Entry } from './contenders';

/** Grows when the meaning of what is kept changes. */
const format = 1;
/** Below this every side is its own class: a tile may just fit or not. */
const exactBelow = 16;

export interface RaceSubject<O extends Options = Options> {
  readonly op: Op<O>;
  readonly shapes: Shapes;
  readonly options: O;
  /** Of the tensors. */
  readonly dtype?: DType;
  readonly backend: Exclude<Backend, 'reference'>;
  readonly device: DeviceTraits &
    Pick<DeviceReport, 'adapter' | 'userAgent' | 'threads'>;
  /** Where only one kernel's constants race. */
  readonly kernel?: string;
}

export function raceKey<O extends Options>(
  subject: RaceSubject<O>,
  entries: readonly Entry<O>[],
): string {
  const { op, shapes, options, backend, device, kernel = '*' } = subject;
  const { dtype = 'float32' } = subject;
  const { adapter, userAgent, threads } = device;
  return [
    format,
    backend === 'webgpu' ? adapter : `${threads} threads`,
    userAgent,
    `${op.id} ${backend} ${kernel} ${dtype}`,
    JSON.stringify(
      Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    JSON.stringify(shapeClass(op, shapes, options)),
    codeVersion(subject, entries),
  ].join(' | ');
}

/**
 * Shapes that share a choice. Channels and weights stay exact, for they decide
 * how full a tile is. An image's sides and the batch only decide how many
 * tiles there are, which matters by its order: they are rounded to powers of
 * √2. An op that names no image axes has one class per shape.
 */
export function shapeClass<O extends Options>(
  op: Pick<Op<O>, 'inputs' | 'planeAxes'>,
  shapes: Shapes,
  options: O,
): Record<string, number[]> {
  const plane = op.planeAxes?.(options);
  const weights = op.inputs.filter(({ weight }) => weight);
  const isWeight = (role: string) => weights.some(({ name }) => name === role);
  return Object.fromEntries(
    Object.entries(shapes).map(([role, shape]) => [
      role,
      !plane || isWeight(role) || shape.length < 4
        ? [...shape]
        : shape.map((side, axis) =>
            axis === 0 || plane.includes(axis) ? rounded(side) : side,
          ),
    ]),
  );
}

function rounded(side: number): number {
  if (side < exactBelow) return side;
  return Math.round(2 ** (Math.round(2 * Math.log2(side)) / 2));
}

/** Changes with the kernels: what old code was fastest at says nothing. */
function codeVersion<O extends Options>(
  { op, shapes, options, backend, device }: RaceSubject<O>,
  entries: readonly Entry<O>[],
): string {
  const kernels = new Map(entries.map((entry) => [entry.kernel, entry]));
  const code = [...kernels].map(([kernel, { constants }]) => [
    kernel.id,
    ...kernel
      .plan(shapes, options, device, constants)
      .passes.map((pass) => ('shader' in pass ? pass.shader.code : pass.fn)),
  ]);
  const all = op.kernels.filter((kernel) => kernel.backend === backend);
  return hash(JSON.stringify([all.map(({ id }) => id), code]));
}

/** FNV-1a, 32 bits: enough to tell versions apart, not to resist anyone. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16);
}
