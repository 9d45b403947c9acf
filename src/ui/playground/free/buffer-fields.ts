import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { FreeBuffer } from '../../../engine/api';
import { shared } from '../../shared.styles';
import { formatBinaryBytes } from '../../units';
import {
  accesses,
  elementTypes,
  nameProblem,
  parseLength,
  parseNumbers,
  parseSeed,
  valuesProblem,
} from './buffers';
import { bufferFieldsStyles } from './buffer-fields.styles';
import { BufferChangeEvent, BufferMoveEvent } from './events';

type Kind = 'zeros' | 'iota' | 'uniform' | 'numbers';

const kinds: Readonly<Record<Kind, string>> = {
  zeros: 'zeros',
  iota: 'counting',
  uniform: 'random',
  numbers: 'own numbers',
};

const kindOf = ({ init }: FreeBuffer): Kind =>
  typeof init === 'string' ? init : Array.isArray(init) ? 'numbers' : 'uniform';

const initOf = (kind: Kind): FreeBuffer['init'] =>
  kind === 'uniform' ? { uniform: 1 } : kind === 'numbers' ? [] : kind;

/** One buffer: its name, what it holds, and what it begins with. */
@customElement('rp-buffer-fields')
export class BufferFields extends LitElement {
  static override styles = [shared, bufferFieldsStyles];

  @property({ attribute: false }) buffer!: FreeBuffer;
  /** All of them, this one too. */
  @property({ attribute: false }) buffers: readonly FreeBuffer[] = [];
  /** Its place, which is its binding. */
  @property({ type: Number }) at = 0;
  /** What is being typed, by field, and why it is not taken. */
  @state() typed: Readonly<Record<string, { text: string; why: string }>> = {};
  #own: FreeBuffer | null = null;

  protected override willUpdate(changed: PropertyValues<this>) {
    // Another buffer stands here, not what was typed.
    if (changed.has('buffer') && this.buffer !== this.#own) this.typed = {};
  }

  #change(change: Partial<FreeBuffer>) {
    const buffer = { ...this.buffer, ...change };
    this.#own = buffer;
    this.dispatchEvent(new BufferChangeEvent(buffer));
  }

  /** While typing, the text is left as it is: only the verdict changes. */
  #type(field: string, event: Event, take: (text: string) => void) {
    const text = (event.target as HTMLInputElement).value;
    let why = '';
    try {
      take(text);
    } catch (error) {
      why = (error as Error).message;
    }
    this.typed = { ...this.typed, [field]: { text, why } };
  }

  /** What was taken is written as the form writes it. */
  #settle(field: string) {
    const { [field]: settled, ...others } = this.typed;
    if (settled && !settled.why) this.typed = others;
  }

  #rename(text: string) {
    const name = text.trim();
    const others = this.buffers.filter((_, i) => i !== this.at);
    const why = nameProblem(name, others);
    if (why) throw new Error(why);
    this.#change({ name });
  }

  override render() {
    const { buffer, buffers, at } = this;
    const { name, elementType, access, length } = buffer;
    const half = kindOf(buffer) === 'uniform' ? '' : 'half';
    return html`<fieldset>
      <legend>Binding ${at}</legend>
      <div class="tools">
        ${this.#move('Move up', '↑', -1, at === 0)}
        ${this.#move('Move down', '↓', 1, at === buffers.length - 1)}
        ${this.#move('Remove', '✕', 'out', false)}
      </div>
      <div class="fields">
        ${this.#text('Name', name, (text) => this.#rename(text))}
        ${this.#select('Elements', elementTypes, elementType, (chosen) =>
          this.#change({ elementType: chosen }),
        )}
        ${this.#select('Access', accesses, access, (chosen) =>
          this.#change({ access: chosen }),
        )}
        ${this.#text(
          `Length, ${formatBinaryBytes(4 * length)}`,
          String(length),
          (text) => this.#change({ length: parseLength(text) }),
          half,
          'Length',
        )}
        ${this.#values(half)}
      </div>
    </fieldset>`;
  }

  #values(half: string) {
    const { buffer } = this;
    const { name, init } = buffer;
    const kind = kindOf(buffer);
    const problem = valuesProblem(buffer);
    return html`
      <label class=${half}>
        Begins with
        <select
          aria-label="${name}: begins with"
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            this.#change({ init: initOf(value as Kind) });
          }}
        >
          ${Object.entries(kinds).map(
            ([id, title]) =>
              html`<option value=${id} .selected=${id === kind}>
                ${title}
              </option>`,
          )}
        </select>
      </label>
      ${
        typeof init === 'object' && !Array.isArray(init)
          ? this.#text('Seed', String(init.uniform), (text) =>
              this.#change({ init: { uniform: parseSeed(text) } }),
            )
          : nothing
      }
      ${Array.isArray(init) ? this.#numbers(init) : nothing}
      ${problem ? html`<p class="why" role="alert">${problem}</p>` : nothing}
    `;
  }

  #numbers(init: readonly number[]) {
    const { text, why } = this.typed.numbers ?? {
      text: init.join(', '),
      why: '',
    };
    return html`<label class="whole">
        Numbers, the rest is 0
        <textarea
          aria-label="${this.buffer.name}: numbers"
          spellcheck="false"
          aria-invalid=${why ? 'true' : 'false'}
          .value=${live(text)}
          @input=${(event: Event) =>
            this.#type('numbers', event, (typed) =>
              this.#change({ init: parseNumbers(typed) }),
            )}
          @change=${() => this.#settle('numbers')}
        ></textarea>
      </label>
      ${why ? html`<p class="why" role="alert">${why}</p>` : nothing}`;
  }

  #move(label: string, sign: string, by: -1 | 1 | 'out', disabled: boolean) {
    return html`<button
      aria-label="${label} ${this.buffer.name}"
      title=${label}
      ?disabled=${disabled}
      @click=${() => this.dispatchEvent(new BufferMoveEvent(by))}
    >
      ${sign}
    </button>`;
  }

  #text(
    label: string,
    value: string,
    take: (text: string) => void,
    size = '',
    field = label,
  ) {
    const { text, why } = this.typed[field] ?? { text: value, why: '' };
    return html`<label class=${size}>
        ${label}
        <input
          aria-label="${this.buffer.name}: ${label}"
          maxlength="200"
          autocomplete="off"
          spellcheck="false"
          aria-invalid=${why ? 'true' : 'false'}
          aria-describedby=${why ? `${field}-why` : nothing}
          .value=${live(text)}
          @input=${(event: Event) => this.#type(field, event, take)}
          @change=${() => this.#settle(field)}
        />
      </label>
      ${
        why
          ? html`<p class="why" id="${field}-why" role="alert">${why}</p>`
          : nothing
      }`;
  }

  #select<T extends string>(
    label: string,
    choices: readonly T[],
    chosen: T,
    choose: (value: T) => void,
  ) {
    return html`<label>
      ${label}
      <select
        aria-label="${this.buffer.name}: ${label}"
        @change=${(event: Event) =>
          choose((event.target as HTMLSelectElement).value as T)}
      >
        ${choices.map(
          (one) => html`<option .selected=${one === chosen}>${one}</option>`,
        )}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-buffer-fields': BufferFields;
  }
}
