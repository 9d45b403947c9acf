import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { challenges } from '../../../challenges';
import type { Challenge, Level } from '../../../challenges/challenge';
import type { ChallengeProgress } from '../../../state/challenge-progress';
import { shared } from '../../shared.styles';
import { challengeListStyles } from './challenge-list.styles';
import { ChallengeOpenEvent, ChallengeStepEvent } from './events';
import { kindNames, levelNames } from './words';

const levels: readonly Level[] = [1, 2, 3];

/** All challenges, what each teaches, and which are done. */
@customElement('rp-challenge-list')
export class ChallengeList extends LitElement {
  static override styles = [shared, challengeListStyles];

  @property({ attribute: false })
  progressOf!: (id: string) => ChallengeProgress;
  /** False where a reload forgets what is done. */
  @property({ attribute: false }) kept = true;

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('.start, .row')?.focus();
  }

  override render() {
    const isDone = ({ id }: Challenge) => this.progressOf(id).doneAt !== null;
    const done = challenges.filter(isDone).length;
    const next = challenges.find((one) => !isDone(one));
    return html`
      <section class="card" aria-labelledby="title">
        <div class="head">
          <div>
            <h2 id="title">Challenges</h2>
            <p class="count">
              <span class="number">${done}</span> of
              <span class="number">${challenges.length}</span> done
            </p>
          </div>
          ${
            next
              ? html`<button
                  class="primary start"
                  @click=${() => this.#open(next.id)}
                >
                  ${done === 0 ? 'Begin' : 'Go on'} with “${next.title}”
                </button>`
              : html`<p class="muted">All done. They are yours to vary.</p>`
          }
        </div>
        <p class="muted">
          Real kernels of this product, spoilt or slowed down on purpose. Each
          is checked like every other run here: against the float64 oracle,
          twice, and only then for speed.
        </p>
        ${
          this.kept
            ? nothing
            : html`<p class="notice" role="status">
                This browser keeps nothing for this page, so what is done is
                forgotten when it is closed.
              </p>`
        }
        ${levels.map((level) => this.#level(level))}
        ${
          done > 0
            ? html`<button
                class="forget"
                @click=${() =>
                  this.dispatchEvent(new ChallengeStepEvent('forget'))}
              >
                Forget what is done
              </button>`
            : nothing
        }
      </section>
    `;
  }

  #level(level: Level) {
    return html`<h3>${levelNames[level]}</h3>
      <ul aria-label=${levelNames[level]}>
        ${challenges
          .filter((one) => one.level === level)
          .map((one) => html`<li>${this.#row(one)}</li>`)}
      </ul>`;
  }

  #row({ id, title, kind, learns, problem }: Challenge) {
    const { doneAt, peeked } = this.progressOf(id);
    const mark = doneAt ? (peeked ? 'done, with help' : 'done') : 'open';
    return html`<button
      class="row ${doneAt ? 'done' : ''}"
      @click=${() => this.#open(id)}
    >
      <span class="mark" aria-hidden="true">${doneAt ? '✓' : ''}</span>
      <span class="title">${title}</span>
      <span class="visually-hidden">, ${mark}. </span>
      <span class="about"
        ><span class="chip">${kindNames[kind]}</span>
        <code>${problem.op}</code></span
      >
      <span class="learns">${learns}</span>
    </button>`;
  }

  #open(id: string) {
    this.dispatchEvent(new ChallengeOpenEvent(id));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-challenge-list': ChallengeList;
  }
}
