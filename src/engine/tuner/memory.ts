/** Races that were run, kept for the next visit and checked when they return. */
import type { Options } from '../../ops/op';
import type { Contender, Tuning } from '../api';
import { keep, kept } from '../kept';
import { isSame, type Entry } from './contenders';
import { noTimeLeft, notCompiled } from './lane';

/** What was kept, without what says that it was. */
export type Race = Omit<Tuning, 'source'>;

/** Of this engine; so a choice holds also where nothing can be kept. */
export class Memory {
  readonly #known = new Map<string, unknown>();

  /**
   * null where nothing usable is kept: nothing at all, something broken, or a
   * race of other kernels or constants than the ones that would race today.
   */
  async recall<O extends Options>(
    key: string,
    entries: readonly Entry<O>[],
  ): Promise<Race | null> {
    const found = this.#known.get(key) ?? (await kept('tuner', key));
    if (!isRace(found) || !isOfToday(found, entries)) return null;
    this.#known.set(key, found);
    return found;
  }

  async remember(key: string, race: Race): Promise<void> {
    this.#known.set(key, race);
    await keep('tuner', key, race);
  }
}

/** Whether everyone had a turn: more time would not find anyone new. */
export const isComplete = ({ contenders }: Race): boolean =>
  contenders.every(({ note }) => note !== noTimeLeft && note !== notCompiled);

/** The same contenders on both sides, the winner among them. */
function isOfToday<O extends Options>(
  { contenders }: Race,
  entries: readonly Entry<O>[],
): boolean {
  return (
    contenders.length === entries.length &&
    entries.every((entry) => contenders.some((one) => isSame(entry, one)))
  );
}

/** A store may hold anything: another version's, half a write, an edit. */
function isRace(value: unknown): value is Race {
  const race = value as Race;
  return (
    isObject(value) &&
    [race.elapsedMs, race.budgetMs].every(Number.isFinite) &&
    [race.adapter, race.racedAt].every((text) => typeof text === 'string') &&
    isObject(race.shapes) &&
    isNamed(race.guess) &&
    Array.isArray(race.contenders) &&
    race.contenders.every(isContender) &&
    typeof race.contenders[0]?.ms === 'number'
  );
}

const isContender = (value: unknown): boolean => {
  const { ms, rounds, note } = value as Contender;
  return (
    isNamed(value) &&
    (ms === null || Number.isFinite(ms)) &&
    Number.isInteger(rounds) &&
    (note === undefined || typeof note === 'string')
  );
};

const isNamed = (value: unknown): boolean =>
  isObject(value) &&
  typeof (value as Contender).kernel === 'string' &&
  isObject((value as Contender).constants);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;
