import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Goal, Judgement } from '../../../challenges/challenge';
import { softwareNote } from '../../device-facts';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import { measureBar, measureBarStyles } from '../../roofline/measure-bar';
import { shared } from '../../shared.styles';

/** Where a run stands: none yet, of another problem, or judged. */
export type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'other' }
  | { readonly kind: 'judged'; readonly judgement: Judgement };

/** The goal, and how near the last run is to it. */
@customElement('rp-challenge-goal')
export class ChallengeGoal extends LitElement {
  static override styles = [
    shared,
    measureBarStyles,
    css`
      section {
        display: grid;
        gap: 10px;
        padding: 14px 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius-control);
      }
      section.reached {
        border-color: var(--ok);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: 4px 16px;
      }
      .value {
        font-size: 17px;
        font-weight: 650;
      }
      .reached .value {
        color: var(--ok-text);
      }
      svg {
        display: block;
        width: 100%;
        height: 8px;
        border-radius: 4px;
      }
      .all {
        fill: var(--line);
      }
      .part {
        fill: var(--gpu);
        transition: width 200ms;
      }
      .reached .part {
        fill: var(--ok);
      }
      .words {
        overflow-wrap: anywhere;
      }
      .value:empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) goal!: Goal;
  @property({ attribute: false }) standing: Standing = { kind: 'none' };
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ type: Boolean }) software = false;

  override render() {
    const { goal, standing } = this;
    const judgement = standing.kind === 'judged' ? standing.judgement : null;
    const { reached = false, progress = 0, value = null } = judgement ?? {};
    return html`<section
      class=${reached ? 'reached' : ''}
      aria-labelledby="title"
    >
      <div class="head">
        <h3 id="title">Goal</h3>
        <span class="muted">${goal.target}</span>
      </div>
      <svg
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label="${Math.floor(100 * progress)} % of the way"
      >
        <rect class="all" width="100" height="8" />
        <rect class="part" width=${100 * progress} height="8" />
      </svg>
      <div class="words" role="status">
        ${
          judgement
            ? html`<p class="value number">
                  ${reached ? '✓ Reached' : nothing}${
                    reached && value ? ': ' : nothing
                  }${value ?? nothing}
                </p>
                <p>${judgement.words}</p>`
            : standing.kind === 'other'
              ? `The last run was of another kernel or other shapes, so it does
                 not count here. Restart to have this challenge's own.`
              : 'No run to judge yet: change the shader and run it.'
        }
      </div>
      ${this.#roofs(judgement)}
      ${
        goal.bySpeed && this.software
          ? html`<p>
              <span class="badge">${softwareNote}</span>
              <span class="small"
                >The goal is judged all the same, but it says little about a
                graphics card.</span
              >
            </p>`
          : nothing
      }
    </section>`;
  }

  #roofs(judgement: Judgement | null) {
    const { goal, roofs } = this;
    const isMissing =
      judgement?.needsRoofs === true ||
      (goal.byRoof === true && !roofs.ceilings?.gpu);
    return isMissing
      ? html`<div class="roofs">
          ${measureBar(this, roofs, 'Measure the roofs of this device')}
        </div>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-challenge-goal': ChallengeGoal;
  }
}
