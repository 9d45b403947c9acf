/** Which kernel, with which constants: named, remembered, raced or guessed. */
import { invalid, type RidgepointError } from '../../errors';
import type { Constants, Kernel, Options } from '../../ops/op';
import type { Progress, Tuning } from '../api';
import type { Executable } from '../backends/backend';
import { checkedConstants } from './constants';
import {
  entriesOf,
  isSame,
  resumed,
  variantsOf,
  type Entry,
} from './contenders';
import { raceKey, type RaceSubject } from './key';
import { isComplete, Memory, type Race } from './memory';
import { raceEntries } from './racing';

export interface TuneRequest<O extends Options> extends Omit<
  RaceSubject<O>,
  'kernel'
> {
  /** Where the caller named one. */
  readonly kernel?: Kernel<O>;
  readonly constants?: Readonly<Record<string, number>>;
  readonly tuneMs: number;
  readonly retune: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  prepare(
    kernel: Kernel<O>,
    constants: Constants,
    signal: AbortSignal | undefined,
  ): Promise<Executable>;
}

export interface Choice {
  readonly executable: Executable;
  /** null where the kernel was named or guessed. */
  readonly tuning: Tuning | null;
  /** Compiling and upload of the chosen one, without the race. */
  readonly prepareMs: number;
}

/** A kernel that nobody has prepared yet. */
export interface Picked<O extends Options = Options> extends Pick<
  Entry<O>,
  'kernel' | 'constants'
> {
  /** alone: there is nothing to choose from. */
  readonly source: 'remembered' | 'guessed' | 'alone';
}

export class Tuner {
  readonly #memory = new Memory();

  /** Without a race: the remembered winner, else the op's guess. */
  async pick<O extends Options>(
    subject: Omit<RaceSubject<O>, 'kernel'>,
  ): Promise<Picked<O>> {
    const { op, shapes, options, backend, device, dtype } = subject;
    const entries = entriesOf(op, shapes, options, backend, device, dtype);
    const [guess] = entries;
    if (entries.length === 1) return { ...guess, source: 'alone' };
    const known = await this.#memory.recall(raceKey(subject, entries), entries);
    const winner =
      known && entries.find((entry) => isSame(entry, known.contenders[0]));
    return winner
      ? { ...winner, source: 'remembered' }
      : { ...guess, source: 'guessed' };
  }

  async choose<O extends Options>(request: TuneRequest<O>): Promise<Choice> {
    const entries = candidates(request);
    const [guess] = entries;
    if (entries.length === 1) return prepared(request, guess, null);
    const key = raceKey({ ...request, kernel: request.kernel?.id }, entries);
    const known = await this.#memory.recall(key, entries);
    const enough =
      known && (known.budgetMs >= request.tuneMs || isComplete(known));
    if (enough && !request.retune) {
      const again = await preparedAgain(request, entries, known);
      if (again) return again;
    }
    if (request.tuneMs <= 0) return prepared(request, guess, null);
    const order = known ? resumed(entries, known.contenders) : entries;
    const { choice, found } = await raceEntries(request, order, guess);
    await this.#memory.remember(key, found);
    return choice;
  }
}

/** What the call leaves open: one entry where it leaves nothing. */
function candidates<O extends Options>(request: TuneRequest<O>): Entry<O>[] {
  const { op, shapes, options, backend, device, kernel, constants } = request;
  const { dtype } = request;
  if (!kernel) {
    if (constants && Object.keys(constants).length > 0)
      throw invalid(
        `constants ${JSON.stringify(constants)} without a kernel: they ` +
          `belong to one, so name it in "kernel" or leave them out.`,
      );
    return entriesOf(op, shapes, options, backend, device, dtype);
  }
  const variants = variantsOf(kernel, shapes, options, device);
  const open = constants
    ? [checkedConstants(kernel, constants, variants)]
    : variants;
  return open.map((one) => ({ kernel, constants: one, history: false }));
}

async function prepared<O extends Options>(
  { prepare, signal }: TuneRequest<O>,
  { kernel, constants }: Entry<O>,
  tuning: Tuning | null,
): Promise<Choice> {
  const start = performance.now();
  const executable = await prepare(kernel, constants, signal);
  return { executable, tuning, prepareMs: performance.now() - start };
}

/** null where the remembered winner is too large for a shape of its class. */
async function preparedAgain<O extends Options>(
  request: TuneRequest<O>,
  entries: readonly Entry<O>[],
  known: Race,
): Promise<Choice | null> {
  const winner = entries.find((entry) => isSame(entry, known.contenders[0]))!;
  try {
    return await prepared(request, winner, { ...known, source: 'remembered' });
  } catch (error) {
    const { code } = error as RidgepointError;
    if (code === 'limit' || code === 'out-of-memory') return null;
    throw error;
  }
}
