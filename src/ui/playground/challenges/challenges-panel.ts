import { LitElement, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { challengeById, challengeOf, challenges } from '../../../challenges';
import type { Challenge } from '../../../challenges/challenge';
import { solutionOf, startOf } from '../../../challenges/draft';
import { judge } from '../../../challenges/judge';
import type { DeviceReport, TrialReport } from '../../../engine/api';
import { ProgressStore } from '../../../state/challenge-progress';
import type { Draft } from '../../../state/draft';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import { shared } from '../../shared.styles';
import './challenge-list';
import './challenge-view';
import { draftEvent } from '../run/events';
import type { ChallengeOpenEvent, ChallengeStepEvent } from './events';
import type { Standing } from './goal-card';

/** The challenges: the list, or the one that is open. */
@customElement('rp-challenges')
export class ChallengesPanel extends LitElement {
  static override styles = shared;

  /** Of the last run on the page. */
  @property({ attribute: false }) report: TrialReport | null = null;
  @property({ attribute: false }) draft: Draft | null = null;
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) store = new ProgressStore();
  @state() private open: Challenge | null = null;
  @state() private peeking = false;
  /** The run that was there before the challenge was opened: not its own. */
  #before: TrialReport | null = null;
  #isListWanted = false;

  protected override updated() {
    // The page has no text to show below a list.
    this.toggleAttribute('listing', this.open === null);
  }

  protected override willUpdate(changed: PropertyValues) {
    // A link may come with an attempt at a challenge.
    if (changed.has('draft') && !this.open && !this.#isListWanted)
      this.open = attemptOf(this.draft) ?? null;
    if (changed.has('report') || changed.has('roofs')) this.#note();
  }

  /** What is reached is done, whether or not the roofs came after the run. */
  #note() {
    const standing = this.#standing();
    const { open, store } = this;
    if (!open || standing.kind !== 'judged' || !standing.judgement.reached)
      return;
    if (store.of(open.id).doneAt === null)
      store.change(open.id, { doneAt: new Date().toISOString() });
  }

  #standing(): Standing {
    const { open, report, roofs } = this;
    if (!open || !report || report === this.#before) return { kind: 'none' };
    const judgement = judge(open, report, { roofs: roofs.ceilings });
    return judgement ? { kind: 'judged', judgement } : { kind: 'other' };
  }

  #start(challenge: Challenge) {
    this.open = challenge;
    this.peeking = false;
    this.#before = this.report;
    this.dispatchEvent(draftEvent(startOf(challenge)));
    void this.#focusOn('rp-challenge');
  }

  async #focusOn(tag: string) {
    await this.updateComplete;
    const element = this.renderRoot.querySelector<LitElement>(tag);
    await element?.updateComplete;
    element?.focus();
  }

  #choose(event: ChallengeOpenEvent) {
    const challenge = challengeById(event.challengeId);
    if (challenge) this.#start(challenge);
  }

  #step({ step }: ChallengeStepEvent) {
    const { open, store } = this;
    if (step === 'forget') store.clear();
    if (step === 'list') {
      this.open = null;
      this.#isListWanted = true;
      void this.#focusOn('rp-challenge-list');
    }
    if (open) this.#stepOf(open, step);
    this.requestUpdate();
  }

  #stepOf(open: Challenge, step: ChallengeStepEvent['step']) {
    const { store } = this;
    const { hints, doneAt, peeked } = store.of(open.id);
    if (step === 'hint') store.change(open.id, { hints: hints + 1 });
    if (step === 'peek') {
      this.peeking = true;
      store.change(open.id, { peeked: peeked || doneAt === null });
    }
    if (step === 'load-solution') {
      this.#before = this.report;
      this.dispatchEvent(draftEvent(solutionOf(open)));
    }
    if (step === 'restart') this.#start(open);
    const next = this.#next(open);
    if (step === 'next' && next) this.#start(next);
  }

  /** The next one that is not done, from here around. */
  #next(open: Challenge): Challenge | undefined {
    const at = challenges.indexOf(open);
    const others = [...challenges.slice(at + 1), ...challenges.slice(0, at)];
    return others.find(({ id }) => this.store.of(id).doneAt === null);
  }

  override render() {
    const { open, store } = this;
    return html`<div
      @rp-challenge-open=${this.#choose}
      @rp-challenge-step=${this.#step}
    >
      ${
        open
          ? html`<rp-challenge
              .challenge=${open}
              .progress=${store.of(open.id)}
              .standing=${this.#standing()}
              .roofs=${this.roofs}
              ?software=${this.report?.software ?? this.device?.software}
              ?peeking=${this.peeking}
              ?more=${this.#next(open) !== undefined}
            ></rp-challenge>`
          : html`<rp-challenge-list
              .progressOf=${(id: string) => store.of(id)}
              .kept=${store.isKept}
            ></rp-challenge-list>`
      }
    </div>`;
  }
}

const attemptOf = (draft: Draft | null): Challenge | undefined =>
  draft?.kind === 'kernel' ? challengeOf(draft) : undefined;

declare global {
  interface HTMLElementTagNameMap {
    'rp-challenges': ChallengesPanel;
  }
}
