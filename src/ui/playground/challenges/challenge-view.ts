import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Challenge } from '../../../challenges/challenge';
import { solutionOf, startOf } from '../../../challenges/draft';
import type { ChallengeProgress } from '../../../state/challenge-progress';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import { shared } from '../../shared.styles';
import { challengeViewStyles } from './challenge-view.styles';
import { ChallengeStepEvent } from './events';
import './goal-card';
import type { Standing } from './goal-card';
import { solutionDiff, solutionDiffStyles } from './solution-diff';
import { kindNames, levelNames, subjectOf } from './words';

/** One challenge: the task, the goal, hints one by one, and in the end a solution. */
@customElement('rp-challenge')
export class ChallengeView extends LitElement {
  static override styles = [shared, challengeViewStyles, solutionDiffStyles];

  @property({ attribute: false }) challenge!: Challenge;
  @property({ attribute: false }) progress!: ChallengeProgress;
  @property({ attribute: false }) standing: Standing = { kind: 'none' };
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ type: Boolean }) software = false;
  /** The solution is open. */
  @property({ type: Boolean }) peeking = false;
  /** There is another one to go on with. */
  @property({ type: Boolean }) more = false;

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  #step(step: ChallengeStepEvent['step']) {
    this.dispatchEvent(new ChallengeStepEvent(step));
  }

  override render() {
    const { challenge, progress, standing, peeking } = this;
    const { title, level, kind, task, learns, goal } = challenge;
    const reached = standing.kind === 'judged' && standing.judgement.reached;
    return html`
      <section class="card" aria-labelledby="title">
        <div class="bar">
          <button @click=${() => this.#step('list')}>All challenges</button>
          <button @click=${() => this.#step('restart')}>Restart</button>
          ${
            this.more
              ? html`<button
                  class=${reached ? 'primary' : ''}
                  @click=${() => this.#step('next')}
                >
                  Next
                </button>`
              : nothing
          }
        </div>
        <h2 id="title" tabindex="-1">${title}</h2>
        <p class="facts">
          <span class="chip">${kindNames[kind]}</span>
          <span class="chip">${levelNames[level]}</span>
          ${
            progress.doneAt
              ? html`<span class="chip done"
                  >✓ ${progress.peeked ? 'done, with help' : 'done'}</span
                >`
              : nothing
          }
          <code>${subjectOf(challenge)}</code>
        </p>
        <div class="body">
          <div class="main">
            <p class="task">${task}</p>
            <rp-challenge-goal
              .goal=${goal}
              .standing=${standing}
              .roofs=${this.roofs}
              ?software=${this.software}
            ></rp-challenge-goal>
            ${
              reached
                ? html`<p class="learned"><b>What it teaches.</b> ${learns}</p>`
                : nothing
            }
          </div>
          ${this.#hints()}
        </div>
        ${peeking ? this.#solution() : nothing}
      </section>
    `;
  }

  #hints() {
    const { challenge, progress } = this;
    const { hints } = challenge;
    const left = hints.length - progress.hints;
    return html`<div class="hints">
      <h3>Hints</h3>
      ${
        progress.hints > 0
          ? html`<ol aria-live="polite">
              ${hints
                .slice(0, progress.hints)
                .map((hint) => html`<li>${hint}</li>`)}
            </ol>`
          : html`<p class="muted">
              Three of them, from a nudge to nearly the answer.
            </p>`
      }
      ${
        left > 0
          ? html`<button @click=${() => this.#step('hint')}>
              Show ${progress.hints === 0 ? 'a' : 'another'} hint
              <span class="small">(${left} left)</span>
            </button>`
          : this.peeking
            ? nothing
            : html`<button @click=${() => this.#step('peek')}>
                Show a solution
              </button>`
      }
    </div>`;
  }

  #solution() {
    const { challenge } = this;
    const [from] = Object.values(startOf(challenge).sources);
    const [to] = Object.values(solutionOf(challenge).sources);
    return html`<div class="solution">
      <h3>A solution</h3>
      ${solutionDiff(from, to)}
      <button @click=${() => this.#step('load-solution')}>
        Put it into the editor
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-challenge': ChallengeView;
  }
}
