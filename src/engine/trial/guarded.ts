/** A first run with every loop on a meter: does the text come to an end? */
import { RidgepointError } from '../../errors';
import type { GpuDevice } from '../../gpu/device';
import {
  boardWords,
  guard,
  type GuardedLoop,
  type GuardOptions,
} from '../../gpu/wgsl/guard';
import { reflect, type Wgsl } from '../../gpu/wgsl/reflect';
import type { Op } from '../../ops/op';
import type { GpuPass } from '../../ops/op';
import type { StoppedLoop } from './api';
import { diagnose, hasErrors } from './compile';

/** The buffer in which the meters are kept. */
export const board = 'loop meters';

export interface GuardedPasses {
  readonly passes: readonly GpuPass[];
  /** By number on the board, less one. */
  readonly loops: readonly (GuardedLoop & { readonly file: string })[];
}

/** Throws `unsupported` for a text that no guard fits. */
export async function guardedPasses(
  passes: readonly GpuPass[],
  budget: Pick<GuardOptions, 'turns' | 'total' | 'rounds'>,
  gpu: GpuDevice,
): Promise<GuardedPasses> {
  const loops: GuardedPasses['loops'][number][] = [];
  const guarded: GpuPass[] = [];
  for (const pass of passes) {
    const { file, code } = pass.shader;
    const binding = pass.buffers.length;
    const text = await guardedText(
      file,
      reflect(withUniformAt(binding + 1, code)),
      { ...budget, binding, first: loops.length + 1 },
      gpu,
    );
    if (text.loops.length === 0) {
      guarded.push(pass);
      continue;
    }
    loops.push(...text.loops.map((loop) => ({ ...loop, file })));
    guarded.push({
      ...pass,
      shader: { file, code: text.code },
      buffers: [...pass.buffers, board],
    });
  }
  return { passes: guarded, loops };
}

/** A plan binds its parameters last, and so behind the board. */
function withUniformAt(binding: number, code: string): string {
  const uniform = reflect(code).bindings.find(
    ({ access }) => access === 'uniform',
  );
  if (!uniform) return code;
  const { start, end } = uniform.number;
  return code.slice(0, start) + binding + code.slice(end);
}

/** As it is where it has no loops. Throws `unsupported`. */
export async function guardedText(
  file: string,
  wgsl: Wgsl,
  options: GuardOptions,
  gpu: GpuDevice,
) {
  for (const careful of [false, true]) {
    const text = guard(wgsl, { ...options, careful });
    if (text.loops.length === 0) return { ...text, code: wgsl.text };
    if (!hasErrors(await diagnose(gpu, text.code))) return text;
  }
  throw new RidgepointError(
    'unsupported',
    `${file} has loops that cannot be put on a meter, so nobody would stop ` +
      `them: the compiler takes the text, but not with the meters in it. ` +
      `Write its loops in a simpler way.`,
  );
}

/** The op with one more output: the board. */
export const opWithBoard = (op: Op): Op => ({
  ...op,
  outputs: [...op.outputs, board],
  outputTypes: { ...op.outputTypes, [board]: 'int32' },
  shapes: (inputs, options) => ({
    ...op.shapes(inputs, options),
    [board]: [boardWords],
  }),
});

export function stoppedLoop(
  number: number,
  loops: GuardedPasses['loops'],
  limitMs: number,
): StoppedLoop | null {
  const loop = loops[number - 1];
  if (!loop) return null;
  const { file, line, within } = loop;
  const around =
    within.length > 0
      ? `, in the loop${within.length > 1 ? 's' : ''} at line ` +
        within.join(' and ') +
        ','
      : '';
  return {
    ...{ file, line, within: [...within] },
    message:
      `${file}: the loop at line ${line}${around} was stopped: it took more ` +
      `turns than fit the time limit of ${limitMs} ms. Give it an end, or ` +
      `raise the limit where it has one.`,
  };
}
