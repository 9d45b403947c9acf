/**
 * The texts that were edited last, one draft per kernel, so that a closed tab
 * or a crash loses none. Without storage they live as long as the page.
 */
import type { Draft, KernelDraft, FreeDraft } from './draft';
import { checkedDraft } from './draft-check';
import { jsonText, parsedJson } from './plain-json';
import { localStorageOrNull, type Place } from './place';

const key = 'ridgepoint.autosave';
const most = 40;
/** Of all together; storage has some 5 million for the whole site. */
const mostCharacters = 1_500_000;

export class Autosave {
  readonly #place: Place | null;
  /** By name, the newest last. */
  #texts: Map<string, string>;

  constructor(place: Place | null = localStorageOrNull()) {
    this.#place = place;
    this.#texts = read(place);
  }

  /** false: it could not be stored, and lives as long as the page. */
  keep(draft: Draft): boolean {
    const name = nameOf(draft);
    this.#texts.delete(name);
    this.#texts.set(name, jsonText(draft));
    return this.#store();
  }

  /** What was typed into this kernel last; null where there is nothing. */
  kernel(op: string, kernel: string): KernelDraft | null {
    const draft = this.#draft(kernelName(op, kernel));
    return draft?.kind === 'kernel' ? draft : null;
  }

  free(): FreeDraft | null {
    const draft = this.#draft('free');
    return draft?.kind === 'free' ? draft : null;
  }

  /** Of a draft that is as it was: there is nothing to lose. */
  forget(draft: Draft): void {
    if (this.#texts.delete(nameOf(draft))) this.#store();
  }

  #draft(name: string): Draft | null {
    const text = this.#texts.get(name);
    if (text === undefined) return null;
    try {
      return checkedDraft(parsedJson(text, name));
    } catch {
      // Of an older form, or another script's: no draft of ours.
      return null;
    }
  }

  #store(): boolean {
    let characters = 0;
    const kept = [...this.#texts]
      .reverse()
      .slice(0, most)
      .filter(([, text]) => (characters += text.length) <= mostCharacters)
      .reverse();
    this.#texts = new Map(kept);
    try {
      if (!this.#place) return false;
      this.#place.setItem(key, JSON.stringify(kept));
      return true;
    } catch {
      // Full or forbidden: the map has them all the same.
      return false;
    }
  }
}

function read(place: Place | null): Map<string, string> {
  try {
    const kept: unknown = JSON.parse(place?.getItem(key) ?? '[]');
    const entries = Array.isArray(kept) ? (kept as unknown[]) : [];
    return new Map(entries.filter(isEntry).slice(-most));
  } catch {
    return new Map();
  }
}

const isEntry = (entry: unknown): entry is [string, string] =>
  Array.isArray(entry) &&
  entry.length === 2 &&
  entry.every((part) => typeof part === 'string');

const kernelName = (op: string, kernel: string) => `kernel ${op}/${kernel}`;

const nameOf = (draft: Draft) =>
  draft.kind === 'free' ? 'free' : kernelName(draft.op, draft.kernel);
