import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KernelSources, TrialReport } from '../../../engine/api';
import { RunEvent } from '../../bench/events';
import '../../bench/error-map';
import { softwareNote } from '../../device-facts';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import { shared } from '../../shared.styles';
import { formatCount } from '../../units';
import './ab-panel';
import { saidOf } from './diagnostics';
import { cancelEvent, goToLineEvent, type Place } from './events';
import { failureWords } from './failure-words';
import { stepAt, steps } from './steps';
import { trialCardStyles } from './trial-card.styles';
import './trial-history';
import './trial-roofline';
import type { TrialEntry, TrialState } from './trial-state';
import { answerOf } from './verdict-words';

type Running = Extract<TrialState, { kind: 'running' }>;
type Failed = Extract<TrialState, { kind: 'failed' }>;

/** More messages than these are counted, not listed. */
const mostMessages = 8;

/** What comes after Run: one answer, then what it rests on. */
@customElement('rp-trial-card')
export class TrialCard extends LitElement {
  static override styles = [shared, trialCardStyles];

  @property({ attribute: false }) state: TrialState = { kind: 'idle' };
  /** Of the kernel as it is shipped; null: not known yet. */
  @property({ attribute: false }) sources: KernelSources | null = null;
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  /** The runs of this visit, the newest first. */
  @property({ attribute: false }) history: readonly TrialEntry[] = [];
  /** The text has changed since the run that is shown. */
  @property({ type: Boolean, reflect: true }) stale = false;
  /** The answer may stand above the text, and what it rests on below. */
  @property() show: 'all' | 'answer' | 'details' = 'all';

  override render() {
    const { state, history, show } = this;
    const answer = html`<section
      class="card answer"
      aria-label="Result"
      aria-live="polite"
    >
      ${this.stale ? this.#stale() : nothing} ${this.#answer()}
    </section>`;
    if (show === 'answer') return answer;
    return html`
      ${show === 'all' ? answer : nothing}
      ${state.kind === 'done' ? this.#details(state.report) : nothing}
      ${
        history.length > 0
          ? html`<section class="card wide" aria-labelledby="history">
              <h2 id="history">Runs of this visit</h2>
              <rp-trial-history
                .entries=${history}
                .roofs=${this.roofs}
              ></rp-trial-history>
            </section>`
          : nothing
      }
    `;
  }

  #answer() {
    const { state } = this;
    switch (state.kind) {
      case 'idle':
        return this.#idle();
      case 'running':
        return this.#running(state);
      case 'cancelled':
        return this.#said(
          'Cancelled',
          'Nothing was measured. The text is kept as it is.',
        );
      case 'failed':
        return this.#failed(state);
      case 'done':
        return this.#verdict(state.report);
    }
  }

  #idle() {
    const { sources } = this;
    return html`
      <div class="sentence">
        <p>
          ${sources ? html`<b>${sources.op} ${sources.kernel}</b>: ` : nothing}
          Run compiles your text and says whether it is right; only then how
          fast it is.
        </p>
        ${stepList(-1)}
      </div>
      ${
        // By itself the answer stands beside a text that has the button.
        this.show === 'answer'
          ? nothing
          : this.#runButton('Run', sources === null)
      }
    `;
  }

  #running({ progress: { done, label } }: Running) {
    return html`
      <div class="sentence">
        <p class="label">${sentenceOf(label)}</p>
        <progress
          aria-label="Progress of the run"
          .value=${Math.min(1, Math.max(0, done))}
        ></progress>
        ${stepList(stepAt(done))}
      </div>
      <button @click=${() => this.dispatchEvent(cancelEvent())}>Cancel</button>
    `;
  }

  #failed({ error }: Failed) {
    const { title, more, again } = failureWords(error);
    return html`
      <p class="figure bad">
        <span class="big words">${title}</span>
      </p>
      <div class="sentence">
        <p><span class="lines">${sentenceOf(error.message)}</span></p>
        <p class="next">${more} The text is kept.</p>
      </div>
      ${again ? this.#runButton('Run again') : nothing}
    `;
  }

  #said(title: string, sentence: string) {
    return html`
      <p class="figure"><span class="big words">${title}</span></p>
      <div class="sentence"><p>${sentence}</p></div>
      ${this.#runButton('Run again')}
    `;
  }

  #stale() {
    return html`<p class="notice">
      The text has changed since this run: what stands below is about the text
      before. ${this.#runButton('Run the new text')}
    </p>`;
  }

  #runButton(name: string, disabled = false) {
    return html`<button
      class="primary"
      ?disabled=${disabled}
      @click=${() => this.dispatchEvent(new RunEvent())}
    >
      ${name}
    </button>`;
  }

  #verdict(report: TrialReport) {
    const { tone, figure, word, sentence, next, place } = answerOf(report);
    const isNumber = tone === 'faster' || tone === 'slower';
    return html`
      <p class="figure ${tone}">
        <span class="big ${isNumber ? '' : 'words'}">${figure}</span>
        ${word ? html` <span class="word">${word}</span>` : nothing}
      </p>
      <div class="sentence">
        ${place ? html`<p>${this.#link(place)}</p>` : nothing}
        <p><span class="lines">${sentence}</span></p>
        ${
          report.loop && report.loop.within.length > 0
            ? html`<p>
                It stands inside the loop at:
                ${report.loop.within.map(
                  (line, i) =>
                    html`${i > 0 ? ', in ' : nothing}${this.#link({
                      ...{ file: report.loop?.file ?? '', line },
                    })}`,
                )}.
              </p>`
            : nothing
        }
        ${next ? html`<p class="next">${next}</p>` : nothing}
        ${
          report.software && report.ab
            ? html`<p><span class="badge">${softwareNote}</span></p>`
            : nothing
        }
      </div>
    `;
  }

  #link(place: Place) {
    const { file, line } = place;
    return html`<button
      class="link"
      @click=${() => this.dispatchEvent(goToLineEvent(place))}
    >
      Line ${line} of ${file}
    </button>`;
  }

  #details(report: TrialReport) {
    const { check, unwritten } = report;
    // What is wrong is never fast, whatever a report from elsewhere holds.
    const ab = report.outcome === 'right' ? report.ab : null;
    return html`
      ${this.#messages(report)}
      ${
        check
          ? html`<section
              class="card ${ab ? '' : 'wide'}"
              aria-labelledby="check"
            >
              <h2 id="check">Against the oracle</h2>
              ${
                unwritten > 0
                  ? html`<p class="unwritten">
                      <strong>Never written:</strong>
                      <span class="number">${formatCount(unwritten)}</span> of
                      <span class="number">${formatCount(check.elements)}</span>
                      elements.
                    </p>`
                  : nothing
              }
              <rp-error-map .check=${check}></rp-error-map>
            </section>`
          : nothing
      }
      ${
        ab
          ? html`<section class="card" aria-labelledby="ab">
                <h2 id="ab">Original and edited, in turns</h2>
                <rp-trial-ab .ab=${ab}></rp-trial-ab>
              </section>
              <section class="card wide" aria-labelledby="roof">
                <h2 id="roof">On your measured roofline</h2>
                <rp-trial-roofline
                  .report=${report}
                  .history=${this.history}
                  .roofs=${this.roofs}
                ></rp-trial-roofline>
              </section>`
          : nothing
      }
    `;
  }

  /** All that the compiler said; of an only error the answer tells already. */
  #messages({ passes, outcome }: TrialReport) {
    const said = saidOf(passes);
    if (said.length < (outcome === 'compile' ? 2 : 1)) return nothing;
    return html`<section class="card wide" aria-labelledby="messages">
      <h2 id="messages">What the compiler said</h2>
      <ul class="messages">
        ${said.slice(0, mostMessages).map(
          ({ file, diagnostic: { type, line, message } }) =>
            html`<li class=${type}>
              <b>${type}</b>
              ${line > 0 ? this.#link({ file, line }) : file}:
              <span class="lines">${message}</span>
            </li>`,
        )}
      </ul>
      ${
        said.length > mostMessages
          ? html`<small>
              and ${formatCount(said.length - mostMessages)} more
            </small>`
          : nothing
      }
    </section>`;
  }
}

/** `current` -1: none of them is going on. */
const stepList = (current: number) =>
  html`<ol class="steps">
    ${steps.map(
      ({ name }, i) =>
        html`<li
          class=${i < current ? 'done' : i === current ? 'current' : ''}
          aria-current=${i === current ? 'step' : nothing}
        >
          ${name}
        </li>`,
    )}
  </ol>`;

const sentenceOf = (text: string) =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

declare global {
  interface HTMLElementTagNameMap {
    'rp-trial-card': TrialCard;
  }
}
