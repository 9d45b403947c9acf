/** What can race on a problem: kernels × constants, the best guess first. */
import { unsupported } from '../../errors';
import type {
  Constants,
  DeviceTraits,
  Kernel,
  Op,
  Options,
} from '../../ops/op';
import type { DType, Shapes } from '../../ops/tensor';
import type { Backend, Contender } from '../api';
import { noTimeLeft, notCompiled } from './lane';

export interface Entry<O extends Options = Options> {
  readonly kernel: Kernel<O>;
  readonly constants: Constants;
  /** A simpler rung than the guess: likely slow, so the last to be tried. */
  readonly history: boolean;
}

export function entriesOf<O extends Options>(
  op: Op<O>,
  shapes: Shapes,
  options: O,
  backend: Exclude<Backend, 'reference'>,
  traits: DeviceTraits,
  dtype?: DType,
): Entry<O>[] {
  const able = op.kernels.filter(
    (kernel) =>
      kernel.backend === backend &&
      kernel.supports(shapes, options, traits, dtype) === true,
  );
  if (able.length === 0)
    throw unsupported(
      `${op.id} has no ${backend} kernel for these shapes and options; use ` +
        `backend "reference", or change them.`,
    );
  const guess = preferred(op, shapes, options, traits, able);
  const rung = able.indexOf(guess[0]);
  const rest = able.filter((kernel) => !guess.includes(kernel));
  const ordered = [
    ...guess,
    ...rest.filter((kernel) => able.indexOf(kernel) > rung),
    // The ladder grows from slow to fast: its top rungs are tried first.
    ...rest.filter((kernel) => able.indexOf(kernel) < rung).reverse(),
  ];
  const entries = ordered.flatMap((kernel) =>
    variantsOf(kernel, shapes, options, traits).map((constants, place) => ({
      place,
      entry: {
        kernel,
        constants,
        history: !guess.includes(kernel) && able.indexOf(kernel) < rung,
      },
    })),
  );
  // Each kernel's own guess before anyone's second try, history last.
  return entries
    .sort(
      (a, b) =>
        Number(a.entry.history) - Number(b.entry.history) || a.place - b.place,
    )
    .map(({ entry }) => entry);
}

/** The forms of one kernel, its guess first; never none. */
export function variantsOf<O extends Options>(
  kernel: Kernel<O>,
  shapes: Shapes,
  options: O,
  traits: DeviceTraits,
): readonly Constants[] {
  const variants = kernel.variants?.(shapes, options, traits) ?? [];
  return variants.length > 0 ? variants : [{}];
}

/** The op's guesses that can run here, else its simplest kernel. */
function preferred<O extends Options>(
  op: Op<O>,
  shapes: Shapes,
  options: O,
  traits: DeviceTraits,
  able: readonly Kernel<O>[],
): Kernel<O>[] {
  const found = op
    .prefer(shapes, options, traits)
    .flatMap((id) => able.find((kernel) => kernel.id === id) ?? []);
  return found.length > 0 ? found : [able[0]];
}

/**
 * The order of a second race: the old winner, who is the guess now, then who
 * had no time, then the others by their time; simple rungs and failures last.
 */
export function resumed<O extends Options>(
  entries: readonly Entry<O>[],
  known: readonly Contender[],
): Entry<O>[] {
  const place = (entry: Entry<O>): number => {
    const at = known.findIndex((contender) => isSame(entry, contender));
    if (at === 0) return 0;
    if (at < 0 || entry.history) return 3;
    const { ms, note } = known[at];
    if (ms !== null) return 2 - 1 / (1 + ms);
    return note === noTimeLeft || note === notCompiled ? 1 : 3;
  };
  return entries.toSorted((a, b) => place(a) - place(b));
}

export const isSame = <O extends Options>(
  { kernel, constants }: Entry<O>,
  contender: Pick<Contender, 'kernel' | 'constants'>,
): boolean =>
  kernel.id === contender.kernel &&
  sameConstants(constants, contender.constants);

const sameConstants = (a: Constants, b: Constants): boolean => {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => a[name] === b[name])
  );
};
