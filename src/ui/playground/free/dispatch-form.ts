import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { EntryPoint, Extent } from '../../../engine/api';
import { dispatchOf } from '../../../engine/trial/free-text';
import { defaultTimeLimitMs } from '../../../engine/trial/time-limit';
import type { FreeDraft } from '../../../state/draft';
import { shared } from '../../shared.styles';
import { formatCount } from '../../units';
import { callOf } from './call';
import { FreeChangeEvent } from './events';

const axes = ['x', 'y', 'z'] as const;
const mostSeconds = 120;

/** Where a program begins, how often it is run, and for how long at most. */
@customElement('rp-free-dispatch')
export class FreeDispatch extends LitElement {
  static override styles = [
    shared,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 8px;
        margin-top: 10px;
      }
      label {
        display: grid;
        gap: 2px;
        font-size: 12px;
        color: var(--text-3);
      }
      .two {
        grid-column: span 2;
      }
      .whole {
        grid-column: 1 / -1;
        margin: 0;
        font-size: 12px;
        line-height: 1.45;
      }
      input,
      select {
        width: 100%;
        min-width: 0;
      }
      .why {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) draft!: FreeDraft;
  /** Of the text, as the compiler last saw it. */
  @property({ attribute: false }) entries: readonly EntryPoint[] = [];
  /** Of the time limit, while it is none. */
  @state() typedLimit: { text: string; why: string } | null = null;
  /** Workgroups as they are being typed. */
  @state() typed: readonly string[] | null = null;
  #own: readonly Extent[] | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('draft')) return;
    if (this.draft.workgroups !== this.#own) this.typed = null;
    if (changed.get('draft')?.timeLimitMs !== this.draft.timeLimitMs)
      this.typedLimit = null;
  }

  #tell(change: Partial<FreeDraft>) {
    this.dispatchEvent(new FreeChangeEvent(change));
  }

  #texts(): readonly string[] {
    return this.typed ?? this.draft.workgroups.map(String);
  }

  /** A wrong formula is kept as it is: what is wrong with it stands below. */
  #edit(axis: number, event: Event) {
    const { value } = event.target as HTMLInputElement;
    const texts = axes.map((_, i) =>
      i === axis ? value : (this.#texts()[i] ?? ''),
    );
    this.typed = texts;
    const last = texts.findLastIndex((text) => text.trim() !== '');
    const workgroups = texts.slice(0, Math.max(1, last + 1)).map(extentOf);
    this.#own = workgroups;
    this.#tell({ workgroups });
  }

  #limit(event: Event) {
    const text = (event.target as HTMLInputElement).value;
    const seconds = Number(text.trim().replace(',', '.') || NaN);
    if (!(seconds >= 0.1 && seconds <= mostSeconds)) {
      const why = `"${text}" is no time limit; write seconds from 0.1 to ${mostSeconds}.`;
      this.typedLimit = { text, why };
      return;
    }
    this.typedLimit = null;
    this.#tell({ timeLimitMs: Math.round(1000 * seconds) });
  }

  override render() {
    const { draft, typedLimit } = this;
    const { timeLimitMs = defaultTimeLimitMs } = draft;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">Run it with</h2>
      <div class="fields">
        ${axes.map(
          (axis, i) =>
            html`<label>
              Workgroups ${axis}
              <input
                autocomplete="off"
                maxlength="200"
                spellcheck="false"
                placeholder=${i === 0 ? nothing : '1'}
                aria-describedby="dispatch"
                .value=${live(this.#texts()[i] ?? '')}
                @input=${(event: Event) => this.#edit(i, event)}
              />
            </label>`,
        )}
        <p class="whole" id="dispatch" role="status">${this.#dispatch()}</p>
        <label class="two">Entry point ${this.#entryPoint()}</label>
        <label>
          Limit, seconds
          <input
            inputmode="decimal"
            autocomplete="off"
            aria-invalid=${typedLimit ? 'true' : 'false'}
            .value=${live(typedLimit?.text ?? String(timeLimitMs / 1000))}
            @change=${(event: Event) => this.#limit(event)}
          />
        </label>
        ${
          typedLimit
            ? html`<p class="whole why" role="alert">${typedLimit.why}</p>`
            : nothing
        }
      </div>
    </section>`;
  }

  #dispatch() {
    try {
      const { workgroups, invocations } = dispatchOf(callOf(this.draft));
      return html`<span class="number"
          >${workgroups.map(formatCount).join(' × ')}</span
        >
        workgroups,
        <span class="number">${formatCount(invocations)}</span> invocations.
        Formulas know the buffers' lengths and the text's constants.`;
    } catch (error) {
      return html`<span class="why">${(error as Error).message}</span>`;
    }
  }

  #entryPoint() {
    const { entryPoint } = this.draft;
    const names = this.entries
      .filter(({ stage }) => stage === 'compute')
      .map(({ name }) => name);
    const only = names.length === 1 ? names[0] : 'main';
    const gone = entryPoint !== '' && !names.includes(entryPoint);
    return html`<select
      @change=${(event: Event) =>
        this.#tell({ entryPoint: (event.target as HTMLSelectElement).value })}
    >
      <option value="" .selected=${entryPoint === ''}>${only}</option>
      ${names
        .filter((name) => name !== only || name === entryPoint)
        .map(
          (name) =>
            html`<option value=${name} .selected=${name === entryPoint}>
              ${name}
            </option>`,
        )}
      ${
        gone
          ? html`<option value=${entryPoint} selected>
              ${entryPoint} (not in the text)
            </option>`
          : nothing
      }
    </select>`;
  }
}

const extentOf = (text: string): Extent => {
  const trimmed = text.trim();
  return /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed || 1;
};

declare global {
  interface HTMLElementTagNameMap {
    'rp-free-dispatch': FreeDispatch;
  }
}
