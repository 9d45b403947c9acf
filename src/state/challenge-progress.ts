/**
 * How far the reader is with the challenges, over visits where the browser
 * allows it. Without storage it lives as long as the page.
 */
import { isRecord, localStorageOrNull, type Place } from './place';

const key = 'ridgepoint.challenges';
/** Another form makes another version; old ones are let go. */
const version = 1;

export interface ChallengeProgress {
  /** ISO date of the first run that reached the goal; null: not yet. */
  readonly doneAt: string | null;
  /** Hints revealed so far. */
  readonly hints: number;
  /** The solution was looked at before the goal was reached. */
  readonly peeked: boolean;
}

const untouched: ChallengeProgress = { doneAt: null, hints: 0, peeked: false };

export class ProgressStore {
  #place: Place | null;
  #all: Readonly<Record<string, ChallengeProgress>>;
  #isKept: boolean;

  constructor(place: Place | null = localStorageOrNull()) {
    this.#place = place;
    this.#isKept = place !== null;
    this.#all = read(place);
  }

  /** False where a reload forgets it. */
  get isKept(): boolean {
    return this.#isKept;
  }

  of(id: string): ChallengeProgress {
    return Object.hasOwn(this.#all, id) ? this.#all[id] : untouched;
  }

  change(id: string, change: Partial<ChallengeProgress>): void {
    this.#keep({ ...this.#all, [id]: { ...this.of(id), ...change } });
  }

  clear(): void {
    this.#keep({});
  }

  #keep(all: Readonly<Record<string, ChallengeProgress>>) {
    this.#all = all;
    try {
      this.#place?.setItem(key, JSON.stringify({ version, all }));
    } catch {
      // Full or forbidden: the session keeps it all the same.
      this.#isKept = false;
    }
  }
}

/** Storage is open to every script of the origin: what does not fit is let go. */
function read(place: Place | null): Record<string, ChallengeProgress> {
  try {
    const kept: unknown = JSON.parse(place?.getItem(key) ?? 'null');
    if (!isRecord(kept) || kept.version !== version || !isRecord(kept.all))
      return {};
    return Object.fromEntries(
      Object.entries(kept.all).filter(
        (entry): entry is [string, ChallengeProgress] => isProgress(entry[1]),
      ),
    );
  } catch {
    return {};
  }
}

const isProgress = (value: unknown): value is ChallengeProgress =>
  isRecord(value) &&
  (value.doneAt === null || typeof value.doneAt === 'string') &&
  Number.isInteger(value.hints) &&
  typeof value.peeked === 'boolean';
