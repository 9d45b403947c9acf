/** What the card tells the page. */
import type { KernelDraft } from '../../../state/draft';

/** A line of one of the draft's texts. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

const composed = { bubbles: true, composed: true };

/** Stop the trial that is running. */
export const cancelEvent = () => new Event('rp-cancel', composed);

/** Show this line in the editor. */
export const goToLineEvent = (place: Place) =>
  new CustomEvent<Place>('rp-go-to-line', { ...composed, detail: place });

/** Load this text in the editor. */
export const draftEvent = (draft: KernelDraft) =>
  new CustomEvent<KernelDraft>('rp-draft', { ...composed, detail: draft });
