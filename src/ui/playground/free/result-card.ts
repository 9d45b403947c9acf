import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Diagnostic, FreeReport } from '../../../engine/api';
import type { FreeDraft, FreePixels, FreeView } from '../../../state/draft';
import { softwareNote } from '../../device-facts';
import { shared } from '../../shared.styles';
import { formatCount, formatDuration } from '../../units';
import '../editor/diagnostic-list';
import {
  FreeCancelEvent,
  FreeChangeEvent,
  FreeRunEvent,
  GoToLineEvent,
} from './events';
import { failureWords } from './failure-words';
import type { FreeError, FreeState } from './free-runner';
import './output-view';
import { resultCardStyles } from './result-card.styles';

const views: Readonly<Record<FreeView, string>> = {
  numbers: 'Numbers',
  image: 'Image',
  plot: 'Plot',
};
const pixelTitles: Readonly<Record<FreePixels, string>> = {
  grey: 'grey, one number each',
  rgba: 'RGBA, four numbers each',
  packed: 'RGBA, packed in a u32',
};
const mostWidth = 16_384;

/** What a program left behind, or why it did not come to its end. */
@customElement('rp-free-result')
export class FreeResult extends LitElement {
  static override styles = [shared, resultCardStyles];

  @property({ attribute: false }) state: FreeState = { kind: 'idle' };
  /** As it is now; a run may be of an earlier one. */
  @property({ attribute: false }) draft!: FreeDraft;
  @property({ type: Boolean }) stale = false;
  /** There is a GPU, and nothing is running. */
  @property({ type: Boolean }) ready = false;
  @property({ type: Boolean }) software = false;
  @state() widthProblem = '';

  override render() {
    const { state } = this;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Result</h2>
      ${
        this.stale && state.kind === 'done'
          ? html`<p class="notice" role="status">
              This is of the program before your last changes.
              <button
                ?disabled=${!this.ready}
                @click=${() => this.dispatchEvent(new FreeRunEvent())}
              >
                Run again
              </button>
            </p>`
          : nothing
      }
      ${this.#state()}
    </section>`;
  }

  #state() {
    const { state } = this;
    switch (state.kind) {
      case 'idle':
        return html`<p class="muted">
          Nothing has run yet. Press Run: the program gets the buffers of the
          form, and what it leaves in them stands here.
        </p>`;
      case 'running':
        return html`<div class="running" role="status">
          <progress aria-label="Running"></progress>
          <small>${state.progress.label}</small>
          <button @click=${() => this.dispatchEvent(new FreeCancelEvent())}>
            Cancel
          </button>
        </div>`;
      case 'cancelled':
        return html`<p class="notice" role="status">
          Cancelled. The text is as you left it; Run starts again.
        </p>`;
      case 'failed':
        return this.#failed(state.error);
      case 'done':
        return this.#ended(state.report);
    }
  }

  #failed(error: FreeError) {
    const { title, next } = failureWords(error);
    return html`<div class="notice bad" role="alert">
      <strong>${title}</strong>
      <p class="lines">${error.message}</p>
      <p>${next}</p>
    </div>`;
  }

  #ended(report: FreeReport) {
    if (report.outcome === 'done') return this.#done(report);
    const { loop, diagnostics, verdict } = report;
    if (loop)
      return html`<div class="notice bad" role="alert">
        <strong>A loop did not end</strong>
        <p class="lines">${verdict}</p>
        <button
          @click=${() => this.dispatchEvent(new GoToLineEvent(loop.line))}
        >
          Go to line ${loop.line}
        </button>
      </div>`;
    return html`<div class="notice bad" role="alert">
      <strong>It does not compile</strong>
      <rp-diagnostic-list
        .diagnostics=${diagnostics}
        @rp-go-to-line=${({ detail }: CustomEvent<Diagnostic>) =>
          this.dispatchEvent(new GoToLineEvent(detail.line))}
      ></rp-diagnostic-list>
    </div>`;
  }

  #done({ ms, clock, workgroups, adapter, outputs }: FreeReport) {
    const { draft } = this;
    const shown = outputs[draft.shown];
    return html`
      <p class="answer" role="status">
        <span class="figure">${formatDuration(ms ?? 0)}</span>
        <span class="muted"
          >one run by
          ${
            clock.source === 'timestamp-query'
              ? 'the GPU’s clock'
              : 'this page’s clock, with the way there and back'
          },
          ${workgroups.map(formatCount).join(' × ')} workgroups on
          ${adapter}</span
        >
        ${
          this.software
            ? html`<span class="badge">${softwareNote}</span>`
            : nothing
        }
      </p>
      ${this.#choices(Object.keys(outputs))}
      ${
        shown
          ? html`<rp-output-view
              .data=${shown.data}
              name=${draft.shown}
              view=${draft.view}
              .imageWidth=${draft.imageWidth}
              pixels=${draft.pixels ?? 'grey'}
              plot=${draft.plot ?? 'line'}
            ></rp-output-view>`
          : html`<p class="notice" role="status">
              ${
                draft.shown
                  ? `"${draft.shown}" was not read after this run; run again to see it.`
                  : 'There is no buffer to look at; add one and run again.'
              }
            </p>`
      }
    `;
  }

  #tell(change: Partial<FreeDraft>) {
    this.dispatchEvent(new FreeChangeEvent(change));
  }

  #choices(read: readonly string[]) {
    const { draft } = this;
    const names = [
      ...new Set([...draft.buffers.map(({ name }) => name), ...read]),
    ];
    return html`<div class="view">
      <label>
        Buffer
        <select
          @change=${(event: Event) =>
            this.#tell({ shown: (event.target as HTMLSelectElement).value })}
        >
          ${names.map(
            (name) =>
              html`<option .selected=${name === draft.shown}>${name}</option>`,
          )}
        </select>
      </label>
      <fieldset>
        <legend>Show as</legend>
        <div class="segments">
          ${(Object.keys(views) as FreeView[]).map(
            (view) =>
              html`<label>
                <input
                  type="radio"
                  name="view"
                  .checked=${live(view === draft.view)}
                  @change=${() => this.#tell({ view })}
                />
                <span>${views[view]}</span>
              </label>`,
          )}
        </div>
      </fieldset>
      ${draft.view === 'image' ? this.#imageChoices() : nothing}
      ${draft.view === 'plot' ? this.#plotChoice() : nothing}
    </div>`;
  }

  #imageChoices() {
    const { draft, widthProblem } = this;
    return html`
      <label>
        Pixels
        <select
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            this.#tell({ pixels: value as FreePixels });
          }}
        >
          ${Object.entries(pixelTitles).map(
            ([id, title]) =>
              html`<option
                value=${id}
                .selected=${id === (draft.pixels ?? 'grey')}
              >
                ${title}
              </option>`,
          )}
        </select>
      </label>
      <label>
        Width
        <input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          aria-invalid=${widthProblem ? 'true' : 'false'}
          .value=${String(draft.imageWidth)}
          @change=${(event: Event) => this.#setWidth(event)}
        />
      </label>
      ${
        widthProblem
          ? html`<p class="small odd" role="alert">${widthProblem}</p>`
          : nothing
      }
    `;
  }

  #setWidth(event: Event) {
    const { value } = event.target as HTMLInputElement;
    const width = Number(value.trim() || NaN);
    const fits = Number.isInteger(width) && width >= 1 && width <= mostWidth;
    this.widthProblem = fits
      ? ''
      : `"${value}" is no width; write a whole number from 1 to ${mostWidth}.`;
    if (fits) this.#tell({ imageWidth: width });
  }

  #plotChoice() {
    const { plot = 'line' } = this.draft;
    return html`<label>
      Plot
      <select
        @change=${(event: Event) =>
          this.#tell({
            plot:
              (event.target as HTMLSelectElement).value === 'histogram'
                ? 'histogram'
                : 'line',
          })}
      >
        <option value="line" .selected=${plot === 'line'}>
          line over the index
        </option>
        <option value="histogram" .selected=${plot === 'histogram'}>
          histogram of the values
        </option>
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-free-result': FreeResult;
  }
}
